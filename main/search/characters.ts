/** Classes of characters that decide how text is joined and cut into terms. */

const wordPattern = /[\p{L}\p{N}\p{M}\p{Co}]/u;
const han = String.raw`\p{Script=Han}\u3000-\u303f\uff01-\uff65`;

/** Marks the tokens of filters in the index; never part of a text. */
export const filterMark = '\uf8fe';

/** Characters of Chinese writing, its punctuation included. */
export const hanPattern = new RegExp(`[${han}]`, 'u');

const word = 1;
let classes: Uint8Array | undefined;

/** Classes of the 65,536 UTF-16 units, made once: a regular expression for each character is ten times slower. */
function classTable(): Uint8Array {
  if (classes) return classes;
  classes = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    // A surrogate is half of a rare character (𠮷); all of those are words to us.
    const isWord = (unit >= 0xd800 && unit <= 0xdfff) || wordPattern.test(String.fromCharCode(unit));
    if (isWord) classes[unit] = word;
  }
  classes[filterMark.charCodeAt(0)] = 0;
  return classes;
}

const point = 0x2e;
const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;

/** Whether the unit at `index` belongs to a term; a point does between two digits (12.5). */
export function isTermUnit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (classTable()[unit] === word) return true;
  return unit === point && isDigit(text.charCodeAt(index - 1)) && isDigit(text.charCodeAt(index + 1));
}

/** Calls back for each longest stretch of term units, [start, end). */
export function eachRun(text: string, visit: (start: number, end: number) => void): void {
  let start = -1;
  for (let index = 0; index < text.length; index++) {
    if (isTermUnit(text, index)) {
      if (start < 0) start = index;
    } else if (start >= 0) {
      visit(start, index);
      start = -1;
    }
  }
  if (start >= 0) visit(start, text.length);
}
