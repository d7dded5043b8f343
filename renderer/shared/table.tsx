import { type ReactNode, useRef } from 'react';
import type { Table, TableCell, TableRow, TotalCheck } from '../../main/contract/content.ts';
import { placeCells } from '../../main/contract/table-cells.ts';
import { totals } from '../../main/text/common.ts';
import { money } from '../../main/text/terminal-item.ts';
import { useScrollsByKeys } from './scrolls-by-keys.ts';
import styles from './table.module.css';
import { SidewaysBar, useRoomBeside } from './wide-table.tsx';

interface DataTableProps {
  table: Table;
  /** Rows to show, when not all. */
  rows?: readonly TableRow[];
  /**
   * One more column at the right: its title, and what stands in each of the rows that are shown (index into `rows`). Where the table
   * is too wide for it, what belongs to a row stands below the row's first words.
   */
  extra?: { title: string; cell(index: number): ReactNode };
}

type Columns = Table['columns'];

/** Characters that stay on one line: of names and places, and of ids and dates, in which two Chinese characters never meet. */
const shortWord = 6;
const shortId = 18;

function staysWhole(text: string): boolean {
  return text.length <= shortWord || (text.length <= shortId && !/\p{Script=Han}{2}/u.test(text));
}

function cellClass(columns: Columns, cell: TableCell, column: number): string | undefined {
  if (isFigure(columns, column)) return styles.figure;
  return staysWhole(cell.text) ? styles.short : styles.long;
}

const isFigure = (columns: Columns, column: number) =>
  ['money', 'number'].includes(columns[column]?.kind ?? '');

function Heads({ table, extra }: Pick<DataTableProps, 'table' | 'extra'>) {
  const rows: readonly (readonly TableCell[])[] =
    table.header.length > 0 ? table.header : [table.columns.map((column) => ({ text: columnTitle(column) }))];
  return (
    <thead>
      {placeCells(rows, table.columns.length).map(({ index, cells }) => (
        <tr key={index}>
          {cells.map(({ cell, column }) => (
            <th
              key={column}
              scope="col"
              colSpan={cell.columnSpan}
              rowSpan={cell.rowSpan}
              className={headClass(table.columns, cell, column)}
            >
              {cell.text}
            </th>
          ))}
          {extra !== undefined && index === 0 ? (
            <th scope="col" rowSpan={rows.length} className={styles.extra}>
              {extra.title}
            </th>
          ) : null}
        </tr>
      ))}
    </thead>
  );
}

/** A leaf column's title, with its unit where the title does not already say it. */
function columnTitle({ title, unit }: Columns[number]): string {
  return unit === undefined || title.includes('元') ? title : `${title}（${unit}）`;
}

function headClass(columns: Columns, cell: TableCell, column: number): string | undefined {
  if ((cell.columnSpan ?? 1) > 1) return styles.spanning;
  return isFigure(columns, column) ? styles.figure : undefined;
}

/** The mark of an added-up column: it says what was found and never changes the figure. */
export function TotalMarks({ table }: { table: Table }) {
  if (table.totals.length === 0) return null;
  const named = table.totals.length > 1;
  return (
    <div className={styles.marks}>
      {table.totals.map((check) => (
        <span key={check.column} className={check.result === 'equal' ? styles.equal : styles.differs}>
          {named ? `${table.columns[check.column]?.title ?? ''}：` : ''}
          {markText(check, table.columns[check.column]?.unit ?? '')}
        </span>
      ))}
    </div>
  );
}

function markText(check: TotalCheck, unit: string): string {
  return check.result === 'equal' ? totals.equal : totals[check.result](check.differenceFen, unit);
}

/**
 * A table as published: merged headers, sections, totals with what adding up gave. Scrolls sideways in its own box.
 */
export function DataTable({ table, rows = table.rows, extra }: DataTableProps) {
  const placed = placeCells(
    rows.map(({ cells }) => cells),
    table.columns.length,
  );
  const box = useRef<HTMLDivElement>(null);
  useScrollsByKeys(box);
  const beside = useRoomBeside(box, extra !== undefined, table) ? extra : undefined;
  const below = beside === undefined ? extra : undefined;
  return (
    <div className={styles.frame}>
      <SidewaysBar box={box} />
      <div ref={box} className={styles.scroll}>
        <table className={styles.table}>
          <Heads table={table} extra={beside} />
          <tbody>
            {placed.map(({ index, cells }) => {
              const row = rows[index];
              return (
                <tr key={index} className={styles[row?.kind ?? 'row']}>
                  {cells.map(({ cell, column }, place) => (
                    <td
                      key={column}
                      colSpan={cell.columnSpan}
                      rowSpan={cell.rowSpan}
                      className={cellClass(table.columns, cell, column)}
                    >
                      {cell.text}
                      <FigureMark table={table} row={row} cell={cell} column={column} />
                      {below !== undefined && place === 0 ? <Below>{below.cell(index)}</Below> : null}
                    </td>
                  ))}
                  {beside === undefined ? null : <td className={styles.extra}>{beside.cell(index)}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <TotalMarks table={table} />
      <WhatDiffers table={table} />
    </div>
  );
}

function Below({ children }: { children: ReactNode }) {
  return children === null ? null : <div className={styles.below}>{children}</div>;
}

interface FigureMarkProps {
  table: Table;
  row: TableRow | undefined;
  cell: TableCell;
  column: number;
}

/** At the figure itself: what adding up its column gave, where that is something else. */
function FigureMark({ table, row, cell, column }: FigureMarkProps) {
  if (row?.kind !== 'total') return null;
  const check = table.totals.find((each) => each.column === column && each.result !== 'equal');
  if (check === undefined || (cell.fen !== undefined && cell.fen !== check.statedFen)) return null;
  return <span className={styles.atFigure}>{markText(check, table.columns[column]?.unit ?? '')}</span>;
}

/** As precise as the published text can be. */
const exact = { minimumFractionDigits: 2, maximumFractionDigits: 6 };
const fenPer: Record<string, number> = { 万元: 1_000_000 };

/** Both figures of a column that does not add up, in the table's own unit: the reader sees what differs. */
function WhatDiffers({ table }: { table: Table }) {
  const differing = table.totals.filter(({ result }) => result !== 'equal');
  return differing.map(({ column, sumFen, statedFen }) => {
    const unit = table.columns[column]?.unit ?? '元';
    const asText = (fen: number) => (fen / (fenPer[unit] ?? 100)).toLocaleString('en-US', exact);
    return (
      <p key={column} className={styles.detail}>
        {money.summedLine(asText(sumFen), asText(statedFen), unit)}
      </p>
    );
  });
}
