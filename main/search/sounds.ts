/**
 * Search by pinyin and by first letters (R2.2). What is read aloud of an item is kept as its characters with their readings,
 * `低di 保bao`, `单dan/shan`, one line for each text, and is found by tokens of first letters and of syllables.
 */
import type { CharacterReading, Reader } from '../pinyin/readings.ts';
import { filterMark } from './characters.ts';

/** First letters that one token holds at most (design.md: prefixes of 2, 3 and 4). */
const longestToken = 4;
/** Readings of one token's characters that are combined at most. */
const mostCombined = 8;
/** Ways to part typed letters into syllables that are followed. */
const mostParses = 8;
/** Letters of one term that are looked at. */
const mostLetters = 40;

/** A text whose sound is searched; `name`: of a person, beginning with a surname. */
export interface SoundedText {
  readonly text: string;
  readonly kind: 'text' | 'name';
}

/** Before the characters of a name. */
const nameUnit = '@';

const unitOf = ({ character, syllables }: CharacterReading) => `${character}${syllables.join('/')}`;
const syllablesOf = ({ syllables }: CharacterReading) => syllables;

/** Lines of readings of texts, each once. Characters that have none part what is found. */
export function readingLines(reader: Reader, texts: readonly SoundedText[]): string[] {
  const lines = new Set<string>();
  for (const { text, kind } of texts) {
    const readings = reader.pinyinOf(text, kind);
    if (readings.some((each) => syllablesOf(each).length > 0)) {
      const units = readings.map((each) => unitOf(each).replace(/\s/g, '-'));
      lines.add((kind === 'name' ? [nameUnit, ...units] : units).join(' '));
    }
  }
  return Array.from(lines);
}

/** What a line was made of. */
export function textOfLine(line: string): SoundedText {
  const text = line
    .split(' ')
    .map((unit) => String.fromCodePoint(unit.codePointAt(0) ?? 0))
    .join('');
  return text.startsWith(nameUnit) ? { text: text.slice(1), kind: 'name' } : { text, kind: 'text' };
}

const syllablePattern = /[a-z]+/g;

/** Readings of each unit of a line, without its character; letters of Latin writing are no reading. */
const readingsOfLine = (line: string): string[][] =>
  line.split(' ').map((unit) => {
    const character = String.fromCodePoint(unit.codePointAt(0) ?? 0);
    return Array.from(unit.slice(character.length).matchAll(syllablePattern), ([syllable]) => syllable);
  });

const initialsToken = (letters: string) => `${filterMark}i${letters}`;
const syllableToken = (syllable: string) => `${filterMark}s${syllable}`;

/** Adds the tokens of a line: every syllable, and the first letters of one to four neighbours. */
export function addSoundTokens(line: string, tokens: Set<string>): void {
  const readings = readingsOfLine(line);
  for (const [start, first] of readings.entries()) {
    for (const syllable of first) tokens.add(syllableToken(syllable));
    let begun = [''];
    for (let length = 1; length <= longestToken; length++) {
      const letters = new Set((readings[start + length - 1] ?? []).map((syllable) => syllable.charAt(0)));
      begun = begun.flatMap((each) => Array.from(letters, (letter) => each + letter)).slice(0, mostCombined);
      for (const each of begun) tokens.add(initialsToken(each));
    }
  }
}

const initials = ['zh', 'ch', 'sh', ...'bpmfdtnlgkhjqxrzcsyw'];
const finals =
  'a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ue ui un uo v'.split(
    ' ',
  );
/** More than there are in the language: what is looked for must be in the texts anyway. */
const syllables = [
  ...finals.filter((final) => /^[aeo]/.test(final)),
  ...initials.flatMap((initial) => finals.map((final) => initial + final)),
];
const knownSyllables = new Set(syllables);
const longestSyllable = 6;

/** A part of typed letters: a whole syllable, or a beginning of one. */
interface Unit {
  readonly letters: string;
  readonly whole: boolean;
}

/** Units that may stand at `at`: syllables, first letters, and at the end any beginning of a syllable. */
function unitsAt(letters: string, at: number): Unit[] {
  const units: Unit[] = [];
  for (let length = Math.min(longestSyllable, letters.length - at); length > 0; length--) {
    const part = letters.slice(at, at + length);
    const isLast = at + length === letters.length;
    if (!isLast && knownSyllables.has(part)) units.push({ letters: part, whole: true });
    else if (initials.includes(part) || /^[aeo]$/.test(part)) units.push({ letters: part, whole: false });
    else if (isLast && syllables.some((syllable) => syllable.startsWith(part))) {
      units.push({ letters: part, whole: false });
    }
  }
  return units;
}

/** Ways to read typed letters, those of fewest syllables first. */
function parsesOf(letters: string): Unit[][] {
  const from: Unit[][][] = [];
  from[letters.length] = [[]];
  for (let at = letters.length - 1; at >= 0; at--) {
    from[at] = unitsAt(letters, at)
      .flatMap((unit) => (from[at + unit.letters.length] ?? []).map((rest) => [unit, ...rest]))
      .sort((left, right) => left.length - right.length)
      .slice(0, mostParses);
  }
  return from[0] ?? [];
}

const quoted = (token: string) => `"${token}"`;

function initialsExpressions(units: readonly Unit[]): string[] {
  const all = units.map(({ letters }) => letters.charAt(0)).join('');
  const starts = [];
  for (let start = 0; start + longestToken < all.length; start += longestToken) starts.push(start);
  starts.push(Math.max(0, all.length - longestToken));
  return starts.map((start) => quoted(initialsToken(all.slice(start, start + longestToken))));
}

/** First letters of three characters say enough; of fewer, syllables that were typed to the end narrow it. */
function parseExpression(units: readonly Unit[]): string {
  const parts = initialsExpressions(units);
  if (units.length <= 2) {
    for (const { letters, whole } of units) if (whole) parts.push(quoted(syllableToken(letters)));
    const last = units.at(-1)?.letters ?? '';
    if (/[aeiouv]/.test(last)) {
      const ends = syllables.filter((syllable) => syllable.startsWith(last));
      parts.push(`(${ends.map((syllable) => quoted(syllableToken(syllable))).join(' OR ')})`);
    }
  }
  return `(${parts.join(' AND ')})`;
}

/** A unit of a line that is read so. */
const unitPattern = ({ letters, whole }: Unit) =>
  `[^ \\n](?:[a-z]+/)*${letters}${whole ? '' : '[a-z]*'}(?:/[a-z]+)*(?= |$)`;

export interface Sound {
  /** FTS5 expression that every text with the sound meets. */
  readonly expression: string;
  /** Finds the sound in readings, one line or several. */
  readonly pattern: RegExp;
}

/** What to look for; undefined where the letters are no pinyin. */
export function soundOf(typed: string): Sound | undefined {
  const letters = typed.slice(0, mostLetters).replaceAll('ü', 'v');
  const parses = parsesOf(letters);
  if (parses.length === 0) return undefined;
  const expressions = new Set(parses.map(parseExpression));
  const patterns = parses.map((units) => units.map(unitPattern).join(' '));
  return {
    expression: `(${Array.from(expressions).join(' OR ')})`,
    pattern: new RegExp(`(?<=^| )(?:${patterns.join('|')})`, 'gmu'),
  };
}

/** The words of a text that are read so, each once: what is marked. */
export function soundedWords(readings: string, { pattern }: Sound): string[] {
  pattern.lastIndex = 0;
  const words = Array.from(readings.matchAll(pattern), ([units]) =>
    units
      .split(' ')
      .map((unit) => String.fromCodePoint(unit.codePointAt(0) ?? 0))
      .join(''),
  );
  return Array.from(new Set(words));
}
