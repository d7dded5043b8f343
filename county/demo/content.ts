/** All items of the demo county up to `today`, ordered and numbered, before their files are drawn. */
import { startOfDay } from '../../main/calendar/days.ts';
import { monthsBefore } from './calendar.ts';
import { withHistory } from './changes.ts';
import { currentItems } from './current.ts';
import type { DemoItem } from './demo-item.ts';
import { disposalItems } from './disposals.ts';
import { quarterlyFinance } from './finance-quarterly.ts';
import { statements } from './finance-statements.ts';
import { landItems } from './land.ts';
import { ledgerOf } from './ledger.ts';
import { messyItems } from './messy.ts';
import { noticeItems } from './notices.ts';
import { overviewItems } from './overview.ts';
import { partyItems } from './party.ts';
import { type Place, villages } from './places.ts';
import { powerItems } from './powers.ts';
import { projectItems } from './projects.ts';
import { registers } from './registers.ts';
import { smallWorks } from './small-works.ts';
import { subsidies } from './subsidies.ts';
import { supervisionItems } from './supervision.ts';
import { upperItems } from './upper-levels.ts';
import { villageAffairs } from './village-affairs.ts';
import { welfareItems } from './welfare.ts';

export type NumberedItem = DemoItem & { id: string; followsId?: string };

function ofVillage(place: Place, today: string): DemoItem[] {
  const months = ledgerOf(place, monthsBefore(today));
  return [
    ...statements(place, months, today),
    ...quarterlyFinance(place, months, today),
    ...registers(place, today),
    ...subsidies(place, today),
    ...landItems(place, today),
    ...projectItems(place, today),
    ...disposalItems(place, today),
    ...smallWorks(place, today),
    ...powerItems(place, today),
    ...partyItems(place, today),
    ...welfareItems(place, today),
    ...villageAffairs(place, today),
    ...noticeItems(place, today),
    ...supervisionItems(place, months, today),
    ...overviewItems(place, today),
  ];
}

/**
 * @param today `YYYY-MM-DD` in Asia/Shanghai; everything was published before it began
 * @throws RangeError for a mistake in the demo's own content (two items of one key, a `follows` to nothing)
 */
export function demoContent(today: string): NumberedItem[] {
  const end = startOfDay(today);
  const all = [
    ...villages.flatMap((place) => ofVillage(place, today)),
    ...upperItems(today),
    ...messyItems(),
    ...currentItems(today),
  ];
  const items = withHistory(
    all.filter(({ publishedAt }) => publishedAt < end),
    today,
  );
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
