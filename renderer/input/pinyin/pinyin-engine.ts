/** Candidates for letters typed in pinyin: whole spellings, initials, or a mixture (`dibaojiuzhu`, `dbjz`, `dibaojz`). */
import type { Lexicon } from '../../../main/pinyin/lexicon.ts';
import type { Reader } from '../../../main/pinyin/readings.ts';
import type { Candidate, LocalWord } from '../input-types.ts';
import { localTree } from './local-words.ts';
import { Spelling } from './spelling.ts';
import { type Branch, type Entry, newBranch, wordTree } from './word-tree.ts';

/** Letters that are looked at; more are not a word of anybody's. */
export const mostLetters = 40;
const mostCandidates = 120;
/** Words of the village's own that begin as typed and are longer. */
const mostCompletions = 3;
const leastLettersToComplete = 2;
/** From so many letters on, the likeliest of them comes before words that take the letters exactly. */
const leastLettersToLead = 3;
/** About the weight of all words together: a word's weight less this is the logarithm of its share. */
const weightOfAll = 62;

interface Found {
  readonly entry: Entry;
  readonly end: number;
  readonly score: number;
  /** A syllable of it is abbreviated. */
  readonly short: boolean;
}

/** How letters may be read. */
interface Manner extends PinyinOptions {
  /** A consonant alone may stand for a syllable. */
  readonly abbreviated: boolean;
}

export interface PinyinOptions {
  /** Takes z for zh, c for ch, s for sh, n for l, -n for -ng and the other way round. */
  readonly fuzzy: boolean;
}

export class PinyinEngine {
  readonly #spelling: Spelling;
  readonly #common: Branch;
  readonly #reader: Reader;
  #local: Branch = newBranch();

  constructor(lexicon: Lexicon, reader: Reader) {
    this.#spelling = new Spelling(lexicon.syllables);
    this.#common = wordTree(lexicon);
    this.#reader = reader;
  }

  /** Replaces the words and names of the village's own content; they come before all others. */
  setLocalWords(words: readonly LocalWord[]): void {
    this.#local = localTree(words, this.#reader);
  }

  /** Best first. `letters` of a candidate says how many of the letters it takes; the rest stays to be chosen. */
  candidates(typed: string, { fuzzy }: PinyinOptions): Candidate[] {
    const letters = typed.toLowerCase().slice(0, mostLetters);
    if (letters === '') return [];
    const spelledOut = this.#spelling.isSpelledOut(letters, fuzzy);
    const local = this.#from(this.#local, letters, 0, { fuzzy, abbreviated: true });
    const common = this.#from(this.#common, letters, 0, { fuzzy, abbreviated: true });
    const whole = ({ end }: Found) => end === letters.length;
    const ownWhole = local.filter(whole).sort(byScore);
    const [best, ...others] = common.filter(whole).sort(byScore);
    const known = ownWhole.length > 0 || best !== undefined;
    const completions = this.#completions(letters, fuzzy);
    const leading = letters.length < leastLettersToLead ? [] : completions.slice(0, 1);
    const ordered = [
      ...ownWhole,
      ...leading,
      ...(best === undefined ? [] : [best]),
      ...completions,
      ...(known ? [] : this.#sentence(letters, { fuzzy, abbreviated: !spelledOut })),
      ...others,
      ...[...local, ...common]
        .filter((each) => !whole(each))
        .sort(spelledOut ? byFullThenEnd : byEndThenScore),
    ];
    return distinct(ordered);
  }

  /** All words that begin at `start`, by following the letters down a tree. */
  #from(root: Branch, letters: string, start: number, { fuzzy, abbreviated }: Manner): Found[] {
    const found = new Map<string, Found>();
    const visit = (branch: Branch, at: number, cost: number, short: boolean) => {
      for (const entry of branch.entries) {
        const score = entry.weight - cost;
        const key = `${at} ${entry.text}`;
        if (score > (found.get(key)?.score ?? -Infinity)) found.set(key, { entry, end: at, score, short });
      }
      if (at === letters.length || branch.next.size === 0) return;
      for (const piece of this.#spelling.piecesAt(letters, at, fuzzy)) {
        if (piece.short && !abbreviated) continue;
        for (const syllable of piece.syllables) {
          const next = branch.next.get(syllable);
          if (next !== undefined) visit(next, piece.end, cost + piece.cost, short || piece.short);
        }
      }
    };
    visit(root, start, 0, false);
    return [...found.values()];
  }

  /** Own words of which the letters are a beginning. */
  #completions(letters: string, fuzzy: boolean): Found[] {
    if (letters.length < leastLettersToComplete) return [];
    const found: Found[] = [];
    const collect = (branch: Branch, cost: number) => {
      for (const entry of branch.entries)
        found.push({ entry, end: letters.length, score: entry.weight - cost, short: false });
      for (const next of branch.next.values()) collect(next, cost + 1);
    };
    const visit = (branch: Branch, at: number, cost: number) => {
      if (at === letters.length) {
        for (const next of branch.next.values()) collect(next, cost);
        return;
      }
      for (const piece of this.#spelling.piecesAt(letters, at, fuzzy)) {
        for (const syllable of piece.syllables) {
          const next = branch.next.get(syllable);
          if (next !== undefined) visit(next, piece.end, cost + piece.cost);
        }
      }
    };
    visit(this.#local, 0, 0);
    return found.sort(byScore).slice(0, mostCompletions);
  }

  /** The best row of words for letters that no single word takes whole. */
  #sentence(letters: string, manner: Manner): Found[] {
    const best: ({ text: string; score: number } | undefined)[] = [{ text: '', score: 0 }];
    for (let start = 0; start < letters.length; start++) {
      const before = best[start];
      if (before === undefined) continue;
      const words = [this.#local, this.#common].flatMap((root) => this.#from(root, letters, start, manner));
      for (const { entry, end, score } of words) {
        const total = before.score + score - (entry.local ? 0 : weightOfAll);
        if (total > (best[end]?.score ?? -Infinity))
          best[end] = { text: before.text + entry.text, score: total };
      }
    }
    const last = best[letters.length];
    if (last === undefined || last.text === '') return [];
    return [
      {
        entry: { text: last.text, weight: 0, local: false },
        end: letters.length,
        score: last.score,
        short: false,
      },
    ];
  }
}

const byScore = (left: Found, right: Found) => right.score - left.score;
const byEndThenScore = (left: Found, right: Found) => right.end - left.end || byScore(left, right);
const byFullThenEnd = (left: Found, right: Found) =>
  Number(left.short) - Number(right.short) || byEndThenScore(left, right);

function distinct(found: readonly Found[]): Candidate[] {
  const seen = new Set<string>();
  const kept: Candidate[] = [];
  for (const { entry, end } of found) {
    if (seen.has(entry.text)) continue;
    seen.add(entry.text);
    kept.push({ text: entry.text, letters: end, local: entry.local });
    if (kept.length === mostCandidates) break;
  }
  return kept;
}
