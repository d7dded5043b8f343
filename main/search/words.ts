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

/** Parts of a title between what is in every title: 2026年第三季度云溪村道路硬化公示 → 云溪村道路硬化. */
function wordsOf(title: string): string[] {
  return title.split(parting).filter((part) => {
    const { length } = Array.from(part);
    return length >= shortest && length <= longest;
  });
}

/** @param readings of items, lines as in sounds.ts */
export function frequentWords(readings: readonly string[]): LocalWords {
  const counts = new Map<string, { text: string; weight: number; name: boolean }>();
  for (const line of readings.flatMap((each) => each.split('\n'))) {
    if (line === '') continue;
    const { text, kind } = textOfLine(line);
    for (const word of kind === 'name' ? [text] : wordsOf(text)) {
      const known = counts.get(word);
      if (known) known.weight++;
      else counts.set(word, { text: word, weight: 1, name: kind === 'name' });
    }
  }
  return Array.from(counts.values())
    .sort((left, right) => right.weight - left.weight)
    .slice(0, limits.localWords)
    .map(({ text, weight, name }) => (name ? { text, weight, name } : { text, weight }));
}
