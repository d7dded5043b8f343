/**
 * Search by pinyin and by first letters (R2.2). What is read aloud of an item is kept as its characters with their readings,
 * `低di 保bao`, `单dan/shan`, one line for each text, and is found by lists of first letters and of syllables.
 */
import type { CharacterReading, Reader } from '../pinyin/readings.ts';
import { initialsCode, initialsCodeOf, syllableCode, withInitial } from './codes.ts';
import type { Wanted } from './plan.ts';

/** First letters of which one list is made, at most: of more, every two neighbours are looked for, and the readings checked. */
const longestInitials = 2;
/** Readings of one list's characters that are combined at most. */
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

/** What is kept of a character and its readings, made once for each that the reader knows. */
interface SoundUnit {
  /** The character with its readings, as it stands in a line. */
  readonly written: string;
  readonly syllableCodes: readonly number[];
  /** First letters, each once; of a character that has no reading, none. */
  readonly letters: readonly string[];
}

const knownUnits = new WeakMap<CharacterReading, SoundUnit>();

function unitOf(reading: CharacterReading): SoundUnit {
  const known = knownUnits.get(reading);
  if (known) return known;
  const { character, syllables } = reading;
  const unit: SoundUnit = {
    written: `${character}${syllables.join('/')}`.replace(/\s/g, '-'),
    syllableCodes: syllables.map(syllableCode),
    letters: Array.from(new Set(syllables.map((syllable) => syllable.charAt(0)))),
  };
  knownUnits.set(reading, unit);
  return unit;
}

/** How a text is read: the line that is kept, and what it is listed by. */
export interface Readings {
  readonly line: string;
  readonly units: readonly SoundUnit[];
}

/** Of texts, each once. Characters that have no reading part what is found. */
export function readingsOf(reader: Reader, texts: readonly SoundedText[]): Readings[] {
  const found = new Map<string, Readings>();
  for (const { text, kind } of texts) {
    const units = reader.pinyinOf(text, kind).map(unitOf);
    if (units.every(({ letters }) => letters.length === 0)) continue;
    const written = units.map((unit) => unit.written).join(' ');
    const line = kind === 'name' ? `${nameUnit} ${written}` : written;
    if (!found.has(line)) found.set(line, { line, units });
  }
  return Array.from(found.values());
}

const syllablePattern = /[a-z]+/g;

/** Units of a line that was kept; letters of Latin writing are no reading. */
export const unitsOfLine = (line: string): SoundUnit[] =>
  line.split(' ').map((unit) => {
    const character = String.fromCodePoint(unit.codePointAt(0) ?? 0);
    const syllables = Array.from(unit.slice(character.length).matchAll(syllablePattern), ([each]) => each);
    return unitOf({ character, syllables });
  });

/** What a line was made of. */
export function textOfLine(line: string): SoundedText {
  const text = line
    .split(' ')
    .map((unit) => String.fromCodePoint(unit.codePointAt(0) ?? 0))
    .join('');
  return text.startsWith(nameUnit) ? { text: text.slice(1), kind: 'name' } : { text, kind: 'text' };
}

/** What a text is listed by: every syllable, and the first letters of one or two neighbours. Some several times. */
export function eachSoundCode(units: readonly SoundUnit[], visit: (code: number) => void): void {
  for (const [start, { syllableCodes }] of units.entries()) {
    for (const code of syllableCodes) visit(code);
    let begun: number[] = [0];
    for (let length = 1; length <= longestInitials && begun.length > 0; length++) {
      begun = combined(begun, units[start + length - 1]?.letters ?? []);
      for (const spelled of begun) visit(initialsCode(spelled));
    }
  }
}

/** Every beginning with every letter after it, up to `mostCombined`. */
function combined(begun: readonly number[], letters: readonly string[]): number[] {
  const [only] = letters;
  if (only !== undefined && letters.length === 1) return begun.map((each) => withInitial(each, only));
  return begun.flatMap((each) => letters.map((letter) => withInitial(each, letter))).slice(0, mostCombined);
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

function initialsWanted(units: readonly Unit[]): Wanted[] {
  const all = units.map(({ letters }) => letters.charAt(0)).join('');
  if (all.length <= longestInitials) return [initialsCodeOf(all)];
  const starts = Array.from({ length: all.length - longestInitials + 1 }, (_, start) => start);
  return starts.map((start) => initialsCodeOf(all.slice(start, start + longestInitials)));
}

/** First letters of three characters say enough; of fewer, syllables that were typed to the end narrow it. */
function parseWanted(units: readonly Unit[]): Wanted {
  const parts = initialsWanted(units);
  if (units.length <= 2) {
    for (const { letters, whole } of units) if (whole) parts.push(syllableCode(letters));
    const last = units.at(-1)?.letters ?? '';
    if (/[aeiouv]/.test(last)) {
      const ends = syllables.filter((syllable) => syllable.startsWith(last));
      parts.push({ any: ends.map(syllableCode) });
    }
  }
  return { all: parts };
}

/** A unit of a line that is read so. */
const unitPattern = ({ letters, whole }: Unit) =>
  `[^ \\n](?:[a-z]+/)*${letters}${whole ? '' : '[a-z]*'}(?:/[a-z]+)*(?= |$)`;

export interface Sound {
  /** Lists in which every text with the sound stands. */
  readonly wanted: Wanted;
  /** Finds the sound in readings, one line or several. */
  readonly pattern: RegExp;
}

/** What to look for; undefined where the letters are no pinyin. */
export function soundOf(typed: string): Sound | undefined {
  const letters = typed.slice(0, mostLetters).replaceAll('ü', 'v');
  const parses = parsesOf(letters);
  if (parses.length === 0) return undefined;
  const patterns = parses.map((units) => units.map(unitPattern).join(' '));
  return {
    wanted: { any: parses.map(parseWanted) },
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
