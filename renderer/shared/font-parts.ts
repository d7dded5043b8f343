/**
 * Fonts come from the core in parts, as texts need them. What failed to come while the core was away, a browser never
 * asks for again, for as long as the page lives: here it is asked for until it is there.
 */
import { pause } from './reconnect.ts';
import { rulesOf } from './style-sheets.ts';

/** First and longest pause before another attempt, milliseconds. A page may live for months: a file that is truly missing is asked for seldom. */
const shortest = 500;
const longest = 10_000;

const failed = () => [...document.fonts].filter(({ status }) => status === 'error');

/** What tells a part from the others, whether read from the rule or from the face made of it. */
const nameOf = (family: string, weight: string, range: string) =>
  [family.replaceAll(/["']/g, ''), weight, range].join('|');

/** A rule written anew makes a new face, which has not failed yet. */
function writeAnew(names: ReadonlySet<string>): void {
  for (const sheet of document.styleSheets) {
    for (const [at, rule] of (rulesOf(sheet) ?? []).entries()) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const value = (property: string) => rule.style.getPropertyValue(property);
      if (!names.has(nameOf(value('font-family'), value('font-weight'), value('unicode-range')))) continue;
      sheet.deleteRule(at);
      sheet.insertRule(rule.cssText, at);
    }
  }
}

/**
 * Runs until the signal ends.
 * @param onRecovered all parts that had failed are there: what was laid out meanwhile was in another font
 */
export function keepFontsComing(onRecovered: () => void, signal: AbortSignal): void {
  let asking = false;
  const ask = async (): Promise<void> => {
    let wait = shortest;
    for (let faces = failed(); faces.length > 0; faces = failed()) {
      await pause(wait, signal);
      if (signal.aborted) return;
      wait = Math.min(longest, wait * 2);
      const names = new Set(faces.map((face) => nameOf(face.family, face.weight, face.unicodeRange)));
      writeAnew(names);
      const anew = [...document.fonts].filter((face) =>
        names.has(nameOf(face.family, face.weight, face.unicodeRange)),
      );
      await Promise.allSettled(anew.map((face) => face.load()));
    }
    onRecovered();
  };
  const onFailed = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    await ask();
    asking = false;
  };
  document.fonts.addEventListener('loadingerror', () => void onFailed(), { signal });
}
