/**
 * What a typed text may mean. Every word is looked for as it is; a year also means what is filed under it, an amount every way
 * of printing it, letters also what is read so. Each combination is a query of its own (`Meaning`), and what any of them finds
 * is found.
 */
import { amountPattern, typedFen } from './amounts.ts';
import { amountCode, yearCode } from './codes.ts';
import type { Wanted } from './plan.ts';
import { type Sound, soundOf } from './sounds.ts';
import { type Filing, filingCodes, queryTerms } from './tokens.ts';

/** One way to understand a query. */
export interface Meaning {
  /** Looked for in the texts as they are. */
  readonly terms: readonly string[];
  /** Lists that prove themselves. */
  readonly filters: readonly Wanted[];
  readonly sounds: readonly Sound[];
  /** Amounts to mark where they are printed. */
  readonly amounts: readonly RegExp[];
}

/** Combinations of meanings that are looked for at most. */
const mostMeanings = 8;

const nothing: Meaning = { terms: [], filters: [], sounds: [], amounts: [] };
const typedYear = /^((?:19|20)\d\d)年?$/;
const lettersOrOthers = /[a-zü]+|[^a-zü]+/g;

/** A word with letters as what is read so; what else is in it (dbjz2026) as a word of its own. */
function soundMeanings(term: string): Meaning[] {
  const parts: string[] = term.match(lettersOrOthers) ?? [];
  const letters = parts.filter((part) => /^[a-zü]/.test(part));
  // B超 and A4 are words as they are.
  if (letters.length === 0 || (parts.length > 1 && letters.some((part) => part.length === 1))) return [];
  const sounds = letters.flatMap((part) => soundOf(part) ?? []);
  if (sounds.length < letters.length) return [];
  const others = parts.filter((part) => !letters.includes(part));
  return combinations([{ ...nothing, sounds }], others.map(plainMeanings));
}

/** @param term folded */
function plainMeanings(term: string): Meaning[] {
  const found: Meaning[] = [{ ...nothing, terms: [term] }];
  const year = typedYear.exec(term)?.[1];
  if (year !== undefined) found.push({ ...nothing, filters: [yearCode(Number(year))] });
  const fen = typedFen(term);
  if (fen !== undefined) {
    found.push({ ...nothing, filters: [amountCode(fen)], amounts: [amountPattern(fen)] });
  }
  return found;
}

const joined = (left: Meaning, right: Meaning): Meaning => ({
  terms: [...left.terms, ...right.terms],
  filters: [...left.filters, ...right.filters],
  sounds: [...left.sounds, ...right.sounds],
  amounts: [...left.amounts, ...right.amounts],
});

/** Every way to take one meaning of each word, the first ones first. */
function combinations(begun: Meaning[], words: readonly (readonly Meaning[])[]): Meaning[] {
  return words.reduce<Meaning[]>(
    (before, each) =>
      before.flatMap((left) => each.map((right) => joined(left, right))).slice(0, mostMeanings),
    begun,
  );
}

/** Meanings of a query as typed, the literal one first; none where it has no words. */
export function meanings(text: string, filing: Partial<Filing>): Meaning[] {
  const terms = queryTerms(text);
  if (terms.length === 0) return [];
  const words = terms.map((term) => [...plainMeanings(term), ...soundMeanings(term)]);
  return combinations([{ ...nothing, filters: filingCodes(filing) }], words);
}
