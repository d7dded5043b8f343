/** The demo's own content through the core's procedures: all of it can be found, and taken away on paper. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForReading } from '../../db/open.ts';
import type { ItemCard, ItemView, ModuleView } from '../../main/contract/views.ts';
import { readQr } from '../fakes/read-qr.ts';
import { seeded } from '../main/search/random.ts';
import { allCards, type CoreClient, clientAt } from './core-client.ts';
import { type RunningDemo, startDemo } from './running-demo.ts';

/** Items looked at of each module, and words looked for of each item's bodies and tables. */
const itemsOfModule = 6;
const wordsOfItem = 60;
/** Longest query, characters (contract/limits.ts, `queryCharacters`); a word in the sense of this test is shorter. */
const longestWord = 24;
const punctuation = /[\s\p{P}\p{S}]+/u;

/** Every text of an item that people read, by where it stands. */
function textsOf({ card, content }: ItemView): [string, string][] {
  const tables = content?.tables.flatMap((table) => [
    table.title ?? '',
    ...table.header.flat().map(({ text }) => text),
    ...table.rows.flatMap(({ cells }) => cells.map(({ text }) => text)),
  ]);
  const files = content?.attachments.flatMap(({ name, title }) => [name, title ?? '']);
  return [
    ['title', card.title],
    ['emphasis', card.emphasis ?? ''],
    ['body', content?.body ?? ''],
    ...(tables ?? []).map((text): [string, string] => ['table', text]),
    ...(files ?? []).map((text): [string, string] => ['attachment', text]),
  ];
}

const wordsOf = (text: string) =>
  text.split(punctuation).map((word) => Array.from(word).slice(0, longestWord).join(''));

type SlipRecord = { text: string[]; complaints: unknown[]; png: string };

describe('what the demo shows', () => {
  let demo: RunningDemo;
  let client: CoreClient;
  let cards: ItemCard[];
  const random = seeded(20_261_122);

  beforeAll(async () => {
    demo = await startDemo();
    client = clientAt(demo.terminalUrl);
    cards = await allCards(client);
  }, 240_000);
  afterAll(async () => {
    await demo?.stop();
    demo?.remove();
  });

  /** Whether a query leads to an item, on whichever page of results. */
  async function finds(text: string, { id, module, year }: ItemCard): Promise<boolean> {
    let cursor: string | undefined;
    do {
      const page = await client.search({ text, module, year, ...(cursor ? { cursor } : {}) });
      if (page.hits.some(({ card }) => card.id === id)) return true;
      cursor = page.next;
    } while (cursor);
    return false;
  }

  it('is two touches from home, and without turning pages at most four: module, year, kind of affair, item', async () => {
    const { modules } = await client.home();
    const near = new Set<string>();
    const add = ({ items }: ModuleView) => {
      for (const { id } of items) near.add(id);
    };
    for (const { id: module, count } of modules) {
      const all = await client.module({ module });
      expect([module, all.total]).toEqual([module, count]);
      for (const { year } of all.years) {
        const ofYear = await client.module({ module, year });
        add(ofYear);
        if (ofYear.next === undefined) continue;
        for (const { id: catalogue } of ofYear.entries) add(await client.module({ module, year, catalogue }));
      }
    }
    const { database } = openForReading(path.join(demo.ready.dataDir ?? '', 'kiosk'), 'content');
    const kept = database.prepare<[], string>('SELECT id FROM items').pluck().all();
    database.close();
    expect(kept.length).toBeGreaterThan(1_000);
    const listed = new Set(cards.map(({ id }) => id));
    expect(kept.filter((id) => !listed.has(id))).toEqual([]);
    expect(kept.filter((id) => !near.has(id))).toEqual([]);
  });

  it('is found by every word of its titles, bodies, tables and attachments', async () => {
    const modules = [...new Set(cards.map(({ module }) => module))];
    expect(modules).toHaveLength(6);
    const looked = { title: 0, emphasis: 0, body: 0, table: 0, attachment: 0 } as Record<string, number>;
    const lost: string[] = [];
    for (const module of modules) {
      const ofModule = cards.filter((card) => card.module === module && card.state === 'published');
      for (let count = 0; count < itemsOfModule; count += 1) {
        const card = random.pick(ofModule);
        const places = textsOf(await client.item({ id: card.id }));
        const words = new Map(places.flatMap(([place, text]) => wordsOf(text).map((word) => [word, place])));
        words.delete('');
        const few = [...words].filter(([, place]) => place === 'title' || place === 'attachment');
        const many = [...words].filter(([, place]) => place !== 'title' && place !== 'attachment');
        const some = [...few, ...Array.from({ length: wordsOfItem }, () => random.pick(many))];
        for (const [word, place] of some) {
          looked[place] = (looked[place] ?? 0) + 1;
          if (!(await finds(word, card))) lost.push(`${card.id} ${place} ${word}`);
        }
      }
    }
    expect(lost).toEqual([]);
    for (const place of ['title', 'body', 'table', 'attachment']) expect(looked[place]).toBeGreaterThan(10);
  });

  it('comes out of the printer without a complaint, its QR code the same as on the screen', async () => {
    const slips = path.join(demo.ready.dataDir ?? '', 'slips');
    const records = () => readdirSync(slips).filter((name) => name.endsWith('.json'));
    const ofKinds = new Map(
      cards.filter(({ state }) => state === 'published').map((card) => [card.kind, card]),
    );
    expect(ofKinds.size).toBeGreaterThan(3);
    for (const card of ofKinds.values()) {
      const before = records();
      const { outcome } = await client.print({ id: card.id });
      expect([card.id, outcome]).toEqual([card.id, 'printed']);
      const added = () => records().filter((name) => !before.includes(name));
      await expect.poll(added).toHaveLength(1);
      const slip = JSON.parse(readFileSync(path.join(slips, added()[0] ?? ''), 'utf8')) as SlipRecord;
      expect([card.id, slip.complaints]).toEqual([card.id, []]);
      const takeAway = await client.takeAway({ id: card.id });
      const text = slip.text.join('').replace(/\s/g, '');
      expect(text).toContain(takeAway.digest8);
      expect(text).toContain(Array.from(card.title.replace(/\s/g, '')).slice(0, 6).join(''));
      const picture = await loadImage(slip.png);
      const canvas = createCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d');
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, picture.width, picture.height);
      expect(readQr(data, picture.width, picture.height)).toBe(takeAway.text);
    }
  });
});
