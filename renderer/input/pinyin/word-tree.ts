/** Words by their syllables, as a tree: what is typed is followed down from the root. */
import type { Lexicon, Word } from '../../../main/pinyin/lexicon.ts';

export interface Entry {
  readonly text: string;
  readonly weight: number;
  /** A word of this village's own. */
  readonly local: boolean;
}

export interface Branch {
  readonly next: Map<string, Branch>;
  readonly entries: Entry[];
}

export const newBranch = (): Branch => ({ next: new Map(), entries: [] });

export function addWord(root: Branch, { text, syllables, weight }: Word, local: boolean): void {
  let branch = root;
  for (const syllable of syllables) {
    let next = branch.next.get(syllable);
    if (next === undefined) {
      next = newBranch();
      branch.next.set(syllable, next);
    }
    branch = next;
  }
  branch.entries.push({ text, weight, local });
}

/** All characters, under each of their readings, and all words. */
export function wordTree({ characters, words }: Lexicon): Branch {
  const root = newBranch();
  for (const [text, readings] of characters) {
    for (const { syllable, weight } of readings)
      addWord(root, { text, syllables: [syllable], weight }, false);
  }
  for (const word of words) addWord(root, word, false);
  return root;
}
