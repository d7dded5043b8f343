/** Which candidates fit on a page together. */

export interface Room {
  /** CSS pixels. */
  readonly width: number;
  readonly lines: number;
  /** Of the text, CSS pixels. */
  readonly fontSize: number;
  readonly gap: number;
}

/** Space around a candidate's text on both sides, and its least width, in its own font size; the style sheet says the same. */
const padding = 1;
const leastWidth = 2.1;
const leastPixels = 64;

/** Width of a candidate: Chinese characters are square. */
function widthOf(text: string, fontSize: number): number {
  return Math.max(leastPixels, leastWidth * fontSize, ([...text].length + padding) * fontSize + 2);
}

/** Where each page begins; the last entry is the end. At least one candidate is on a page. */
export function pageStarts(texts: readonly string[], { width, lines, fontSize, gap }: Room): number[] {
  const starts = [0];
  let [line, used] = [0, 0];
  for (const [index, text] of texts.entries()) {
    const wanted = Math.min(width, widthOf(text, fontSize));
    const fits = used === 0 || used + gap + wanted <= width;
    if (!fits) {
      line++;
      used = 0;
    }
    if (line >= lines) {
      starts.push(index);
      line = 0;
    }
    used += (used === 0 ? 0 : gap) + wanted;
  }
  return [...starts, texts.length];
}
