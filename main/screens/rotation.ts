/** The notice screen's rotation, built from what is published (R3.1). Pure: cards in, order out. */
import type { ItemCard } from '../contract/views.ts';

/** An item is announced for this long after it arrived, by the monotonic clock: the wall clock may be wrong. Milliseconds. */
export const announcedFor = 15 * 60_000;
/** New for the board. Milliseconds. */
export const newFor = 30 * 24 * 3_600_000;
/** Pages of a turn; more would keep a reader waiting too long. */
export const mostEntries = 24;
/** A publicity-period item comes again after this many others. */
const publicityEvery = 3;
export const mostTicker = 8;

export type RotationReason = 'announced' | 'publicity' | 'new' | 'weight';
export type RotationEntry = { card: ItemCard; reason: RotationReason };

const moduleWeight: Record<ItemCard['module'], number> = {
  finance: 6,
  village: 5,
  project: 4,
  supervision: 3,
  party: 2,
  overview: 1,
};

const isLive = (card: ItemCard) => card.state === 'published';

/** Puts publicity items first, then again after every few others: first and often. */
function interleave(publicity: RotationEntry[], others: RotationEntry[]): RotationEntry[] {
  if (publicity.length === 0) return others.slice(0, mostEntries);
  const order = [...publicity];
  let turn = 0;
  for (const [index, entry] of others.entries()) {
    if (order.length >= mostEntries) break;
    order.push(entry);
    const again = publicity[turn % publicity.length];
    if ((index + 1) % publicityEvery === 0 && index + 1 < others.length && again) {
      order.push(again);
      turn++;
    }
  }
  return order.slice(0, mostEntries);
}

/**
 * Orders a turn: just announced, publicity periods first and often, then new, then by module weight.
 * @param publicity cards in their publicity period, fewest days left first
 * @param recent newest first
 * @param weighty the newest of each module
 * @param justArrived ids that arrived within `announcedFor`
 * @param now UTC milliseconds
 */
export function buildRotation(
  publicity: ItemCard[],
  recent: ItemCard[],
  weighty: ItemCard[],
  justArrived: ReadonlySet<string>,
  now: number,
): RotationEntry[] {
  const announced = recent.filter((card) => isLive(card) && justArrived.has(card.id));
  const taken = new Set(announced.map((card) => card.id));
  const take = (cards: ItemCard[], reason: RotationReason): RotationEntry[] =>
    cards
      .filter((card) => isLive(card) && !taken.has(card.id))
      .map((card) => {
        taken.add(card.id);
        return { card, reason };
      });
  const periods = take(publicity, 'publicity');
  const fresh = take(
    recent.filter((card) => now - card.publishedAt < newFor),
    'new',
  );
  const byWeight = take(
    [...weighty].sort((left, right) => moduleWeight[right.module] - moduleWeight[left.module]),
    'weight',
  );
  const first = announced.map((card) => ({ card, reason: 'announced' as const }));
  return [...first, ...interleave(periods, [...fresh, ...byWeight])].slice(0, mostEntries);
}
