import { Check } from 'lucide-react';
import { memo, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Table } from '../../../main/contract/content.ts';
import { longTable as words } from '../../../main/text/terminal-item.ts';
import { columnHead, columnWidths, emLength, type LongRow } from './long-rows.ts';
import styles from './long-table.module.css';

/** Rows that are drawn or left out together. */
const chunkRows = 25;
/** Chunks are drawn within this share of the view's height around it, so that a quick finger finds them there. */
const around = '150% 0px';
/** The box to be ticked before a row's name, and its gap. In em (long-table.module.css). */
const boxWidth = 2;
/** Padding and line height of a row, in em (long-table.module.css). */
const rowPadding = 1.1;
const lineHeight = 1.5;

type Watch = (element: Element, onNear: (near: boolean, height: number) => void) => () => void;

/** One observer for all chunks of a box. */
function useWatch(box: RefObject<HTMLElement | null>): Watch {
  const [watch] = useState(() => {
    const listeners = new Map<Element, (near: boolean, height: number) => void>();
    let watcher: IntersectionObserver | undefined;
    return (element: Element, onNear: (near: boolean, height: number) => void) => {
      watcher ??= new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting, boundingClientRect } of entries) {
            listeners.get(target)?.(isIntersecting, boundingClientRect.height);
          }
        },
        { root: box.current, rootMargin: around },
      );
      listeners.set(element, onNear);
      watcher.observe(element);
      return () => {
        listeners.delete(element);
        watcher?.unobserve(element);
      };
    };
  });
  return watch;
}

/** What can be done with a row. */
interface RowWays {
  /** Rows that are chosen (into `table.rows`), where rows are being chosen. */
  chosen?: ReadonlySet<number>;
  /** What a row opens (into `table.rows`): its vouchers. */
  extra?(index: number): ReactNode;
}

interface ChunkProps extends RowWays {
  rows: readonly LongRow[];
  /** 1-based place of the first row among those shown, header rows counted (aria-rowindex). */
  first: number;
  table: Table;
  /** CSS length, until it was measured. */
  estimate: string;
  watch: Watch;
}

interface RowProps extends RowWays {
  row: LongRow;
  place: number;
  table: Table;
}

/** The row's name: a button while rows are being chosen. */
function Name({ row, chosen, extra }: Pick<RowProps, 'row' | 'chosen' | 'extra'>) {
  const text = row.texts[0] ?? '';
  if (chosen === undefined)
    return (
      <>
        {text}
        {extra?.(row.index)}
      </>
    );
  const isChosen = chosen.has(row.index);
  return (
    <button type="button" className={styles.choose} aria-pressed={isChosen}>
      <span className={styles.box}>{isChosen ? <Check aria-hidden="true" /> : null}</span>
      {text}
    </button>
  );
}

function Row({ row, place, table, chosen, extra }: RowProps) {
  const columns = table.columns.map(({ kind }, column) => ({ kind, column }));
  if (row.kind === 'section') {
    return (
      <tr aria-rowindex={place} className={styles.section}>
        <th scope="rowgroup" colSpan={table.columns.length}>
          <span className={styles.sectionText}>{row.texts[0]}</span>
        </th>
      </tr>
    );
  }
  return (
    <tr
      aria-rowindex={place}
      className={styles[row.kind]}
      data-row={row.index}
      data-chosen={chosen?.has(row.index) === true ? '' : undefined}
    >
      {columns.map(({ kind, column }) => {
        const text = row.texts[column] ?? '';
        if (column === 0) {
          return (
            <th key={column} scope="row">
              <Name row={row} chosen={chosen} extra={extra} />
            </th>
          );
        }
        const isFigure = kind === 'money' || kind === 'number';
        return (
          <td key={column} className={isFigure ? styles.figure : undefined}>
            {text}
          </td>
        );
      })}
    </tr>
  );
}

/** Rows that are in the page while they are near the view, and an empty space of their height otherwise. */
const Chunk = memo(function Chunk({ rows, first, table, estimate, watch, chosen, extra }: ChunkProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const drawn = useRef(false);
  const [near, setNear] = useState(first < chunkRows);
  const [height, setHeight] = useState(estimate);
  drawn.current = near;
  useEffect(() => {
    const element = body.current;
    if (element === null) return;
    return watch(element, (isNear, measured) => {
      if (!isNear && drawn.current) setHeight(`${measured}px`);
      setNear(isNear);
    });
  }, [watch]);
  return (
    <tbody ref={body}>
      {near ? (
        rows.map((row, index) => (
          <Row key={row.index} {...{ row, table, chosen, extra }} place={first + index} />
        ))
      ) : (
        <tr aria-rowindex={first}>
          <td colSpan={table.columns.length} className={styles.space} style={{ height }} />
        </tr>
      )}
    </tbody>
  );
});

function estimateOf(rows: readonly LongRow[], widths: readonly number[]): string {
  const lines = rows.map(({ kind, texts }) =>
    kind === 'section'
      ? 1
      : Math.max(1, ...texts.map((text, at) => Math.ceil(emLength(text) / ((widths[at] ?? 4) - 1.2)))),
  );
  return `${lines.reduce((sum, count) => sum + count * lineHeight + rowPadding, 0)}em`;
}

interface LongTableProps extends RowWays {
  table: Table;
  /** All rows, from which the columns have their widths. */
  all: readonly LongRow[];
  /** Those that are shown. */
  rows: readonly LongRow[];
  box: RefObject<HTMLElement | null>;
}

/** Any number of rows: those near the view are in the page. The head and the first column stay in sight. */
export function LongTable({ table, all, rows, box, chosen, extra }: LongTableProps) {
  const watch = useWatch(box);
  const isChoosing = chosen !== undefined;
  const widths = useMemo(() => {
    const [first = 0, ...others] = columnWidths(table, all);
    return [isChoosing ? first + boxWidth : first, ...others];
  }, [table, all, isChoosing]);
  const chunks = useMemo(
    () =>
      Array.from({ length: Math.ceil(rows.length / chunkRows) }, (_, index) => {
        const own = rows.slice(index * chunkRows, (index + 1) * chunkRows);
        return { rows: own, first: index * chunkRows + 2, estimate: estimateOf(own, widths) };
      }),
    [rows, widths],
  );
  const width = widths.reduce((sum, each) => sum + each, 0);
  return (
    <table
      className={styles.table}
      style={{ width: `max(100%, ${width}em)` }}
      aria-label={words.scroll}
      aria-rowcount={rows.length + 1}
      aria-colcount={table.columns.length}
    >
      <colgroup>
        {widths.map((each, column) => (
          <col key={table.columns[column]?.title} style={{ width: `${each}em` }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {table.columns.map((column) => (
            <th
              key={column.title}
              scope="col"
              className={column.kind === 'money' || column.kind === 'number' ? styles.figure : undefined}
            >
              {columnHead(column)}
            </th>
          ))}
        </tr>
      </thead>
      {chunks.map((chunk) => (
        <Chunk key={chunk.rows[0]?.index} {...chunk} {...{ table, watch, chosen, extra }} />
      ))}
    </table>
  );
}
