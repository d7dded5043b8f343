/** How a text is read: for search by pinyin and initials, and to type words of the village's own. */
import type { Lexicon } from './lexicon.ts';
import { surnameReadings } from './surnames.ts';
import { initialOf } from './syllables.ts';

/** How one character of a text may be read. */
export interface CharacterReading {
  readonly character: string;
  /** The likeliest first; empty for what is not Chinese or not known. At most three. */
  readonly syllables: readonly string[];
}

/** Longest words that are looked up, characters. */
const longestWord = 4;

/**
 * Reads texts by their longest known words from the left, so that 银行 is `yin hang` and 行人 `xing ren`. What was found of a word or
 * a character is kept: the same object stands for it wherever it is met again.
 */
export class Reader {
  readonly #characters: Lexicon['characters'];
  readonly #words: ReadonlyMap<string, readonly string[]>;
  /** Length of the longest word that begins with a character. */
  readonly #longest = new Map<string, number>();
  readonly #knownWords = new Map<string, readonly CharacterReading[]>();
  readonly #knownCharacters = new Map<string, readonly CharacterReading[]>();

  constructor(lexicon: Lexicon) {
    this.#characters = lexicon.characters;
    const words = new Map<string, readonly string[]>();
    const weights = new Map<string, number>();
    for (const { text, syllables, weight } of lexicon.words) {
      if (weight <= (weights.get(text) ?? -1)) continue;
      weights.set(text, weight);
      words.set(text, syllables);
      const [first = ''] = text;
      const length = Math.min(longestWord, syllables.length);
      if (length > (this.#longest.get(first) ?? 1)) this.#longest.set(first, length);
    }
    this.#words = words;
  }

  /**
   * Readings of each character (code point). A character that may be a surname also has the surname's reading: second in a
   * running text, first in a `name` (its beginning only). A single character has its other common readings too.
   */
  pinyinOf(text: string, kind: 'text' | 'name' = 'text'): CharacterReading[] {
    const characters = [...text];
    const found: CharacterReading[] = [];
    if (kind === 'name') found.push(...this.#surname(characters));
    while (found.length < characters.length) found.push(...this.#next(characters, found.length));
    return found;
  }

  #surname(characters: readonly string[]): CharacterReading[] {
    for (const length of [2, 1]) {
      if (characters.length < length) continue;
      const syllables = surnameReadings.get(characters.slice(0, length).join(''))?.split(' ');
      if (syllables?.length !== length) continue;
      return syllables.map((syllable, index) => {
        const character = characters[index] ?? '';
        return reading(character, [syllable, ...this.#common(character)]);
      });
    }
    return [];
  }

  #next(characters: readonly string[], from: number): readonly CharacterReading[] {
    const first = characters[from] ?? '';
    const longest = Math.min(this.#longest.get(first) ?? 1, characters.length - from);
    for (let length = longest; length > 1; length--) {
      const word = this.#word(characters.slice(from, from + length));
      if (word) return word;
    }
    return this.#character(first);
  }

  /** Readings of a word of the lexicon. */
  #word(characters: readonly string[]): readonly CharacterReading[] | undefined {
    const text = characters.join('');
    const known = this.#knownWords.get(text);
    if (known) return known;
    const syllables = this.#words.get(text);
    if (syllables === undefined) return undefined;
    const found = characters.map((character, index) =>
      reading(character, [syllables[index] ?? '', ...surname(character)]),
    );
    this.#knownWords.set(text, found);
    return found;
  }

  /** Readings of a character by itself. Only those of the lexicon are kept: there is no end of others. */
  #character(character: string): readonly CharacterReading[] {
    const known = this.#knownCharacters.get(character);
    if (known) return known;
    const [first, ...others] = this.#common(character);
    if (first === undefined) return [reading(character, [])];
    const found = [reading(character, [first, ...surname(character), ...others])];
    this.#knownCharacters.set(character, found);
    return found;
  }

  /** Readings of a character alone, the rare ones left out. */
  #common(character: string): string[] {
    const readings = this.#characters.get(character) ?? [];
    const least = (readings[0]?.weight ?? 0) - rareBelow;
    return readings.filter(({ weight }) => weight >= least).map(({ syllable }) => syllable);
  }
}

/** A reading that is met less than about a thirtieth as often as the most common one is rare. */
const rareBelow = 12;
const mostReadings = 3;

const surname = (character: string): string[] => {
  const syllable = surnameReadings.get(character);
  return syllable === undefined ? [] : [syllable];
};

const reading = (character: string, syllables: readonly string[]): CharacterReading => ({
  character,
  syllables: [...new Set(syllables)].slice(0, mostReadings),
});

/** First letters as they are typed, `dbjz` for 低保救助; characters without a reading stand for themselves, in lower case. */
export function initialsOf(readings: readonly CharacterReading[]): string {
  return readings
    .map(({ character, syllables }) =>
      syllables[0] === undefined ? character.toLowerCase() : initialOf(syllables[0])[0],
    )
    .join('');
}
