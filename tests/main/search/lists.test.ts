import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { initialsCodeOf, textCode } from '../../../main/search/codes.ts';
import { ListWriter } from '../../../main/search/list-writer.ts';
import { type Cursor, inAll, inAny, inBoth, Lists } from '../../../main/search/lists.ts';
import { PhraseFilter, PhraseWriter } from '../../../main/search/phrases.ts';
import { seeded } from './random.ts';

function opened() {
  const database = new Sqlite(':memory:');
  migrate(database, 'content');
  return database;
}

function walked(cursor: Cursor, from = 1e9): number[] {
  const found: number[] = [];
  for (let place = cursor.seek(from); place >= 0; place = cursor.seek(place - 1)) found.push(place);
  return found;
}

const newestFirst = (places: Iterable<number>) => Array.from(places).sort((left, right) => right - left);

it('lists hold what was put in and not taken out, in several pieces, late places among early ones', () => {
  const database = opened();
  const random = seeded(5);
  const writer = new ListWriter(database);
  const lists = new Lists(database);
  // A frequent one, a rare one, the neighbour in the order of the keys, and one beyond 2³¹.
  const codes = [textCode('水'), textCode('水渠'), textCode('水渡'), initialsCodeOf('sq')];
  const most = [1, 40, 3, 7];
  const model = codes.map(() => new Set<number>());
  for (let round = 0; round < 6; round++) {
    const start = round === 3 ? 0 : round * 4_000;
    for (const [which, code] of codes.entries()) {
      // Every round brings later places and, once, those in the gaps of the earliest.
      for (let place = start + (round === 3 ? 1 : 2); place < start + 4_000; place += 2) {
        if (random.integer(most[which] ?? 1) > 0) continue;
        writer.add(code, place);
        model[which]?.add(place);
      }
    }
    writer.write();
    for (const [which, code] of codes.entries()) {
      for (const place of Array.from(model[which] ?? []).filter(() => random.integer(9) === 0)) {
        writer.remove(code, place);
        model[which]?.delete(place);
      }
      writer.remove(code, 1e6);
      expect(walked(lists.cursor(code))).toEqual(newestFirst(model[which] ?? []));
    }
  }
  const [all, rare, close, sound] = model.map((each) => each);
  const cursor = (which: number) => lists.cursor(codes[which] ?? 0);
  const common = newestFirst(all ?? []).filter((place) => close?.has(place));
  expect(walked(inBoth(cursor(0), cursor(2)))).toEqual(common);
  expect(walked(inBoth(cursor(2), cursor(0)))).toEqual(common);
  expect(walked(inAll([cursor(1), cursor(2), cursor(0)]))).toEqual(common.filter((each) => rare?.has(each)));
  expect(walked(inAny([cursor(1), cursor(3)]))).toEqual(
    newestFirst(new Set([...(rare ?? []), ...(sound ?? [])])),
  );
  expect(walked(cursor(0), 7_001)).toEqual(newestFirst(all ?? []).filter((place) => place <= 7_001));
  const pieces = database.prepare('SELECT count(*) FROM search_index').pluck().get();
  expect(Number(pieces)).toBeGreaterThan(10);
  for (const [which, code] of codes.entries())
    for (const place of model[which] ?? []) writer.remove(code, place);
  expect(database.prepare('SELECT count(*) FROM search_index').pluck().get()).toBe(0);
});

it('says of no text that it cannot have a phrase that it has, and of most others that they cannot', () => {
  const database = opened();
  const writer = new PhraseWriter(database);
  const phrases = Array.from({ length: 400 }, (_, index) => `村${index}号水渠第${index * 7}段`);
  // Far apart, so that there are several pieces; written in two transactions.
  for (const [index, phrase] of phrases.entries()) {
    writer.add(`公示\n${phrase}，完`, index * 200);
    if (index === 200) writer.write();
  }
  writer.write();
  const filter = new PhraseFilter(database);
  let wrong = 0;
  for (const [index, phrase] of phrases.entries()) {
    const mayHave = filter.of([phrase]);
    expect(mayHave(index * 200)).toBe(true);
    if (mayHave(((index + 1) % 400) * 200)) wrong++;
  }
  expect(wrong).toBeLessThan(40);
  expect(filter.of(['水'])(0)).toBe(true);
});
