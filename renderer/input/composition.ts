/** What is being typed in pinyin: parts already chosen, and the letters that are left. */
import type { Candidate } from './input-types.ts';

interface Part {
  readonly text: string;
  readonly letters: string;
}

export interface Composition {
  readonly chosen: readonly Part[];
  readonly letters: string;
}

export const nothingTyped: Composition = { chosen: [], letters: '' };

/** As many as the engine looks at. */
const mostLetters = 40;
const letterPattern = /^[a-z']$/;

export const isEmpty = ({ chosen, letters }: Composition) => chosen.length === 0 && letters === '';

/** Adds a letter or an apostrophe; anything else, and an apostrophe at the start, changes nothing. */
export function type(composition: Composition, letter: string): Composition {
  const { letters } = composition;
  const lower = letter.toLowerCase();
  if (!letterPattern.test(lower) || letters.length >= mostLetters) return composition;
  if (lower === "'" && (letters === '' || letters.endsWith("'"))) return composition;
  return { ...composition, letters: letters + lower };
}

/** Takes back the part that was chosen last, else the last letter. */
export function erase({ chosen, letters }: Composition): Composition {
  const last = chosen.at(-1);
  if (last !== undefined) return { chosen: chosen.slice(0, -1), letters: last.letters + letters };
  return { chosen, letters: letters.slice(0, -1) };
}

/** Chooses a candidate for the letters. `text` is there once nothing is left to choose. */
export function choose(
  { chosen, letters }: Composition,
  candidate: Candidate,
): { composition: Composition; text?: string } {
  const part = { text: candidate.text, letters: letters.slice(0, candidate.letters) };
  const rest = letters.slice(candidate.letters).replace(/^'+/, '');
  if (rest !== '') return { composition: { chosen: [...chosen, part], letters: rest } };
  return { composition: nothingTyped, text: chosen.map(({ text }) => text).join('') + candidate.text };
}

/** All as it stands: what was chosen, and the letters themselves. */
export const asTyped = ({ chosen, letters }: Composition) =>
  chosen.map(({ text }) => text).join('') + letters;
