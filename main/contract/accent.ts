/** Which accent colours can be read (R6.4): the county is told when it sets one, the page leaves aside one that it cannot use. */

/** Contrast that text in the accent colour needs on white, and white on it (quality.md, "Look and feel"). */
const enough = 4.5;

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Whether `#rrggbb` can be read on the paper colour, and white on it (WCAG 2.2, 1.4.3). */
export function legibleAccent(hex: string): boolean {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return false;
  return contrastOnPaper(hex) >= enough;
}

/** WCAG contrast of `#rrggbb` on the paper colour, from 1 to 21. */
export const contrastOnPaper = (hex: string) => (luminance('#faf6ef') + 0.05) / (luminance(hex) + 0.05);
