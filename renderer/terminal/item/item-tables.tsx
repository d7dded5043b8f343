import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { Table } from '../../../main/contract/content.ts';
import type { AttachmentView, ItemView } from '../../../main/contract/views.ts';
import { item } from '../../../main/text/terminal.ts';
import { longTable } from '../../../main/text/terminal-item.ts';
import { persistently } from '../../shared/load.ts';
import { DataTable } from '../../shared/table.tsx';
import type { AboutItem } from '../navigation.ts';
import { rowAlone, rowsSought } from '../sought/rows-sought.ts';
import { type SoughtHere, useSoughtHere } from '../sought/sought-context.ts';
import { cellAt, namingColumn } from './composition.ts';
import { longRows } from './long-rows.ts';
import { Composition } from './money.tsx';
import styles from './sections.module.css';
import { Vouchers } from './vouchers.tsx';

const TableSheet = lazy(async () => ({
  default: (await persistently(() => import('./table-sheet.tsx'))).TableSheet,
}));

/** Rows shown before more are asked for: what a first sight needs, painted at once. */
const firstRows = 50;

/** Of a table that is not shown whole: its rows that have what was looked for, if any; all others are left out. */
function useRowsSought(table: Table, sought: SoughtHere | undefined) {
  const words = sought?.inTitle === false ? sought.words : undefined;
  return useMemo(
    () =>
      words === undefined || table.rows.length <= firstRows ? undefined : rowsSought(longRows(table), words),
    [table, words],
  );
}

function nameOfRow(table: Table, index: number): string {
  const row = table.rows[index];
  return row === undefined ? '' : (cellAt(row, namingColumn(table))?.text ?? '');
}

interface OneTableProps {
  table: Table;
  /** Which of the item's tables it is, from 0. */
  number: number;
  /** Vouchers by row of this table, from 1 (content.ts, `voucherFor`). */
  vouchers: ReadonlyMap<number, readonly AttachmentView[]>;
  picture: boolean;
  about: AboutItem;
}

function OneTable({ table, number, vouchers, picture, about }: OneTableProps) {
  const [whole, setWhole] = useState(false);
  const [open, setOpen] = useState<number>();
  const sought = useSoughtHere();
  const found = useRowsSought(table, sought);
  const rows = found?.slice(0, firstRows).map(rowAlone) ?? table.rows.slice(0, firstRows);
  const ofRow = useCallback(
    (index: number) => {
      const files = vouchers.get(index + 1);
      if (files === undefined) return null;
      return (
        <button type="button" className={styles.voucher} onClick={() => setOpen(index)}>
          {item.seeVouchers(files.length)}
        </button>
      );
    },
    [vouchers],
  );
  const cell = (shown: number) => ofRow(found?.[shown]?.index ?? shown);
  const title = table.continues === true ? `${table.title ?? ''}（${item.continued}）` : table.title;
  return (
    <section className={styles.section}>
      {title === undefined || title === '' ? null : <h3 className={styles.title}>{title}</h3>}
      {found === undefined ? null : (
        <div className={styles.sought} role="status">
          <p>{longTable.only(sought?.text ?? '', found.length, table.rows.length)}</p>
          <button type="button" className={styles.more} onClick={sought?.clear}>
            {longTable.notOnly}
          </button>
        </div>
      )}
      <DataTable
        table={table}
        rows={rows}
        extra={vouchers.size === 0 ? undefined : { title: item.vouchers, cell }}
      />
      {rows.length < table.rows.length ? (
        <>
          {found === undefined ? (
            <p className={styles.note}>{item.tableRest(rows.length, table.rows.length)}</p>
          ) : null}
          <button type="button" className={styles.more} onClick={() => setWhole(true)}>
            {longTable.open(table.rows.length)}
          </button>
        </>
      ) : null}
      {picture ? <Composition table={table} /> : null}
      {whole ? (
        <Suspense>
          <TableSheet
            table={table}
            title={title ?? ''}
            where={{ id: about.id, version: about.version, table: number }}
            extra={vouchers.size === 0 ? undefined : ofRow}
            sought={found === undefined ? undefined : sought?.words[0]}
            onClose={() => setWhole(false)}
          />
        </Suspense>
      ) : null}
      {open === undefined ? null : (
        <Vouchers
          item={about}
          line={{ row: open + 1, title: nameOfRow(table, open) }}
          attachments={vouchers.get(open + 1) ?? []}
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
      number={number}
      vouchers={number === 0 ? byRow(content.attachments) : none}
      picture={card.kind === 'statement'}
      about={about}
    />
  ));
}
