/** An item in pages: decided here, measured elsewhere. */
import { more, table as tableWords } from '../../main/text/board.ts';
import type { Block, Page, Paragraph, Piece, TableBlock } from './blocks.ts';
import { type ColumnNeed, planColumns } from './columns.ts';
import { denseGrid, headerGrid } from './grid.ts';
import { take, type WholeBlock } from './take.ts';

export interface Screen {
  /** Height for pieces on the first page, under the headline, and on those after it. Pixels. */
  first: number;
  rest: number;
  /** Pixels. */
  width: number;
  /** Height of pieces below one another, in pixels. */
  height(pieces: readonly Piece[]): number;
  /** What each leaf column of a table needs. */
  columns(table: TableBlock['table']): readonly ColumnNeed[];
}

/** Rows that a page shows at the least, to guess how many pages a wide table would take. */
const rowsOnPage = 6;
/** More column parts than this tear a table apart. */
const mostParts = 2;

function planTable(table: TableBlock['table'], screen: Screen, mostPages: number): WholeBlock[] {
  const pagesOfRows = Math.max(1, Math.ceil(table.rows.length / rowsOnPage));
  const affordable = Math.min(mostParts, Math.floor(mostPages / pagesOfRows));
  const { groups, left } = planColumns(table, screen.columns(table), screen.width, affordable);
  const [group, ...others] = groups;
  if (group === undefined) return [];
  const block: TableBlock = {
    kind: 'table',
    table,
    header: headerGrid(table),
    body: denseGrid(
      table.rows.map(({ cells }) => cells),
      table.columns.length,
    ),
    group,
    part: 0,
    parts: groups.length,
    others,
    left: left.map((column) => table.columns[column]?.title ?? ''),
    from: 0,
    to: table.rows.length,
  };
  const note: Paragraph[] =
    left.length === 0 ? [] : [{ kind: 'paragraph', role: 'note', text: tableWords.columns(block.left) }];
  return [block, ...note];
}

/** Parts of one table's columns are not mixed on a page. */
const beginsPage = (block: WholeBlock) =>
  block.kind === 'table' && block.parts > 1 && (block.part > 0 || block.from > 0);

const isHeading = (piece: Piece) => piece.kind === 'paragraph' && piece.role === 'heading';

/** A heading is never the last thing on a page: it goes over with what it heads. */
function looseHeading(pieces: readonly Piece[]): Paragraph | undefined {
  const last = pieces.at(-1);
  return pieces.length > 1 && last?.kind === 'paragraph' && isHeading(last) ? last : undefined;
}

/**
 * Fills pages with an item's blocks, in order.
 * @param mostPages what is beyond is left out, and the last page says so
 * @param hasLink whether the QR code leads to the whole item
 * @returns at least one page
 */
export function paginate(
  blocks: readonly Block[],
  screen: Screen,
  mostPages: number,
  hasLink: boolean,
): Page[] {
  const note: Paragraph = {
    kind: 'paragraph',
    role: 'note',
    text: hasLink ? more.withLink : more.withoutLink,
  };
  const waiting: WholeBlock[] = blocks.flatMap((block) =>
    block.kind === 'table' ? planTable(block.table, screen, mostPages) : [block],
  );
  const pages: Page[] = [];
  let pieces: Piece[] = [];
  while (waiting.length > 0) {
    const [block, ...others] = waiting;
    if (block === undefined) break;
    const last = pages.length === mostPages - 1;
    const room = pages.length === 0 ? screen.first : screen.rest;
    const standing = pieces;
    const fitsAlone = (piece: Piece) => screen.height([piece]) <= screen.rest;
    const apart = pieces.length > 0 && beginsPage(block);
    const fits = (piece: Piece) => {
      const ends = last && others.length === 0 && piece === block;
      return screen.height([...standing, piece, ...(last && !ends ? [note] : [])]) <= room;
    };
    const taken = apart ? undefined : take(block, { fits, fitsAlone, force: pieces.every(isHeading) });
    if (taken !== undefined) {
      pieces = [...pieces, taken.piece];
      waiting.splice(0, 1, ...taken.rest);
      if (taken.rest.length === 0) continue;
    }
    const heading = taken === undefined ? looseHeading(pieces) : undefined;
    if (last) {
      const kept = heading === undefined ? pieces : pieces.slice(0, -1);
      return [...pages, { pieces: [...kept, note], more: true }];
    }
    if (heading !== undefined) {
      pieces = pieces.slice(0, -1);
      waiting.unshift(heading);
    }
    pages.push({ pieces, more: false });
    pieces = [];
  }
  return pieces.length > 0 || pages.length === 0 ? [...pages, { pieces, more: false }] : pages;
}
