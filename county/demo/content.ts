/** All items of the demo county up to `today`, ordered and numbered, before their files are drawn. */
import { startOfDay } from '../../main/calendar/days.ts';
import { monthsBefore } from './calendar.ts';
import type { DemoItem } from './demo-item.ts';
import { quarterlyFinance } from './finance-quarterly.ts';
import { statements } from './finance-statements.ts';
import { ledgerOf } from './ledger.ts';
import { type Place, villages } from './places.ts';
import { registers } from './registers.ts';
import { subsidies } from './subsidies.ts';

export type NumberedItem = DemoItem & { id: string; followsId?: string };

function ofVillage(place: Place, today: string): DemoItem[] {
  const months = ledgerOf(place, monthsBefore(today));
  return [
    ...statements(place, months, today),
    ...quarterlyFinance(place, months, today),
    ...registers(place, today),
    ...subsidies(place, today),
  ];
}

/**
 * @param today `YYYY-MM-DD` in Asia/Shanghai; everything was published before it began
 * @throws RangeError for a mistake in the demo's own content (two items of one key, a `follows` to nothing)
 */
export function demoContent(today: string): NumberedItem[] {
  const end = startOfDay(today);
  const items = villages
    .flatMap((place) => ofVillage(place, today))
    .filter(({ publishedAt }) => publishedAt < end);
  items.sort((first, second) => first.publishedAt - second.publishedAt || (first.key < second.key ? -1 : 1));
  const counts = new Map<string, number>();
  const ids = new Map<string, string>();
  for (const { key, place, signer } of items) {
    const owner = `${place.code}.${signer}`;
    const number = (counts.get(owner) ?? 0) + 1;
    counts.set(owner, number);
    if (ids.has(key)) throw new RangeError(`two items of the key ${key}`);
    ids.set(key, `${owner}.${String(number).padStart(6, '0')}`);
  }
  return items.map((item) => {
    const id = ids.get(item.key) ?? '';
    if (item.follows === undefined) return { ...item, id };
    const followsId = ids.get(item.follows);
    if (followsId === undefined)
      throw new RangeError(`${item.key} follows ${item.follows}, which is not there`);
    return { ...item, id, followsId };
  });
}
