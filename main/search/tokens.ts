/** What items are listed by, and queries look for: words by characters and neighbours (design.md, "Search"), and marks. */
import type { ItemKind, ModuleId } from '../contract/content.ts';
import { printedFen } from './amounts.ts';
import { eachRun } from './characters.ts';
import { amountCode, eachTextCode, kindCode, moduleCode, textCode, yearCode } from './codes.ts';
import { clean, fold } from './normalise.ts';

/** What an item is filed under, for the filters. */
export interface Filing {
  readonly module: ModuleId;
  readonly kind: ItemKind;
  readonly year: number;
}

/** Codes of what is filed, or asked for. */
export function filingCodes({ module, kind, year }: Partial<Filing>): number[] {
  const codes: number[] = [];
  if (module !== undefined) codes.push(moduleCode(module));
  if (kind !== undefined) codes.push(kindCode(kind));
  if (year !== undefined) codes.push(yearCode(year));
  return codes;
}

/** What an item is listed by and its text does not say. @param fen amounts of its tables */
export const markCodes = (filing: Filing, fen: readonly number[]): number[] =>
  Array.from(new Set([...filingCodes(filing), ...fen.map(amountCode)]));

/** What a folded text is listed by, some several times. */
export function eachWordCode(folded: string, visit: (code: number) => void): void {
  eachRun(folded, (start, end) => eachTextCode(folded, start, end, visit));
  for (const amount of printedFen(folded)) visit(amountCode(amount));
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

/** Lists of a term, each once: every text with the term stands in all of them. */
export function termCodes(term: string): number[] {
  const characters = Array.from(term);
  if (characters.length === 1) return [textCode(term)];
  const pairs = characters.slice(1).map((character, index) => textCode(`${characters[index]}${character}`));
  return Array.from(new Set(pairs));
}
