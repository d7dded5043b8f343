import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemVersion } from '../../../main/contract/content.ts';
import { type Opened, openAll } from '../content/opened.ts';
import { activationOf, idOf, packOf, published, version } from '../content/sample.ts';
import { seeded } from './random.ts';

/** So many that the index is made one segment at once, and frequent words have longer lists than a probe looks at. */
const count = 600;
/** A few frequent characters, and many rare ones: some lists are read, others left to the check of the texts. */
const frequent = Array.from('桥水渠修');
const rare = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗');

let kiosk: Opened;
let items: ItemVersion[];

beforeAll(async () => {
  kiosk = openAll();
  const random = seeded(11);
  const character = () => (random.integer(6) === 0 ? random.pick(rare) : random.pick(frequent));
  items = Array.from({ length: count }, (_, index) => {
    const body = Array.from({ length: 24 }, character).join('');
    const module = random.integer(4) === 0 ? 'finance' : 'village';
    return version(index + 1, { title: `公告${index}`, body, module, period: `${2024 + (index % 3)}Q1` });
  });
  await kiosk.writer.activate(activationOf([packOf(items.map((each) => published(each)))]));
});

afterAll(async () => {
  await kiosk.close();
  kiosk.remove();
});

type Filter = { module?: 'finance'; year?: number };

/** Every result, page by page. */
function findAll(text: string, filter: Filter): string[] {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = kiosk.search.find(cursor === undefined ? { text, ...filter } : { text, cursor, ...filter });
    ids.push(...page.hits.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}

/** The same by looking through all items. */
function expected(terms: readonly string[], { module, year }: Filter): string[] {
  return items
    .filter((item) => terms.every((term) => item.body.includes(term)))
    .filter((item) => module === undefined || item.module === module)
    .filter((item) => year === undefined || item.period?.startsWith(String(year)))
    .map(({ id }) => id)
    .reverse();
}

describe('search among many items', () => {
  it('finds what a look through all items finds, however frequent the words', () => {
    const random = seeded(12);
    const sizes = { none: 0, some: 0, many: 0 };
    for (let round = 0; round < 400; round++) {
      const term = () => {
        const { body } = random.pick(items);
        const length = 1 + random.integer(6);
        const start = random.integer(body.length - length);
        return body.slice(start, start + length);
      };
      const terms = Array.from({ length: 1 + random.integer(3) }, term);
      const filter: Filter = random.pick([{}, {}, { module: 'finance' }, { year: 2025 }]);
      const wanted = expected(terms, filter);
      expect(findAll(terms.join(' '), filter), `${terms} ${JSON.stringify(filter)}`).toEqual(wanted);
      sizes[wanted.length === 0 ? 'none' : wanted.length < 20 ? 'some' : 'many']++;
    }
    expect(Math.min(sizes.none, sizes.some, sizes.many)).toBeGreaterThan(40);
  });

  it('finds what came and what changed after the index was tidied', async () => {
    const changed = items.map((item, index) =>
      index === 0
        ? published(item, version(1, { version: 2, body: '水渠改道鸿', correction: { reason: '笔误' } }))
        : published(item),
    );
    const added = published(version(count + 1, { body: '桥水渠修鸿' }));
    await kiosk.writer.activate(activationOf([packOf([...changed, added])], 2));
    expect(findAll('鸿', {})).toEqual([idOf(count + 1), idOf(1)]);
    expect(findAll('水渠修鸿', {})).toEqual([idOf(count + 1)]);
    expect(findAll(items[0]?.body ?? '', {})).toEqual([]);
  });
});
