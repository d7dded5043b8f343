/** Characters of the village's own words, which a hand more likely means than others of like shape. */
import type { LocalWord } from './input-types.ts';

/** How much nearer such a character is, in units of the recogniser's distance: decides between shapes that are alike. */
const favour = 8;

export function favouredCharacters(words: readonly LocalWord[]): ReadonlyMap<string, number> {
  return new Map(words.flatMap(({ text }) => [...text].map((character) => [character, favour] as const)));
}
