/** Words and names of the village's own content, under every way in which they may be read. */
import type { CharacterReading, Reader } from '../../../main/pinyin/readings.ts';
import type { LocalWord } from '../input-types.ts';
import { addWord, type Branch, newBranch } from './word-tree.ts';

/** Longer than this is a sentence, not a word. */
const longestWord = 16;
/** Ways to read one word; polyphones multiply. */
const mostReadings = 8;

/** Rows of one syllable for each character, the likeliest first; none where a character has no reading. */
function spellings(readings: readonly CharacterReading[]): string[][] {
  let rows: string[][] = [[]];
  for (const { syllables } of readings) {
    rows = syllables.flatMap((syllable) => rows.map((row) => [...row, syllable])).slice(0, mostReadings);
  }
  return rows;
}

/** Weight as in the lexicon: by the logarithm, above nothing. */
const weightOf = (weight: number) => Math.round(2.5 * Math.log2(Math.max(1, weight) + 1));

export function localTree(words: readonly LocalWord[], reader: Reader): Branch {
  const root = newBranch();
  for (const { text, weight, name } of words) {
    if (text === '' || text.length > longestWord) continue;
    for (const syllables of spellings(reader.pinyinOf(text, name === true ? 'name' : 'text'))) {
      addWord(root, { text, syllables, weight: weightOf(weight) }, true);
    }
  }
  return root;
}
