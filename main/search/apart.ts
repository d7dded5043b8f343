/** People write several words as one (第三季度路灯): the ways to take such a text apart. */
import { queryTerms } from './tokens.ts';

/** Characters of a text that is taken apart. */
const shortest = 4;
const longest = 14;
/** Characters of a word, at least: single ones are in every text. */
const shortestWord = 2;
const mostWords = 3;

const written = /^[\p{Script=Han}\d]+$/u;

function cuts(characters: readonly string[], words: number): string[][] {
  if (words === 1) return [[characters.join('')]];
  const found: string[][] = [];
  for (let at = shortestWord; at <= characters.length - shortestWord * (words - 1); at += 1) {
    const first = characters.slice(0, at).join('');
    for (const rest of cuts(characters.slice(at), words - 1)) found.push([first, ...rest]);
  }
  return found;
}

/** Ways to read a text as words, grouped by their number: two, then three. None where it has spaces already, or letters. */
export function waysApart(text: string): string[][][] {
  const [term, ...others] = queryTerms(text);
  if (term === undefined || others.length > 0 || !written.test(term)) return [];
  const characters = Array.from(term);
  if (characters.length < shortest || characters.length > longest) return [];
  return Array.from({ length: mostWords - 1 }, (_, index) => cuts(characters, index + 2));
}
