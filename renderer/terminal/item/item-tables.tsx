import { useState } from 'react';
import type { Table } from '../../../main/contract/content.ts';
import type { AttachmentView } from '../../../main/contract/views.ts';
import { item } from '../../../main/text/terminal.ts';
import { DataTable } from '../../shared/table.tsx';
import styles from './sections.module.css';
import { Vouchers } from './vouchers.tsx';

/** Rows shown before more are asked for: what a first sight needs, painted at once. */
const firstRows = 50;

interface OneTableProps {
  table: Table;
  /** Vouchers by row of this table, from 1 (content.ts, `voucherFor`). */
  vouchers: ReadonlyMap<number, readonly AttachmentView[]>;
}

function OneTable({ table, vouchers }: OneTableProps) {
  const [shown, setShown] = useState(firstRows);
  const [open, setOpen] = useState<number>();
  const rows = table.rows.slice(0, shown);
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
      {shown < table.rows.length ? (
        <>
          <p className={styles.note}>{item.tableRest(shown, table.rows.length)}</p>
          <button type="button" className={styles.more} onClick={() => setShown(shown + firstRows)}>
            {item.tableMore(Math.min(firstRows, table.rows.length - shown))}
          </button>
        </>
      ) : null}
      {open === undefined ? null : (
        <Vouchers
          title={item.voucherTitle(table.rows[open]?.cells[0]?.text ?? '')}
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
export function ItemTables({
  tables,
  attachments,
}: {
  tables: readonly Table[];
  attachments: readonly AttachmentView[];
}) {
  const numbered = tables.map((table, number) => ({ table, number }));
  return numbered.map(({ table, number }) => (
    <OneTable key={number} table={table} vouchers={number === 0 ? byRow(attachments) : none} />
  ));
}
