import type { ItemCard } from '../../main/contract/views.ts';
import { dateLabel } from '../../main/text/common.ts';

export const isOfToday = ({ publishedAt }: ItemCard, now: number) =>
  dateLabel(publishedAt) === dateLabel(now);

/**
 * Which of many the home screen shows: by turns one that ends soonest and one that was published today, so that neither
 * what is about to close nor what has just come is behind 「全部」.
 * @param now UTC ms
 */
export function publicityFirst(cards: readonly ItemCard[], count: number, now: number): ItemCard[] {
  const ending = [...cards].sort(
    (a, b) => (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity) || b.publishedAt - a.publishedAt,
  );
  const fresh = cards.filter((card) => isOfToday(card, now)).sort((a, b) => b.publishedAt - a.publishedAt);
  const chosen = new Set<ItemCard>();
  const takeNext = (from: readonly ItemCard[]) => {
    const next = from.find((card) => !chosen.has(card));
    if (next !== undefined && chosen.size < count) chosen.add(next);
  };
  while (chosen.size < Math.min(count, cards.length)) {
    takeNext(ending);
    takeNext(fresh);
  }
  return [...chosen];
}
