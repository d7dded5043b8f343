import { describe, expect, it } from 'vitest';
import type { ItemCard } from '../../../main/contract/views.ts';
import { buildRotation, mostEntries, newFor } from '../../../main/screens/rotation.ts';

const now = Date.UTC(2026, 10, 21, 4);
function card(number: number, more: Partial<ItemCard> = {}): ItemCard {
  return {
    id: `990001001001.county.${String(number).padStart(6, '0')}`,
    version: 1,
    title: `第${number}件`,
    module: 'village',
    kind: 'notice',
    state: 'published',
    year: 2026,
    publishedAt: now - number * 60_000,
    catalogue: ['village.affairs.21'],
    catalogueTitle: '其他',
    corrected: false,
    ...more,
  };
}
const none: ReadonlySet<string> = new Set();

describe('buildRotation', () => {
  it('announces what just arrived before anything else, whatever the wall clock says', () => {
    const arrived = card(9, { publishedAt: now - 400 * 86_400_000 });
    const [first] = buildRotation([card(1)], [card(2), arrived], [], new Set([arrived.id]), now);
    expect(first).toEqual({ card: arrived, reason: 'announced' });
  });

  it('shows publicity items first and again among the others', () => {
    const recent = Array.from({ length: 12 }, (_, index) => card(10 + index));
    const order = buildRotation([card(1), card(2)], recent, [], none, now).map((entry) => entry.card.id);
    expect(order.slice(0, 2)).toEqual([card(1).id, card(2).id]);
    expect(order.filter((id) => id === card(1).id).length).toBeGreaterThan(1);
    expect(order.filter((id) => id === card(2).id).length).toBeGreaterThan(1);
  });

  it('then what is new, then by module weight; nothing withdrawn, nothing twice among the rest', () => {
    const old = { publishedAt: now - 2 * newFor };
    const party = card(30, { ...old, module: 'party' });
    const finance = card(31, { ...old, module: 'finance' });
    const withdrawn = card(3, { state: 'withdrawn' });
    const order = buildRotation([], [card(4), withdrawn], [party, finance, card(4)], none, now);
    expect(order.map((entry) => [entry.card.id, entry.reason])).toEqual([
      [card(4).id, 'new'],
      [finance.id, 'weight'],
      [party.id, 'weight'],
    ]);
  });

  it('keeps a turn short', () => {
    const many = Array.from({ length: 200 }, (_, index) => card(index));
    expect(buildRotation(many.slice(0, 50), many.slice(50), [], none, now)).toHaveLength(mostEntries);
    expect(buildRotation([], [], [], none, now)).toEqual([]);
  });
});
