/**
 * Characters and words with their readings and how common they are. The data (main/pinyin/data/lexicon.txt.gz, made by
 * build/input-data/make-pinyin.ts) is handed over as text by whoever can read it: the core from its disk, a page by fetch.
 *
 * Format, one line each: first the syllables, separated by spaces; then characters, `单dan0shan(`: the character and its
 * readings, each with its weight; an empty line; then words, `重庆5` with the weight and, where one of its characters
 * is not read as it mostly is, the syllables after it: `银行Pyin hang`. A weight is one
 * character from `!` to `_`, so that it is never a letter of a syllable. Of equal weight, what comes first is more common.
 */

/** A reading of a character. */
export interface Reading {
  readonly syllable: string;
  /** How often the character is read so: 2.5·log₂(count + 1), 0 to about 56. */
  readonly weight: number;
}

export interface Word {
  readonly text: string;
  /** One for each character. */
  readonly syllables: readonly string[];
  /** As in `Reading`. */
  readonly weight: number;
}

/** What is read from the data file. Some 8,000 characters and 48,000 words: make it once. */
export interface Lexicon {
  /** In the order of the alphabet. */
  readonly syllables: readonly string[];
  /** Most common reading first. */
  readonly characters: ReadonlyMap<string, readonly Reading[]>;
  /** Of two characters and more. */
  readonly words: readonly Word[];
}

/** Character that stands for weight 0. */
const lightest = '!'.charCodeAt(0);
/** Nothing of a word is below it. */
const lastMark = 0x7f;

export const weightMark = (weight: number) => String.fromCharCode(lightest + weight);
const weightOf = (mark: string) => mark.charCodeAt(0) - lightest;

/** Weight of something seen so many times. */
export const weightOfCount = (count: number) => Math.round(2.5 * Math.log2(count + 1));

const readingPattern = /([a-z]+)([^a-z])/g;

/** @throws Error where the text is not the data file's. */
export function readLexicon(data: string): Lexicon {
  const lines = data.split('\n');
  const syllables = (lines[0] ?? '').split(' ');
  const end = lines.indexOf('');
  if (syllables.length < 400 || end < 0) throw new Error('not the data of a lexicon');
  const characters = new Map<string, readonly Reading[]>();
  for (const line of lines.slice(1, end)) {
    const [character = ''] = line;
    const readings = Array.from(line.slice(character.length).matchAll(readingPattern), (match) => ({
      syllable: match[1] ?? '',
      weight: weightOf(match[2] ?? ''),
    }));
    characters.set(character, readings);
  }
  const words = lines
    .slice(end + 1)
    .filter((line) => line !== '')
    .map((line) => wordOf(line, characters));
  return { syllables, characters, words };
}

/** Without a regular expression: there are 48,000 of them, and whoever needs them waits. */
function wordOf(line: string, characters: Lexicon['characters']): Word {
  let end = 0;
  while (line.charCodeAt(end) > lastMark) end++;
  if (end === 0 || end === line.length) throw new Error('not a word of a lexicon');
  const text = line.slice(0, end);
  const syllables =
    end + 1 < line.length
      ? line.slice(end + 1).split(' ')
      : Array.from(text, (each) => characters.get(each)?.[0]?.syllable ?? '');
  return { text, syllables, weight: weightOf(line.charAt(end)) };
}
