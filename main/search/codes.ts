/**
 * What the index lists, each as a number of 32 bits (signed, as `|` makes it): every character, every two neighbours, and marks.
 * Two UTF-16 units of the usual planes are their own code. Characters outside of these, and of private use, share the codes of
 * surrogates by a hash: what is found of them is looked for in the texts. Units of private use begin the codes of marks.
 */
import { type ItemKind, itemKinds, type ModuleId, moduleIds } from '../contract/content.ts';

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
const isPrivate = (unit: number) => unit >= 0xe000 && unit <= 0xf8ff;
const isPlain = (unit: number) => !isSurrogate(unit) && !isPrivate(unit);

/** FNV-1a. */
function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  }
  return mixed ^ (mixed >>> 15);
}

const hashed = (text: string) => 0xd8000000 | (hash(text) & 0x07ffffff);

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/** Length in UTF-16 units of the character at `index`. */
const step = (text: string, index: number) => (isHighSurrogate(text.charCodeAt(index)) ? 2 : 1);

/** Whether the list of a term of one or two characters proves it: no other term shares its code. */
export function isExact(term: string): boolean {
  const characters = Array.from(term);
  return (
    characters.length <= 2 && characters.every((each) => each.length === 1 && isPlain(each.charCodeAt(0)))
  );
}

/** Of one character, or of two. */
export function textCode(text: string): number {
  return isExact(text) ? (text.charCodeAt(0) << 16) | (text.charCodeAt(1) || 0) : hashed(text);
}

/** Codes of every character of [start, end) and of every two neighbours, some several times. */
export function eachTextCode(text: string, start: number, end: number, visit: (code: number) => void): void {
  for (let index = start; index < end; ) {
    const first = text.charCodeAt(index);
    const second = index + 1 < end ? text.charCodeAt(index + 1) : 0;
    if (isPlain(first) && isPlain(second)) {
      visit(first << 16);
      if (second !== 0) visit((first << 16) | second);
      index++;
      continue;
    }
    const next = index + step(text, index);
    visit(textCode(text.slice(index, next)));
    if (next < end) visit(textCode(text.slice(index, next + step(text, next))));
    index = next;
  }
}

const initialsMark = 0xe0000000;
const syllableMark = 0xe1000000;
const yearMark = 0xe2000000;
const moduleMark = 0xe3000000;
const kindMark = 0xe4000000;
const phraseMark = 0xe5000000;
const amountMark = 0xf0000000;
const largestAmount = 0x08000000;

const letters = 27;
const letterA = 'a'.charCodeAt(0);

/** First letters so far, with one more; 0 is none. At most five of them make a code. */
export const withInitial = (before: number, letter: string) =>
  before * letters + letter.charCodeAt(0) - letterA + 1;
/** @param spelled made by `withInitial` */
export const initialsCode = (spelled: number) => initialsMark | spelled;
export const initialsCodeOf = (text: string) => initialsCode(Array.from(text).reduce(withInitial, 0));

/** Two syllables may share a code: what is found is looked for in the readings. */
export const syllableCode = (syllable: string) => syllableMark | (hash(syllable) & 0x00ffffff);

export const yearCode = (year: number) => yearMark | (year & 0xffff);
export const moduleCode = (module: ModuleId) => moduleMark | moduleIds.indexOf(module);
export const kindCode = (kind: ItemKind) => kindMark | itemKinds.indexOf(kind);

/** See phrases.ts. */
export const phraseClassCode = (found: number) => phraseMark | found;

/** 分. Only amounts that are 1.3 million 元 and more, and differ by a multiple of that to the last 分, share a code. */
export const amountCode = (fen: number) => amountMark | (Math.abs(fen) % largestAmount);
