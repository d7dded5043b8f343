import { type RefObject, useEffect, useState } from 'react';
import { limits } from '../../../main/contract/limits.ts';

/** As many as a slip takes. */
export const mostChosen = limits.slipTableRows;

export interface ChosenRows {
  /** Rows into the table; undefined while nobody chooses. */
  rows: ReadonlySet<number> | undefined;
  begin(): void;
  end(): void;
}

/** One more or one less; a slip takes no more than `mostChosen`. */
export function withRow(rows: ReadonlySet<number>, row: number): ReadonlySet<number> {
  const next = new Set(rows);
  if (!next.delete(row) && next.size < mostChosen) next.add(row);
  return next;
}

/** Rows that somebody presses, to be printed. A press anywhere on a row counts; keys press its first cell. */
export function useChosenRows(box: RefObject<HTMLElement | null>): ChosenRows {
  const [rows, setRows] = useState<ReadonlySet<number>>();
  const isChoosing = rows !== undefined;
  useEffect(() => {
    const element = box.current;
    if (!isChoosing || element === null) return;
    const press = ({ target }: Event) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-row]') : null;
      if (row === null) return;
      const index = Number(row.dataset.row);
      setRows((now) => now && withRow(now, index));
    };
    element.addEventListener('click', press);
    return () => element.removeEventListener('click', press);
  }, [isChoosing, box]);
  return { rows, begin: () => setRows(new Set()), end: () => setRows(undefined) };
}
