/** What a result shows of the place where it was found, and which parts of it to mark. */
import { fieldBreak, foldWithMap, shownIndex } from './normalise.ts';

/** Characters before and after the first hit, UTF-16 units: about two lines on the terminal. */
const before = 16;
const after = 64;
const ellipsis = '…';

export type Range = [start: number, end: number];

/** All occurrences of all terms in [from, to), merged where they touch, in order. */
function occurrences(text: string, terms: readonly string[], from: number, to: number): Range[] {
  const found: Range[] = [];
  for (const term of terms) {
    for (let at = text.indexOf(term, from); at >= 0 && at + term.length <= to; ) {
      found.push([at, at + term.length]);
      at = text.indexOf(term, at + term.length);
    }
  }
  found.sort((left, right) => left[0] - right[0]);
  const merged: Range[] = [];
  for (const range of found) {
    const last = merged.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else merged.push(range);
  }
  return merged;
}

/** The title as it is compared: the first field. */
function foldedTitle(folded: string): string {
  const end = folded.indexOf(fieldBreak);
  return end < 0 ? folded : folded.slice(0, end);
}

/**
 * Hits over a title as published. Whether there are any tells the folded text that is there already; few titles have
 * anything to clean, so that mapping, which is slow, is rarely needed.
 */
export function titleHits(title: string, text: string, terms: readonly string[]): Range[] {
  const quick = foldedTitle(text);
  if (!terms.some((term) => quick.includes(term))) return [];
  if (quick === title) return occurrences(quick, terms, 0, quick.length);
  const { folded, starts, ends } = foldWithMap(title);
  return occurrences(folded, terms, 0, folded.length).map(([start, end]) => [
    starts[start] ?? 0,
    ends[end - 1] ?? title.length,
  ]);
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** Moves a cut out of the middle of a character. */
const whole = (text: string, at: number) => (isLowSurrogate(text.charCodeAt(at)) ? at - 1 : at);

function firstHit(folded: string, terms: readonly string[], from: number): number {
  const hits = terms.map((term) => folded.indexOf(term, from)).filter((at) => at >= 0);
  return hits.length === 0 ? -1 : Math.min(...hits);
}

/**
 * Excerpt around the first hit behind the title; the beginning of the text when only the title has it.
 * @param shown null where it does not differ from `folded`
 */
export function excerptOf(
  folded: string,
  shown: string | null,
  terms: readonly string[],
): { excerpt: string; excerptHits: Range[] } {
  const titleEnd = folded.indexOf(fieldBreak);
  const textStart = titleEnd < 0 ? folded.length : titleEnd + 1;
  const hit = firstHit(folded, terms, textStart);
  const start = hit < 0 ? textStart : whole(folded, Math.max(textStart, hit - before));
  const end = whole(folded, Math.min(folded.length, Math.max(start, hit) + after));
  const lead = start > textStart ? ellipsis : '';
  const tail = end < folded.length ? ellipsis : '';
  const hits = occurrences(folded, terms, start, end);
  if (shown === null) {
    const cut = folded.slice(start, end).replaceAll(fieldBreak, ' ');
    return { excerpt: lead + cut + tail, excerptHits: shift(hits, lead.length - start) };
  }
  const known = { shown: shownIndex(shown, folded, start), folded: start };
  const place = (at: number) => shownIndex(shown, folded, at, known);
  const mapped = hits.map(([from, to]): Range => [place(from), place(to - 1) + 1]);
  const cut = shown.slice(known.shown, place(end)).replaceAll(fieldBreak, ' ');
  return { excerpt: lead + cut + tail, excerptHits: shift(mapped, lead.length - known.shown) };
}

const shift = (ranges: readonly Range[], by: number): Range[] =>
  ranges.map(([start, end]) => [start + by, end + by]);
