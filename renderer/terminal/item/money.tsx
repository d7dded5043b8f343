/** A statement as pictures (R1.6): both sides over the periods, the seven columns, and of what a total is made. */
import type { CSSProperties } from 'react';
import type { Table } from '../../../main/contract/content.ts';
import type { ItemView } from '../../../main/contract/views.ts';
import { periodLabel } from '../../../main/text/common.ts';
import { money as words } from '../../../main/text/terminal-item.ts';
import { useNavigator } from '../navigation.ts';
import { inTable, inUnit, tableUnit, unitFor } from './amounts.ts';
import { compositionOf } from './composition.ts';
import styles from './money.module.css';
import sections from './sections.module.css';

/** Periods that can be read without much scrolling. */
const periodsShown = 8;

type Period = ItemView['series'][number];
type BothSidesOf = Period & { income: number; expense: number };

const hasBoth = (period: Period): period is BothSidesOf =>
  period.income !== undefined && period.expense !== undefined;

/** Length of a bar for the style sheet, 0–1. */
const length = (share: number) => ({ '--share': String(Math.max(0, Math.min(1, share))) }) as CSSProperties;

/** Whether there is a picture of both sides; it stands in place of the one of one side. */
export const showsBothSides = (view: ItemView) => view.series.filter(hasBoth).length > 1;

/** What a column's head says for those who see it is said with each amount for those who do not. */
function Amount({ side, amount, unit }: { side: string; amount: string; unit: string }) {
  return (
    <span className={styles.amount}>
      <span className={styles.said}>{side} </span>
      {amount}
      <span className={styles.said}> {unit}</span>
    </span>
  );
}

function PeriodRow({
  period,
  most,
  unit,
}: {
  period: BothSidesOf;
  most: number;
  unit: ReturnType<typeof unitFor>;
}) {
  const { go } = useNavigator();
  const income = inUnit(period.income, unit, 2);
  const expense = inUnit(period.expense, unit, 2);
  const name = periodLabel(period.period);
  return (
    <li>
      <button
        type="button"
        className={period.current ? styles.periodCurrent : styles.period}
        aria-current={period.current ? 'true' : undefined}
        disabled={period.current}
        onClick={() => go({ screen: 'item', id: period.id })}
      >
        <span className={styles.periodName}>{name}</span>
        <span className={styles.left}>
          <Amount side={words.income} amount={income} unit={unit.name} />
          <span className={styles.incomeBar} style={length(period.income / most)} />
        </span>
        <span className={styles.right}>
          <Amount side={words.expense} amount={expense} unit={unit.name} />
          <span className={styles.expenseBar} style={length(period.expense / most)} />
        </span>
      </button>
    </li>
  );
}

/** What came in and what went out, period by period, on two sides of one line. Another period opens its statement. */
export function BothSides({ view }: { view: ItemView }) {
  const periods = view.series.filter(hasBoth).slice(-periodsShown);
  const amounts = periods.flatMap(({ income, expense }) => [income, expense]);
  const unit = unitFor(amounts);
  const most = Math.max(...amounts, 1);
  return (
    <section className={sections.section}>
      <h3 className={sections.title}>{words.bothSides}</h3>
      <div className={styles.picture}>
        <p className={styles.heads}>
          <span>{words.inUnit(unit.name)}</span>
          <span className={styles.incomeHead}>{words.income}</span>
          <span className={styles.expenseHead}>{words.expense}</span>
        </p>
        <ol>
          {periods.map((period) => (
            <PeriodRow key={period.period} period={period} most={most} unit={unit} />
          ))}
        </ol>
      </div>
    </section>
  );
}

/** The seven columns of 财务公开, as a way from one statement to the next. */
export function Columns({ view }: { view: ItemView }) {
  const { change } = useNavigator();
  if (view.columns === undefined) return null;
  return (
    <nav className={styles.columns} aria-label={words.columns}>
      {view.columns.map(({ id, title, item, current }) => (
        <button
          key={id}
          type="button"
          className={current ? styles.columnCurrent : styles.column}
          aria-current={current ? 'page' : undefined}
          disabled={current || item === undefined}
          onClick={() => {
            if (item !== undefined) change({ screen: 'item', id: item.id });
          }}
        >
          <span>{title}</span>
          <span className={styles.columnNote}>
            {current ? words.shown : item === undefined ? words.noStatement : periodOf(item)}
          </span>
        </button>
      ))}
    </nav>
  );
}

function periodOf({ period, year }: { period?: string; year: number }): string {
  return periodLabel(period ?? String(year));
}

/** Of what a table's total is made, as bars with their share. */
export function Composition({ table }: { table: Table }) {
  const composition = compositionOf(table);
  if (composition === undefined) return null;
  const unit = tableUnit(composition.unit);
  const most = Math.max(...composition.parts.map(({ share }) => share));
  return (
    <figure className={styles.composition}>
      <figcaption className={styles.compositionTitle}>
        {words.composition(table.title ?? '')}
        <span className={sections.note}>{words.inUnit(unit.name)}</span>
      </figcaption>
      <ul className={styles.parts}>
        {composition.parts.map(({ label, fen, share }) => (
          <li key={label} className={styles.part}>
            <span className={styles.partName}>{label === '' ? words.rest(composition.rest) : label}</span>
            <span className={styles.partFigure}>
              <strong>{inTable(fen, unit)}</strong>
              <span>{words.share((share * 100).toFixed(share < 0.1 ? 1 : 0))}</span>
            </span>
            <span className={styles.partBar} style={length(share / most)} />
          </li>
        ))}
      </ul>
    </figure>
  );
}
