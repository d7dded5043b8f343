/** What the letters at one place may stand for: a whole syllable, its beginning, or its first consonant alone. */
import { alike, initialOf, spellingsOf } from '../../../main/pinyin/syllables.ts';

/** Letters [start, end) taken as one of some syllables. */
export interface Piece {
  readonly end: number;
  readonly syllables: readonly string[];
  /** What it costs against a full and exact spelling, in units of weight. */
  readonly cost: number;
  /** Stands for its first consonant alone. */
  readonly short: boolean;
}

/** An abbreviation says less than a syllable, and a syllable that only sounds alike was probably not meant. */
const abbreviated = 7;
const unfinished = 3;
/** The letters are a syllable of their own, so that more letters are less likely to come. */
const unfinishedThoughWhole = 12;
const soundsAlike = 6;
const longestSpelling = 6;

/** Apostrophes part syllables: xi'an. */
const gap = "'";

export class Spelling {
  readonly #exact = new Map<string, string[]>();
  readonly #alike = new Map<string, string[]>();
  readonly #byStart = new Map<string, string[]>();
  readonly #byInitial = new Map<string, string[]>();

  constructor(syllables: readonly string[]) {
    const known = new Set(syllables);
    for (const syllable of syllables) {
      for (const spelled of spellingsOf(syllable)) push(this.#exact, spelled, syllable);
      for (const other of alike(syllable)) if (known.has(other)) push(this.#alike, other, syllable);
      for (let length = 1; length < syllable.length; length++)
        push(this.#byStart, syllable.slice(0, length), syllable);
      const initial = initialOf(syllable);
      push(this.#byInitial, initial, syllable);
      if (initial.length > 1) push(this.#byInitial, initial.slice(0, 1), syllable);
    }
  }

  /** All readings of the letters that begin at `start`. */
  piecesAt(letters: string, start: number, fuzzy: boolean): Piece[] {
    const from = letters[start] === gap ? start + 1 : start;
    const found: Piece[] = [];
    const add = (end: number, syllables: readonly string[] | undefined, cost: number, short = false) => {
      if (syllables !== undefined) found.push({ end, syllables, cost, short });
    };
    for (let end = from + 1; end <= Math.min(letters.length, from + longestSpelling); end++) {
      if (letters[end - 1] === gap) break;
      const spelled = letters.slice(from, end);
      add(end, this.#exact.get(spelled), 0);
      if (fuzzy) add(end, this.#alike.get(spelled), soundsAlike);
      if (end === letters.length && spelled.length > 1) {
        add(end, this.#byStart.get(spelled), this.#exact.has(spelled) ? unfinishedThoughWhole : unfinished);
      }
      add(end, this.#byInitial.get(spelled), abbreviated, true);
    }
    return found;
  }

  /** Whether all letters are whole syllables, the last perhaps unfinished. */
  isSpelledOut(letters: string, fuzzy: boolean): boolean {
    const reached = new Set([0]);
    for (let at = 0; at < letters.length; at++) {
      if (!reached.has(at)) continue;
      for (const { end, short } of this.piecesAt(letters, at, fuzzy)) if (!short) reached.add(end);
    }
    return reached.has(letters.length);
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
