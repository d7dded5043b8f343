/** A block of a grid with its merged cells: what covers what, and each cell's text once checked. */
import type { TableCell } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { attachmentText, tableText } from '../../main/text/source.ts';
import { cellName, type Grid, type Merge } from './grid.ts';
import { isPlainText } from './plain-text.ts';
import { SourceRefusal } from './refusal.ts';

/** Inclusive rows and columns of the sheet. */
export type Block = { top: number; bottom: number; left: number; right: number };

/** `column`: 0-based from the table's left. */
export type PlacedCell = { column: number; text: string; columnSpan: number; rowSpan: number };

const key = (row: number, column: number): number => row * 16_385 + column;

/** The part of each merge that lies in the block, by its first cell; and every other cell so covered. */
function clipMerges(grid: Grid, block: Block): { spans: Map<number, Merge>; covered: Set<number> } {
  const spans = new Map<number, Merge>();
  const claimed = new Set<number>();
  for (const merge of grid.merges) {
    const top = Math.max(merge.top, block.top);
    const left = Math.max(merge.left, block.left);
    const bottom = Math.min(merge.bottom, block.bottom);
    const right = Math.min(merge.right, block.right);
    if (bottom < top || right < left) continue;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        // Merges never overlap in a sound file; so the work is bounded by the block.
        if (claimed.has(key(row, column))) throw new SourceRefusal(attachmentText.broken());
        claimed.add(key(row, column));
      }
    }
    spans.set(key(top, left), { ...merge });
  }
  for (const first of spans.keys()) claimed.delete(first);
  return { spans, covered: claimed };
}

/** Text of one cell as published. @throws SourceRefusal naming the cell */
function publishedText(grid: Grid, row: number, column: number): string {
  const cell = grid.rows.get(row)?.get(column);
  if (!cell) return '';
  const refuse = (text: Parameters<typeof fail>[3]): never => fail(grid, row, column, text);
  if (cell.trouble === 'no-value') refuse(tableText.formulaWithoutValue());
  if (cell.trouble === 'error') refuse(tableText.formulaError(cell.text));
  if (cell.text.length > limits.cellCharacters) refuse(tableText.cellTooLong(limits.cellCharacters));
  if (!isPlainText(cell.text)) refuse(tableText.cellControl());
  return cell.text;
}

function fail(grid: Grid, row: number, column: number, text: { message: string; remedy: string }): never {
  throw new SourceRefusal(text, cellName(grid, row, column), grid.lineOf(row));
}

/**
 * Rows of the block, each with its cells left to right; cells under another's span are left out. Calls `report` for every
 * cell that cannot be published and goes on with a blank one.
 */
export function placeCells(
  grid: Grid,
  block: Block,
  report: (refusal: SourceRefusal) => void,
): PlacedCell[][] {
  const { spans, covered } = clipMerges(grid, block);
  const rows: PlacedCell[][] = [];
  for (let row = block.top; row <= block.bottom; row++) {
    const placed: PlacedCell[] = [];
    for (let column = block.left; column <= block.right; column++) {
      if (covered.has(key(row, column))) continue;
      const merge = spans.get(key(row, column));
      let text = '';
      try {
        text = publishedText(grid, merge?.top ?? row, merge?.left ?? column);
      } catch (thrown) {
        if (!(thrown instanceof SourceRefusal)) throw thrown;
        report(thrown);
      }
      placed.push({
        column: column - block.left,
        text,
        columnSpan: merge ? Math.min(merge.right, block.right) - column + 1 : 1,
        rowSpan: merge ? Math.min(merge.bottom, block.bottom) - row + 1 : 1,
      });
    }
    rows.push(placed);
  }
  return rows;
}

/** A placed cell as the contract has it. */
export function toTableCell(cell: PlacedCell, fen?: number): TableCell {
  return {
    text: cell.text,
    ...(fen !== undefined && { fen }),
    ...(cell.columnSpan > 1 && { columnSpan: cell.columnSpan }),
    ...(cell.rowSpan > 1 && { rowSpan: cell.rowSpan }),
  };
}
