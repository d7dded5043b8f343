import { lazy, Suspense, useState } from 'react';
import type { Table } from '../../../main/contract/content.ts';
import type { AttachmentView, ItemView } from '../../../main/contract/views.ts';
import { item } from '../../../main/text/terminal.ts';
import { longTable } from '../../../main/text/terminal-item.ts';
import { persistently } from '../../shared/load.ts';
import { DataTable } from '../../shared/table.tsx';
import { useNavigator } from '../navigation.ts';
import { Composition } from './money.tsx';
import styles from './sections.module.css';
import { Vouchers } from './vouchers.tsx';

const TableSheet = lazy(async () => ({
  default: (await persistently(() => import('./table-sheet.tsx'))).TableSheet,
}));

/** Rows shown before more are asked for: what a first sight needs, painted at once. */
const firstRows = 50;

interface OneTableProps {
  table: Table;
  /** Vouchers by row of this table, from 1 (content.ts, `voucherFor`). */
  vouchers: ReadonlyMap<number, readonly AttachmentView[]>;
  picture: boolean;
  about: AboutItem;
}

function OneTable({ table, vouchers, picture, about }: OneTableProps) {
  const [whole, setWhole] = useState(false);
  const [open, setOpen] = useState<number>();
  const rows = table.rows.slice(0, firstRows);
  const cell = (index: number) => {
    const files = vouchers.get(index + 1);
    if (files === undefined) return null;
    return (
      <button type="button" className={styles.voucher} onClick={() => setOpen(index)}>
        {item.seeVouchers(files.length)}
      </button>
    );
  };
  const title = table.continues === true ? `${table.title ?? ''}（${item.continued}）` : table.title;
  return (
    <section className={styles.section}>
      {title === undefined || title === '' ? null : <h3 className={styles.title}>{title}</h3>}
      <DataTable
        table={table}
        rows={rows}
        extra={vouchers.size === 0 ? undefined : { title: item.vouchers, cell }}
      />
      {rows.length < table.rows.length ? (
        <>
          <p className={styles.note}>{item.tableRest(rows.length, table.rows.length)}</p>
          <button type="button" className={styles.more} onClick={() => setWhole(true)}>
            {longTable.open(table.rows.length)}
          </button>
        </>
      ) : null}
      {picture ? <Composition table={table} /> : null}
      {whole ? (
        <Suspense>
          <TableSheet table={table} title={title ?? ''} onClose={() => setWhole(false)} />
        </Suspense>
      ) : null}
      {open === undefined ? null : (
        <Vouchers
          item={about}
          line={{ row: open + 1, title: table.rows[open]?.cells[0]?.text ?? '' }}
          attachments={vouchers.get(open + 1) ?? []}
          onAsk={onAsk}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

function byRow(attachments: readonly AttachmentView[]): Map<number, AttachmentView[]> {
  return Map.groupBy(
    attachments.filter(({ voucherFor }) => voucherFor !== undefined),
    ({ voucherFor }) => voucherFor ?? 0,
  );
}

const none: ReadonlyMap<number, readonly AttachmentView[]> = new Map();

/** An item's tables; lines of the first open their vouchers. */
export function ItemTables({ view }: { view: ItemView }) {
  const { card, content } = view;
  if (content === undefined) return null;
  const numbered = content.tables.map((table, number) => ({ table, number }));
  const about = { id: card.id, version: content.version, title: card.title };
  return numbered.map(({ table, number }) => (
    <OneTable
      key={number}
      table={table}
      vouchers={number === 0 ? byRow(content.attachments) : none}
      picture={card.kind === 'statement'}
      about={about}
    />
  ));
}
