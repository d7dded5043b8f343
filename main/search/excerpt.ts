/** What a result shows of the place where it was found, and which parts of it to mark. */
import { filedUnder } from '../text/content.ts';
import { fieldBreak, filedMark, fold, foldWithMap, shownIndex } from './normalise.ts';

/** Characters before and after the first hit, UTF-16 units: about two lines on the terminal. */
const before = 16;
const after = 64;
const ellipsis = '…';

export type Range = [start: number, end: number];

/** What is marked: a folded word, or a pattern with the flag `g`. */
export type Marked = string | RegExp;

function eachOf(text: string, marked: Marked, from: number, to: number): Range[] {
  const found: Range[] = [];
  if (typeof marked === 'string') {
    for (let at = text.indexOf(marked, from); at >= 0 && at + marked.length <= to; ) {
      found.push([at, at + marked.length]);
      at = text.indexOf(marked, at + marked.length);
    }
    return found;
  }
  marked.lastIndex = from;
  for (let hit = marked.exec(text); hit && hit.index + hit[0].length <= to; hit = marked.exec(text)) {
    found.push([hit.index, hit.index + hit[0].length]);
  }
  return found;
}

/** All occurrences of all that is marked in [from, to), merged where they touch, in order. */
function occurrences(text: string, terms: readonly Marked[], from: number, to: number): Range[] {
  const found = terms.flatMap((term) => eachOf(text, term, from, to));
  found.sort((left, right) => left[0] - right[0]);
  const merged: Range[] = [];
  for (const range of found) {
    const last = merged.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else merged.push(range);
  }
  return merged;
}

/** Where something marked begins first, from `from` on; -1 where nothing does. */
function firstOf(text: string, terms: readonly Marked[], from: number): number {
  let first = -1;
  for (const term of terms) {
    let at: number;
    if (typeof term === 'string') at = text.indexOf(term, from);
    else {
      term.lastIndex = from;
      at = term.exec(text)?.index ?? -1;
    }
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  return first;
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
export function titleHits(title: string, text: string, terms: readonly Marked[]): Range[] {
  const quick = foldedTitle(text);
  if (firstOf(quick, terms, 0) < 0) return [];
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

/** What an item is filed under, where only that has the words: said as such, and then how the item itself begins. */
function filedExcerpt(
  filed: string,
  text: string,
  terms: readonly Marked[],
): { excerpt: string; excerptHits: Range[] } {
  const titles = filed.split(fieldBreak);
  const title = titles.find((each) => firstOf(fold(each), terms, 0) >= 0) ?? titles[0] ?? '';
  const under = filedUnder(title);
  const start = text.slice(0, whole(text, after)).replaceAll(fieldBreak, ' ').trim();
  const tail = text.length > after ? ellipsis : '';
  const excerpt = start === '' ? under : `${under}：${start}${tail}`;
  return { excerpt, excerptHits: occurrences(fold(under), terms, 0, under.length) };
}

/** The first hit behind the title: of what the title does not have, where it lacks some of it. -1: there is none. */
function hitBehindTitle(
  folded: string,
  terms: readonly Marked[],
  textStart: number,
  textEnd: number,
): number {
  const title = foldedTitle(folded);
  const unseen = terms.filter((term) => firstOf(title, [term], 0) < 0);
  const hit = unseen.length < terms.length ? firstOf(folded, unseen, textStart) : -1;
  return hit >= 0 && hit < textEnd ? hit : firstOf(folded, terms, textStart);
}

/**
 * Excerpt around the first hit behind the title; the beginning of the text when only the title has it.
 * @param shown null where it does not differ from `folded`
 */
export function excerptOf(
  folded: string,
  shown: string | null,
  terms: readonly Marked[],
): { excerpt: string; excerptHits: Range[] } {
  const titleEnd = folded.indexOf(fieldBreak);
  const textStart = titleEnd < 0 ? folded.length : titleEnd + 1;
  const filedAt = folded.lastIndexOf(filedMark);
  const textEnd = filedAt < 0 ? folded.length : Math.max(filedAt, textStart);
  const hit = hitBehindTitle(folded, terms, textStart, textEnd);
  if (hit >= textEnd) {
    const all = shown ?? folded;
    const filed = all.lastIndexOf(filedMark);
    const text = all.slice(all.indexOf(fieldBreak) + 1, filed);
    return filedExcerpt(all.slice(filed + filedMark.length), text, terms);
  }
  const start = hit < 0 ? textStart : whole(folded, Math.max(textStart, hit - before));
  const end = whole(folded, Math.min(textEnd, Math.max(start, hit) + after));
  const lead = start > textStart ? ellipsis : '';
  const tail = end < textEnd ? ellipsis : '';
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
