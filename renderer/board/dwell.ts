/** An elder's reading speed (quality.md, "Look and feel"): characters a minute. */
const readingSpeed = 180;
/** A page with little on it still has to be noticed and found; milliseconds. */
export const shortestDwell = 8_000;
/** A full page fits in this; longer would look as if the screen had stopped. Milliseconds. */
export const longestDwell = 60_000;

/** How long a page stays, from the characters on it. @returns milliseconds */
export function dwellTime(characters: number): number {
  return Math.min(longestDwell, Math.max(shortestDwell, (characters / readingSpeed) * 60_000));
}

/** Characters that a person reads: spaces and line breaks are none. */
export function countCharacters(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + [...text.replace(/\s+/gu, '')].length, 0);
}
