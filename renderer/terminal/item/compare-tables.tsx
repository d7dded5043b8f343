import { compare as words } from '../../../main/text/terminal-compare.ts';
import styles from './compare.module.css';
import { Line, Part, Side, type SideTitles } from './compare-parts.tsx';
import type { CellChange, ColumnChange, RowChange, TableChange } from './compare-table.ts';

/** Rows of a column that came or went whose words are listed. */
const mostTexts = 30;

function valuesOf(texts: readonly string[]): string {
  const said = texts.map((text) => text.trim()).filter((text) => text !== '');
  const listed = said.slice(0, mostTexts).join('、');
  return said.length > mostTexts ? `${listed}${words.rowsOf(said.length)}` : listed;
}

function Column({ mark, heading, texts }: ColumnChange) {
  return (
    <p>
      <Part mark={mark} text={words.column(heading, valuesOf(texts))} />
    </p>
  );
}

/** Cells of one side, each under the heading that its own version gave it. */
function Cells({ cells }: { cells: readonly CellChange[] }) {
  const keyed = cells.map((cell, index) => ({ ...cell, index }));
  return (
    <dl className={styles.cells}>
      {keyed.map(({ heading, text, mark, index }) => (
        <div key={index} className={styles.cell}>
          <dt>{heading}</dt>
          <dd>{text === '' ? null : <Part mark={mark} text={text} />}</dd>
        </div>
      ))}
    </dl>
  );
}

const signs = { added: '＋', removed: '－', changed: '' } as const;

function Row({ row, sides }: { row: RowChange; sides: SideTitles }) {
  return (
    <div className={styles.row}>
      <p className={styles.rowTitle}>
        {words.row(row.number)}　{signs[row.kind]}
        {words[row.kind]}
      </p>
      <div className={styles.pair}>
        {row.kind === 'added' ? null : (
          <Side title={sides.older}>
            <Cells cells={row.older} />
          </Side>
        )}
        {row.kind === 'removed' ? null : (
          <Side title={sides.newer}>
            <Cells cells={row.newer} />
          </Side>
        )}
      </div>
    </div>
  );
}

/** Of one table: its title, the columns that came and went, then its rows. */
export function ChangedTable({ table, sides }: { table: TableChange; sides: SideTitles }) {
  const title = words.table(table.title);
  // Two columns may have one heading.
  const columns = table.columns.map((column, index) => ({ column, index }));
  return (
    <section className={styles.section}>
      <h3>{table.kind === 'changed' ? title : <Part mark={table.kind} text={title} />}</h3>
      {table.renamed === undefined ? null : (
        <>
          <p className={styles.rowTitle}>{words.tableTitle}</p>
          <Line line={table.renamed} sides={sides} />
        </>
      )}
      {columns.map(({ column, index }) => (
        <Column key={index} {...column} />
      ))}
      {table.rows.map((row) => (
        <Row key={`${row.kind}${row.number}`} row={row} sides={sides} />
      ))}
      {table.kind === 'changed' ? (
        <p className={styles.note}>
          {table.columns.length === 0 ? words.same(table.same) : words.sameShared(table.same)}
        </p>
      ) : null}
    </section>
  );
}
