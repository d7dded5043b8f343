/**
 * Text as search compares it. `shown` is cleaned: one form of each character (NFKC), what line breaks and stray spaces broke
 * joined again (requirements.md, "Text"). `folded` is `shown` in lower case and without thousands commas, so that the two
 * differ only in case and in commas left out: `shownIndex` maps back.
 */
import { filterMark, hanPattern } from './characters.ts';

/** Parts fields: nothing is found across it, and it is never joined. */
export const fieldBreak = '\n';
/** Before the titles of the catalogue entries, which are no part of what the item says. Never part of a text itself. */
export const filedMark = `${fieldBreak}${filterMark}`;

/** Full-width punctuation stays as printed; it parts terms either way. */
const keepsPunctuation = /[^，：；！？（）…]+/gu;
const invisible = new RegExp(`[\\u200b-\\u200d\\u2060\\ufeff\\u00ad${filterMark}]`, 'gu');
const han = hanPattern.source;
const joinable = new RegExp(`(?<=${han}) +| +(?=${han})|(?<=\\d) +(?=\\d)`, 'gu');
const thousandsComma = /(?<=\d),(?=\d{3}(?!\d))/g;

/** Cleans text that has no field breaks but the ones that are meant. */
export function clean(text: string): string {
  return text
    .replace(keepsPunctuation, (part) => part.normalize('NFKC'))
    .replace(invisible, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(joinable, '');
}

/** One field: its own line breaks are broken words or sentences, not field breaks. */
export function oneField(text: string): string {
  return /[\n\r\u2028\u2029]/.test(text) ? text.replace(/[\n\r\u2028\u2029]+/g, ' ') : text;
}

const needsFolding = /[\p{Lu}\p{Lt}]/u;

/** Lower case where it has the same length, without thousands commas. */
export function fold(shown: string): string {
  const bare = shown.includes(',') ? shown.replace(thousandsComma, '') : shown;
  if (!needsFolding.test(bare)) return bare;
  const lower = bare.toLowerCase();
  if (lower.length === bare.length) return lower;
  return Array.from(bare, (character) => {
    const small = character.toLowerCase();
    return small.length === character.length ? small : character;
  }).join('');
}

const comma = 0x2c;

/** Position in `shown` of a position in its `folded` form, continuing from a pair that is known. */
export function shownIndex(
  shown: string,
  folded: string,
  target: number,
  known: { shown: number; folded: number } = { shown: 0, folded: 0 },
): number {
  let at = known.shown;
  for (let index = known.folded; index <= target; index++) {
    while (shown.charCodeAt(at) === comma && folded.charCodeAt(index) !== comma) at++;
    if (index < target) at++;
  }
  return at;
}

/** A short text folded, with the source position [start, end) of each folded unit. */
export interface MappedText {
  readonly folded: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A character with the marks that belong to it, so that NFKC sees what it composes. */
const cluster = /\P{M}\p{M}*|\p{M}+/gu;

interface SourceUnit {
  readonly unit: string;
  readonly start: number;
  readonly end: number;
}

/** The units of which `target` is made, where `target` leaves out only some of the droppable ones. */
function aligned(units: readonly SourceUnit[], target: string, droppable: string): SourceUnit[] {
  const kept: SourceUnit[] = [];
  for (const each of units) {
    const isDropped = each.unit === droppable && target.charAt(kept.length) !== droppable;
    if (!isDropped) kept.push(each);
  }
  return kept;
}

const textOf = (units: readonly SourceUnit[]) => units.map(({ unit }) => unit).join('');

/** Cleans and folds a title, remembering where everything came from. Slow; for few titles. */
export function foldWithMap(source: string): MappedText {
  const units: SourceUnit[] = [];
  for (const { 0: part, index } of source.matchAll(cluster)) {
    for (const unit of clean(oneField(part)).split('')) {
      units.push({ unit, start: index, end: index + part.length });
    }
  }
  const cleaned = clean(textOf(units));
  const folded = fold(cleaned);
  const kept = aligned(aligned(units, cleaned, ' '), folded, ',');
  return { folded, starts: kept.map(({ start }) => start), ends: kept.map(({ end }) => end) };
}
