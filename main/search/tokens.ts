/** Bigrams by code point: the tokens of the index and of queries (design.md, "Search"). */
import type { ItemKind, ModuleId } from '../contract/content.ts';
import { amountToken, printedFen } from './amounts.ts';
import { eachRun, filterMark } from './characters.ts';
import type { IndexedText } from './item-text.ts';
import { clean, fold } from './normalise.ts';
import { addSoundTokens } from './sounds.ts';

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/** Length in UTF-16 units of the character at `index`. */
const step = (text: string, index: number) => (isHighSurrogate(text.charCodeAt(index)) ? 2 : 1);

/** Adds every two neighbouring characters of a run, and its last character alone: any character begins some token. */
function addBigrams(text: string, start: number, end: number, tokens: Set<string>): void {
  let index = start;
  while (index < end) {
    const next = index + step(text, index);
    tokens.add(text.slice(index, next < end ? next + step(text, next) : end));
    index = next;
  }
}

export const moduleToken = (module: ModuleId) => `${filterMark}m${module}`;
export const yearToken = (year: number) => `${filterMark}y${year}`;

export const kindToken = (kind: ItemKind) => `${filterMark}k${kind}`;

/** What an item is filed under, for the filters. */
export interface Filing {
  readonly module: ModuleId;
  readonly kind: ItemKind;
  readonly year: number;
}

/** Tokens of an item, each once, parted by spaces. @param lines readings, see sounds.ts */
export function documentTokens(
  { folded, fen }: Pick<IndexedText, 'folded' | 'fen'>,
  { module, kind, year }: Filing,
  lines: readonly string[],
): string {
  const tokens = new Set<string>([moduleToken(module), kindToken(kind), yearToken(year)]);
  eachRun(folded, (start, end) => addBigrams(folded, start, end, tokens));
  for (const amount of [...fen, ...printedFen(folded)]) tokens.add(amountToken(amount));
  for (const line of lines) addSoundTokens(line, tokens);
  return Array.from(tokens).join(' ');
}

/** Terms of a query as typed, each once and in the form of folded texts. A space parts terms, also between characters. */
export function queryTerms(text: string): string[] {
  const terms = new Set<string>();
  for (const part of text.split(/\s+/)) {
    const folded = fold(clean(part));
    eachRun(folded, (start, end) => terms.add(folded.slice(start, end)));
  }
  return Array.from(terms);
}

/** Whether finding a term's tokens proves that the text has it: one token holds all of it. */
export function isExact(term: string): boolean {
  return Array.from(term).length <= 2;
}

export const quoted = (token: string) => `"${token.replaceAll('"', '""')}"`;

/** FTS5 expressions of a term, each once: every text with the term meets all of them. */
export function termExpressions(term: string): string[] {
  const characters = Array.from(term);
  if (characters.length === 1) return [`${quoted(term)} *`];
  const pairs = characters.slice(1).map((character, index) => quoted(`${characters[index]}${character}`));
  return Array.from(new Set(pairs));
}

/** FTS5 expressions of the filters of a query. */
export function filterExpressions({ module, kind, year }: Partial<Filing>): string[] {
  const filters: string[] = [];
  if (module !== undefined) filters.push(quoted(moduleToken(module)));
  if (kind !== undefined) filters.push(quoted(kindToken(kind)));
  if (year !== undefined) filters.push(quoted(yearToken(year)));
  return filters;
}
