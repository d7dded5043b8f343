/** Words and names of a village for the on-screen input, from what search keeps of titles and names. */
import { limits } from '../contract/limits.ts';
import type { LocalWords } from '../contract/views.ts';
import { parting } from '../text/search.ts';
import { textOfLine } from './sounds.ts';

/** Newest items from which words are taken. */
export const wordItems = 5_000;
/** Shorter ones are in every lexicon, longer ones are no words. Characters. */
const shortest = 2;
const longest = 8;
/** The same of words that are found inside longer parts. */
const longestInner = 6;
/** A word stands beside so many different neighbours on either side: what always has the same one is a piece of a word. */
const neighbours = 3;

/** Parts of a title between what is in every title: 2026年第三季度云溪村道路硬化公示 → 云溪村道路硬化. */
const partsOf = (title: string): string[] =>
  title.split(parting).filter((part) => Array.from(part).length >= shortest);

interface Neighbours {
  count: number;
  left: string[];
  right: string[];
}

/** Where a part begins or ends anything might have stood: `undefined`. */
function addNeighbour(known: string[], neighbour: string | undefined): void {
  if (known.length < neighbours && (neighbour === undefined || !known.includes(neighbour)))
    known.push(neighbour ?? '');
}

/**
 * Words inside the parts of titles, and in how many of them each stands: 新田至䶮山脚机耕路工程, 新田修机耕路, 办机耕路 → 机耕路.
 * By the variety of their neighbours (Feng, Chen, Deng and Zheng 2004, "Accessor variety criteria for Chinese word extraction"); 50 ms
 * for 1,500 parts.
 */
function innerWords(parts: Iterable<string>): Map<string, number> {
  const seen = new Map<string, Neighbours>();
  for (const part of parts) {
    const characters = Array.from(part);
    characters.forEach((first, start) => {
      let word = first;
      for (let end = start + 1; end < Math.min(characters.length, start + longestInner); end++) {
        word += characters[end] ?? '';
        const known = seen.get(word) ?? { count: 0, left: [], right: [] };
        if (known.count === 0) seen.set(word, known);
        known.count++;
        addNeighbour(known.left, characters[start - 1]);
        addNeighbour(known.right, characters[end + 1]);
      }
    });
  }
  const found = new Map<string, number>();
  for (const [word, { count, left, right }] of seen) {
    if (left.length === neighbours && right.length === neighbours) found.set(word, count);
  }
  return found;
}

/** @param readings of items, lines as in sounds.ts */
export function frequentWords(readings: readonly string[]): LocalWords {
  const counts = new Map<string, { text: string; weight: number; name: boolean }>();
  const parts = new Set<string>();
  const add = (text: string, name: boolean) => {
    const known = counts.get(text);
    if (known) known.weight++;
    else counts.set(text, { text, weight: 1, name });
  };
  for (const line of readings.flatMap((each) => each.split('\n'))) {
    if (line === '') continue;
    const { text, kind } = textOfLine(line);
    if (kind === 'name') {
      add(text, true);
      continue;
    }
    for (const part of partsOf(text)) {
      parts.add(part);
      if (Array.from(part).length <= longest) add(part, false);
    }
  }
  for (const [text, weight] of innerWords(parts)) {
    if (!counts.has(text)) counts.set(text, { text, weight, name: false });
  }
  return Array.from(counts.values())
    .sort((left, right) => right.weight - left.weight)
    .slice(0, limits.localWords)
    .map(({ text, weight, name }) => (name ? { text, weight, name } : { text, weight }));
}
