import { aloud } from '../../../main/text/aloud.ts';
import type { Utterance } from './collect.ts';

/** What is said of a row in one go, UTF-16 units: below `limits.spokenCharacters`, and to be followed by the eye. */
const longestPart = 90;

interface Placed {
  cell: HTMLTableCellElement;
  column: number;
}

/** Which column each cell begins at, given the spans beside and above it (HTML 4.9.12, forming a table). */
export function place(rows: readonly HTMLTableRowElement[]): Placed[][] {
  const covered: number[] = [];
  return rows.map((row) => {
    const taken = covered.map((left) => left > 0);
    for (const [column, left] of covered.entries()) covered[column] = Math.max(0, left - 1);
    let column = 0;
    return [...row.cells].map((cell) => {
      while (taken[column] === true) column += 1;
      const start = column;
      for (let at = start; at < start + cell.colSpan; at += 1) covered[at] = cell.rowSpan - 1;
      column = start + cell.colSpan;
      return { cell, column: start };
    });
  });
}

const textOf = (cell: HTMLElement) => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
const isSaid = (cell: HTMLElement) => !cell.matches('[data-silent]') && cell.querySelector('button') === null;

/** Each column's name: what stands above it, from the top. */
function columnNames(heads: readonly Placed[][]): string[] {
  const names: string[][] = [];
  for (const { cell, column } of heads.flat()) {
    const text = textOf(cell);
    for (let at = column; at < column + cell.colSpan; at += 1) {
      names[at] = [...(names[at] ?? []), ...(text === '' ? [] : [text])];
    }
  }
  return [...names].map((parts) => (parts ?? []).join(''));
}

/** An amount is said with the unit that only its column's name shows. */
function withUnit(text: string, name: string): string {
  if (!/^[-−]?[\d,]+(\.\d+)?$/.test(text)) return text;
  if (name.includes('万元')) return `${text}万元`;
  return name.includes('元') ? `${text}元` : text;
}

/** A name without the unit in brackets, which is said with the amount. */
const spokenName = (name: string) => name.replaceAll(/[（(](?:单位[:：])?(?:万)?元[)）]/g, '');

function rangeOver(first: Node, last: Node): Range {
  const range = document.createRange();
  range.setStart(first, 0);
  range.setEnd(last, last.childNodes.length);
  return range;
}

/** A row in parts of a few cells. */
function rowUtterances(
  table: HTMLTableElement,
  cells: readonly Placed[],
  names: readonly string[],
  named: boolean,
) {
  const parts: Utterance[] = [];
  let first: HTMLElement | undefined;
  for (const { cell, column } of cells) {
    const text = textOf(cell);
    if (text === '' || !isSaid(cell)) continue;
    const name = names[column] ?? '';
    const amount = withUnit(text, name);
    const words = named && name !== '' && cell.colSpan === 1 ? aloud.cell(spokenName(name), amount) : amount;
    const last = parts.at(-1);
    if (last !== undefined && first !== undefined && last.text.length + words.length < longestPart) {
      last.text += `，${words}`;
      last.range = rangeOver(first, cell);
    } else {
      first = cell;
      parts.push({ text: words, range: rangeOver(cell, cell), table });
    }
  }
  return parts;
}

/** How many rows there are and what the columns are; the first row with the columns' names, the others without. */
export function tableUtterances(table: HTMLTableElement): Utterance[] {
  const rows = [...table.rows].filter((row) => row.checkVisibility() && !row.matches('[data-silent]'));
  const heads = rows.filter((row) => row.parentElement?.tagName === 'THEAD');
  const body = rows.filter((row) => !heads.includes(row));
  const firstBody = body[0];
  if (firstBody === undefined) return [];
  const names = columnNames(place(heads));
  const all = Math.max(body.length, Number(table.getAttribute('aria-rowcount') ?? 0) - heads.length);
  const list = names
    .filter((name) => name !== '')
    .map(spokenName)
    .join('、');
  const words = all > body.length ? aloud.tablePart(all, body.length, list) : aloud.table(all, list);
  const firstHead = heads[0] ?? firstBody;
  const lastHead = heads.at(-1) ?? firstBody;
  return [
    ...(list === '' ? [] : [{ text: words, range: rangeOver(firstHead, lastHead), table }]),
    ...place(body).flatMap((cells, index) => rowUtterances(table, cells, names, index === 0)),
  ];
}
