/** What the terminal shows while nobody is there: what is in its publicity period, then what is new (R2.8). */
import type { HomeView, ItemCard } from '../../../main/contract/views.ts';
import { publicityFirst } from '../publicity-order.ts';

/** Beyond these a person who waits would not see the first again. */
const most = 12;
/** Of what is new, besides what is in its publicity period. */
const mostNew = 6;

/** Reading speed of notices, characters a minute (quality.md, "Look and feel"). */
const readingSpeed = 180;
/** Seconds that an item stays, at least and at most: who comes by sees something else soon. */
const shortestStay = 8;
const longestStay = 30;

/** @param now UTC milliseconds */
export function restOrder({ publicity, recent }: HomeView, now: number): ItemCard[] {
  const shown = publicityFirst(publicity, publicity.length, now);
  const ids = new Set(shown.map(({ id }) => id));
  const fresh = recent.filter(({ id, state }) => state === 'published' && !ids.has(id));
  return [...shown, ...fresh.slice(0, mostNew)].slice(0, most);
}

/** @param characters that can be read on the screen. @returns milliseconds */
export function stayOf(characters: number): number {
  const seconds = (characters / readingSpeed) * 60;
  return 1000 * Math.min(longestStay, Math.max(shortestStay, seconds));
}
