import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ItemView } from '../../../main/contract/views.ts';
import { versionLabel } from '../../../main/text/common.ts';
import { compare as words } from '../../../main/text/terminal-item.ts';
import { api } from '../../shared/queries.ts';
import { Sheet } from '../sheet.tsx';
import { Waiting } from '../waiting.tsx';
import styles from './compare.module.css';
import {
  changesBetween,
  isUnchanged,
  type LineChange,
  type RowChange,
  type TableChange,
  type TextPart,
} from './compare.ts';

/** What came in or went out, told by a sign and a word as well as by its look. */
function Part({ mark, text }: TextPart) {
  if (mark === 'same') return text;
  if (mark === 'added') {
    return (
      <ins className={styles.added}>
        <span className={styles.sign}>＋{words.added}</span>
        {text}
      </ins>
    );
  }
  return (
    <del className={styles.removed}>
      <span className={styles.sign}>－{words.removed}</span>
      {text}
    </del>
  );
}

function Parts({ parts }: { parts: readonly TextPart[] }) {
  const keyed = parts.map((part, index) => ({ part, index }));
  return keyed.map(({ part, index }) => <Part key={index} {...part} />);
}

interface SideTitles {
  older: string;
  newer: string;
}

function Line({ line, sides }: { line: LineChange; sides: SideTitles }) {
  return (
    <div className={styles.pair}>
      <div className={styles.side}>
        <p className={styles.sideTitle}>{sides.older}</p>
        <p>{line.older.length === 0 ? '—' : <Parts parts={line.older} />}</p>
      </div>
      <div className={styles.side}>
        <p className={styles.sideTitle}>{sides.newer}</p>
        <p>{line.newer.length === 0 ? '—' : <Parts parts={line.newer} />}</p>
      </div>
    </div>
  );
}

function partsOf(row: RowChange, side: 'older' | 'newer', index: number): TextPart[] {
  const text = row[side][index] ?? '';
  if (row.kind !== 'changed' || row.older[index] === row.newer[index]) return [{ mark: 'same', text }];
  if (text === '') return [];
  return [{ mark: side === 'older' ? 'removed' : 'added', text }];
}

function Cells({
  row,
  side,
  columns,
}: {
  row: RowChange;
  side: 'older' | 'newer';
  columns: readonly string[];
}) {
  const cells = row[side].map((_, index) => ({ index, title: columns[index] ?? '' }));
  if (cells.length === 0) return <p>—</p>;
  return (
    <dl className={styles.cells}>
      {cells.map(({ index, title }) => (
        <div key={index} className={styles.cell}>
          <dt>{title}</dt>
          <dd>
            <Parts parts={partsOf(row, side, index)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const signs = { added: '＋', removed: '－', changed: '改' } as const;

function TableRows({ table, sides }: { table: TableChange; sides: SideTitles }) {
  return (
    <section className={styles.section}>
      <h3>{words.table(table.title)}</h3>
      {table.rows.map((row) => (
        <div key={`${row.kind}${row.number}`} className={styles.row}>
          <p className={styles.rowTitle}>
            {words.row(row.number)}　{row.kind === 'changed' ? '' : signs[row.kind]}
            {words[row.kind]}
          </p>
          <div className={styles.pair}>
            {row.kind === 'added' ? null : (
              <div className={styles.side}>
                <p className={styles.sideTitle}>{sides.older}</p>
                <Cells row={row} side="older" columns={table.columns} />
              </div>
            )}
            {row.kind === 'removed' ? null : (
              <div className={styles.side}>
                <p className={styles.sideTitle}>{sides.newer}</p>
                <Cells row={row} side="newer" columns={table.columns} />
              </div>
            )}
          </div>
        </div>
      ))}
      <p className={styles.note}>{words.same(table.same)}</p>
    </section>
  );
}

type Content = NonNullable<ItemView['content']>;

function Changed({
  older,
  newer,
  titles,
}: {
  older: Content;
  newer: Content;
  titles: readonly [string, string];
}) {
  const [olderTitle, newerTitle] = titles;
  const changes = useMemo(
    () => changesBetween(older, newer, [olderTitle, newerTitle]),
    [older, newer, olderTitle, newerTitle],
  );
  const sides = {
    older: words.older(versionLabel(older.version)),
    newer: words.newer(versionLabel(newer.version)),
  };
  const lines = changes.body.map((line, index) => ({ line, index }));
  return (
    <div className={styles.page}>
      {newer.correctionReason === undefined ? null : (
        <p className={styles.reason}>
          <strong>{words.reason}</strong> {newer.correctionReason}
        </p>
      )}
      <p className={styles.note}>{isUnchanged(changes) ? words.nothing : words.marks}</p>
      {changes.title === undefined ? null : (
        <section className={styles.section}>
          <h3>{words.titles}</h3>
          <Line line={changes.title} sides={sides} />
        </section>
      )}
      {lines.length === 0 ? null : (
        <section className={styles.section}>
          <h3>{words.body}</h3>
          {lines.map(({ line, index }) => (
            <Line key={index} line={line} sides={sides} />
          ))}
        </section>
      )}
      {changes.tables.map((table) => (
        <TableRows key={table.number} table={table} sides={sides} />
      ))}
      {changes.files.length === 0 ? null : (
        <section className={styles.section}>
          <h3>{words.files}</h3>
          {changes.files.map((file) => (
            <p key={`${file.mark}${file.text}`}>
              <Part {...file} />
            </p>
          ))}
        </section>
      )}
    </div>
  );
}

interface CompareProps {
  id: string;
  older: number;
  newer: number;
  onClose(): void;
}

/** Two versions beside each other as text, the reason of the correction on top (R1.5). */
export function CompareSheet({ id, older, newer, onClose }: CompareProps) {
  const before = useQuery(api.item.queryOptions({ input: { id, version: older } }));
  const after = useQuery(api.item.queryOptions({ input: { id, version: newer } }));
  const [first, second] = [before.data, after.data];
  return (
    <Sheet label={words.title(versionLabel(older), versionLabel(newer))} onClose={onClose}>
      {first?.content === undefined || second?.content === undefined ? (
        <Waiting error={before.error ?? after.error} />
      ) : (
        <Changed
          older={first.content}
          newer={second.content}
          titles={[first.content.title ?? first.card.title, second.content.title ?? second.card.title]}
        />
      )}
    </Sheet>
  );
}
