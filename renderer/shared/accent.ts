import { contrastOnPaper, legibleAccent } from '../../main/contract/accent.ts';

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
