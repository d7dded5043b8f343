/** Takes as much of a block as still fits on a page. Pure: what fits is asked, not known. */
import { type Block, type Paragraph, type Piece, rowOf, type Stages, type TableBlock } from './blocks.ts';
import { splitCharacters, splitClauses, splitSentences } from './sentences.ts';

/** Whether a piece fits below what already stands on the page. */
export type Fits = (piece: Piece) => boolean;

export interface Taken {
  piece: Piece;
  /** What comes after it, in order. */
  rest: readonly WholeBlock[];
}

/** A block whose columns are planned. */
export type WholeBlock = Exclude<Block, { kind: 'table' }> | TableBlock;

/** Fewer rows than this are not begun at the foot of a page. */
const fewestRows = 2;
/** A longer table fills its pages. */
const mostEvenPages = 4;
/** Of one cell that no page can hold, this many characters are tried first, and then fewer. */
const longestCell = 120;
const shortestCell = 10;

/** The greatest count from 1 to `most` that fits, 0 where none does. What fits with n fits with fewer. */
function mostThatFit(most: number, fits: (count: number) => boolean): number {
  // All of it may fit where less does not: then no word is needed that there is more.
  if (most > 0 && fits(most)) return most;
  let low = 0;
  let high = most - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Place {
  fits: Fits;
  /** Whether it would fit on a page of its own. */
  fitsAlone: Fits;
  /** The page is empty: something must be taken, however little. */
  force: boolean;
}

export function take(block: WholeBlock, { fits, fitsAlone, force }: Place): Taken | undefined {
  if (block.kind === 'table') return takeRows(block, { fits, fitsAlone, force });
  if (fits(block)) return { piece: block, rest: [] };
  if (block.kind === 'paragraph' && block.role === 'note' && !force) return undefined;
  if (block.kind === 'paragraph') return takeText(block, fits, force);
  if (block.kind === 'stages') return takeStages(block, fits, force);
  return force ? { piece: block, rest: [] } : undefined;
}

function takeText(block: Paragraph, fits: Fits, force: boolean): Taken | undefined {
  const splits = force ? [splitSentences, splitClauses, splitCharacters] : [splitSentences];
  for (const split of splits) {
    const parts = split(block.text);
    const count = mostThatFit(parts.length, (many) =>
      fits({ ...block, text: parts.slice(0, many).join('').trim() }),
    );
    if (count === 0) continue;
    const short = parts.slice(0, count).join('');
    // Less than half a page for want of a whole sentence more: break at a comma instead.
    if (force && split === splitSentences && fits({ ...block, text: `${short}${short}` })) continue;
    const { marker: _marker, ...unmarked } = block;
    const text = parts.slice(count).join('').trim();
    return {
      piece: { ...block, text: parts.slice(0, count).join('').trim() },
      rest: text === '' ? [] : [{ ...unmarked, text }],
    };
  }
  return force ? { piece: block, rest: [] } : undefined;
}

function takeStages(block: Stages, fits: Fits, force: boolean): Taken | undefined {
  const found = mostThatFit(block.rows.length, (many) => fits({ ...block, rows: block.rows.slice(0, many) }));
  if (found === 0 && !force) return undefined;
  const count = Math.max(1, found);
  const rest = { ...block, from: block.from + count, rows: block.rows.slice(count) };
  return {
    piece: { ...block, rows: block.rows.slice(0, count) },
    rest: rest.rows.length === 0 ? [] : [rest],
  };
}

/** No last page with a row or two: a table of few pages leaves some of its rows for it. */
function evenly(all: number, fitting: number, onPage: () => number): number {
  if (fitting < fewestRows || fitting >= all) return fitting;
  const alone = Math.max(1, onPage());
  const left = all - fitting;
  const pages = Math.ceil(left / alone);
  const last = left - (pages - 1) * alone;
  const wanted = Math.ceil(alone / 2);
  if (pages >= mostEvenPages || last >= wanted) return fitting;
  return Math.max(fewestRows, fitting - (wanted - last));
}

/** A section's title does not stand alone at the foot of a page. */
function withoutLooseSection(block: TableBlock, count: number): number {
  const last = rowOf(block, block.from + count - 1);
  return count > 1 && block.from + count < block.to && last?.kind === 'section' ? count - 1 : count;
}

function takeRows(block: TableBlock, { fits, fitsAlone, force }: Place): Taken | undefined {
  const all = block.to - block.from;
  if (all === 0) return force || fits(block) ? { piece: block, rest: [] } : undefined;
  const upTo = (count: number): TableBlock => (count === all ? block : { ...block, to: block.from + count });
  const rowsThat = (where: Fits) => mostThatFit(Math.min(all, mostRowsOnPage), (count) => where(upTo(count)));
  const fitting = rowsThat(fits);
  if (!force && fitting < Math.min(all, fewestRows)) return undefined;
  const count = withoutLooseSection(
    block,
    evenly(all, fitting, () => rowsThat(fitsAlone)),
  );
  if (count > 0) return { piece: upTo(count), rest: after(block, count) };
  if (!force) return undefined;
  return { piece: shortened(upTo(1), fits), rest: after(block, 1) };
}

/** More rows than any screen shows: bounds the search. */
const mostRowsOnPage = 64;

/** The other column parts of the same rows come next, then the rows below. */
function after(block: TableBlock, count: number): TableBlock[] {
  const cut = block.from + count;
  const others = block.others.map((group, index) => ({
    ...block,
    group,
    part: index + 1,
    others: [],
    to: cut,
  }));
  return cut < block.to ? [...others, { ...block, from: cut }] : others;
}

function shortened(row: TableBlock, fits: Fits): TableBlock {
  for (let most = longestCell; most > shortestCell; most = Math.floor(most * 0.7)) {
    const cut = { ...row, mostCharacters: most };
    if (fits(cut)) return cut;
  }
  return { ...row, mostCharacters: shortestCell };
}
