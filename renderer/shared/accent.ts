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

const contrastOnPaper = (hex: string) => (luminance('#faf6ef') + 0.05) / (luminance(hex) + 0.05);

/** Contrast of elder mode. */
const enoughForElders = 7;
/** The darkest that still has a colour of its own. */
const steps = 20;

/** The same colour, as much darker as 7:1 on the paper colour needs. `#rrggbb`. */
export function elderAccent(hex: string): string {
  for (let step = steps; step > 0; step -= 1) {
    const darker = [1, 3, 5]
      .map((at) => Math.floor((Number.parseInt(hex.slice(at, at + 2), 16) * step) / steps))
      .map((value) => value.toString(16).padStart(2, '0'))
      .join('');
    if (contrastOnPaper(`#${darker}`) >= enoughForElders) return `#${darker}`;
  }
  return '#000000';
}

/** Gives the page the village's accent colour (R6.4); one that could not be read is left aside for the default. */
export function applyAccent(root: HTMLElement, accent: string | undefined): void {
  const chosen = accent !== undefined && legibleAccent(accent) ? accent : undefined;
  set(root, '--accent-standard', chosen);
  set(root, '--accent-elder', chosen === undefined ? undefined : elderAccent(chosen));
}

function set(root: HTMLElement, property: string, value: string | undefined): void {
  if (value === undefined) root.style.removeProperty(property);
  else root.style.setProperty(property, value);
}
