/** Texts as long as a slip may hold them. */
import { limits } from '../contract/limits.ts';
import { graphemes } from './cells.ts';

/** `text` cut to `most` characters; never inside one. */
export function cut(text: string, most: number): string {
  const all = graphemes(text);
  return all.length <= most ? text : `${all.slice(0, most - 1).join('')}…`;
}

/** As long as one text of a slip may be. */
export function clip(text: string): string {
  return text.length <= limits.slipTextCharacters ? text : cut(text, limits.slipTextCharacters / 2);
}
