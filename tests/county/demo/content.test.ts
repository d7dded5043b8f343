import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { demoContent, type NumberedItem } from '../../../county/demo/content.ts';
import { mainVillage, villages } from '../../../county/demo/places.ts';
import { dayOf, daysLeft, startOfDay, yearOfItem } from '../../../main/calendar/days.ts';
import { moduleOf, shippedEntries } from '../../../main/catalogue/index.ts';
import { itemVersion, moduleIds } from '../../../main/contract/content.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';

const today = '2026-11-22';
const items = demoContent(today);
const ofMain = items.filter(({ place }) => place.code === mainVillage.code);
const own = (item: NumberedItem) => item.key.slice(item.place.code.length + 1);
const moduleIn = (item: NumberedItem) => moduleOf(item.catalogue[0] ?? '');
const textOf = (item: NumberedItem) => `${item.title}\n${item.body}\n${JSON.stringify(item.tables)}`;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

describe('amount of content', () => {
  it('has about two thousand items in the main village and a smaller share elsewhere', () => {
    expect(ofMain.length).toBeGreaterThan(1_900);
    expect(ofMain.length).toBeLessThan(2_600);
    for (const { code, full } of villages.filter((place) => !place.full)) {
      const count = items.filter(({ place }) => place.code === code).length;
      expect(full).toBe(false);
      expect(count).toBeGreaterThan(120);
      expect(count).toBeLessThan(320);
    }
  });

  it.each(villages)('shows all six modules of $name every year since 2018', (place) => {
    const own = items.filter((item) => item.place.code === place.code);
    for (let year = 2018; year <= 2026; year += 1) {
      const modules = new Set(own.filter((item) => yearOfItem(item) === year).map(moduleIn));
      const wanted = place.full ? moduleIds : ['village', 'finance'];
      for (const module of wanted) expect(modules, `${place.name} ${year}`).toContain(module);
    }
    expect(new Set(own.map(moduleIn))).toEqual(new Set(moduleIds));
  });

  it('has some tables of hundreds of rows and one of more than a thousand', () => {
    const sizes = ofMain.flatMap(({ tables }) => tables.map(({ rows }) => rows.length));
    expect(Math.max(...sizes)).toBeGreaterThan(1_000);
    expect(sizes.filter((size) => size > 150).length).toBeGreaterThan(20);
  });
});

describe('form of the items', () => {
  it('is what the contract and the catalogues allow', () => {
    const entries = shippedEntries();
    for (const item of items) {
      for (const id of item.catalogue) expect(entries.has(id), `${item.key} ${id}`).toBe(true);
      const {
        key: _key,
        place,
        follows: _follows,
        followsId,
        files: _files,
        corrections: _c,
        withdrawn: _w,
        erased: _e,
        ...rest
      } = item;
      const version = {
        ...rest,
        version: 1,
        division: place.code,
        module: moduleIn(item),
        attachments: [],
        demo: true,
        ...(followsId ? { follows: followsId } : {}),
      };
      const parsed = itemVersion.safeParse(version);
      expect(parsed.success ? '' : `${item.key} ${parsed.error.message}`).toBe('');
    }
  });

  it('keeps titles short and says something in every item', () => {
    for (const item of items) {
      expect([...item.title].length, item.title).toBeLessThanOrEqual(40);
      expect([...item.body].length, item.key).toBeGreaterThan(25);
    }
  });

  it('never repeats a body within a module and a year', () => {
    const seen = new Map<string, string>();
    for (const item of items) {
      for (const year of new Set([yearOfItem(item), Number(dayOf(item.publishedAt).slice(0, 4))])) {
        const place = `${moduleIn(item)}/${year}/${item.body}`;
        expect([item.key, undefined], item.body.slice(0, 40)).toContain(seen.get(place));
        seen.set(place, item.key);
      }
    }
  });

  it('follows only what is older', () => {
    const byId = new Map(items.map((item) => [item.id, item]));
    const following = items.filter(({ followsId }) => followsId !== undefined);
    expect(following.length).toBeGreaterThan(200);
    for (const item of following) {
      const before = byId.get(item.followsId ?? '');
      expect(before?.publishedAt, item.key).toBeLessThan(item.publishedAt);
    }
  });

  it('was all published before the day began, the newest within the last day', () => {
    const newest = Math.max(...ofMain.map(({ publishedAt }) => publishedAt));
    expect(newest).toBeLessThan(startOfDay(today));
    expect(startOfDay(today) - newest).toBeLessThan(12 * 3_600_000);
  });
});

describe('sameness', () => {
  const digestOf = (list: readonly NumberedItem[]) => sha256Hex(Buffer.from(JSON.stringify(list)));

  it('gives the same items for the same day', () => {
    expect(digestOf(demoContent(today))).toBe(digestOf(items));
    expect(digestOf(demoContent('2026-11-23'))).not.toBe(digestOf(items));
  });

  it('gives the same items whatever the zone of the host', () => {
    const module = fileURLToPath(new URL('../../../county/demo/content.ts', import.meta.url));
    const script = `
      const { createHash } = await import('node:crypto');
      const { demoContent } = await import(${JSON.stringify(module)});
      console.log(createHash('sha256').update(JSON.stringify(demoContent('${today}'))).digest('hex'));`;
    const run = (zone: string) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: path.dirname(module),
        env: { ...process.env, TZ: zone, LANG: 'C' },
        encoding: 'utf8',
      });
    expect(run('Pacific/Kiritimati')).toBe(run('America/Los_Angeles'));
  });

  it('grows with the day, and only at its end', () => {
    const later = demoContent('2027-02-03');
    expect(later.length).toBeGreaterThan(items.length);
    const early = new Map(later.map((item) => [item.key, item]));
    for (const item of ofMain.filter(({ period }) => (period ?? '2026') < '2024')) {
      if (own(item).startsWith('subsidy/house')) continue;
      expect(early.get(item.key)?.body).toBe(item.body);
    }
  });
});

describe('publicity periods', () => {
  const noon = startOfDay(today) + 12 * 3_600_000;
  const running = ofMain.filter(({ publicity }) => publicity?.to !== undefined && publicity.to >= today);

  it('has several that run today, with one to twelve days left', () => {
    const left = running.map(({ publicity }) => daysLeft(publicity?.to ?? '', noon));
    expect(running.length).toBeGreaterThanOrEqual(6);
    for (const days of left) {
      expect(days).toBeGreaterThanOrEqual(1);
      expect(days).toBeLessThanOrEqual(12);
    }
    expect(left).toContain(1);
    expect(left).toContain(12);
  });

  it('has workdays, clock times, at-least ones and long-term ones among them, and expired ones', () => {
    expect(running.some(({ publicity }) => publicity?.workdays)).toBe(true);
    expect(running.some(({ publicity }) => publicity?.atLeast)).toBe(true);
    expect(running.some(({ publicity }) => !isoDay.test(publicity?.to ?? ''))).toBe(true);
    expect(ofMain.some(({ publicity }) => publicity?.longTerm)).toBe(true);
    expect(ofMain.filter(({ publicity }) => (publicity?.to ?? today) < today).length).toBeGreaterThan(100);
  });
});

describe('later history', () => {
  it('holds corrections, withdrawals and an erasure, each with its reason', () => {
    const corrected = ofMain.filter(({ corrections }) => corrections);
    expect(corrected.length).toBeGreaterThanOrEqual(3);
    for (const { corrections, publishedAt, body, tables } of corrected) {
      const [correction] = corrections ?? [];
      expect(correction?.reason).toBeTruthy();
      expect(correction?.publishedAt).toBeGreaterThan(publishedAt);
      expect(JSON.stringify([correction?.item.body, correction?.item.tables])).not.toBe(
        JSON.stringify([body, tables]),
      );
    }
    expect(ofMain.filter(({ withdrawn }) => withdrawn?.reason).length).toBeGreaterThanOrEqual(1);
    expect(ofMain.filter(({ erased }) => erased?.reason).length).toBe(1);
  });
});

describe('what real documents are like', () => {
  it('has characters that many machines lack', () => {
    const all = items.map(textOf).join('\n');
    for (const character of ['䶮', '㙍', '𠮷']) expect(all).toContain(character);
  });

  it('has amounts, dates and breaks as people write them', () => {
    const all = items.map(textOf).join('\n');
    for (const text of [
      '24元6角',
      '3块钱',
      '5.9万多元',
      '叁万元整',
      '71.54万元',
      '20 28年',
      '二〇一〇年',
      '合 计',
      '垛头村',
    ]) {
      expect(all, text).toContain(text);
    }
    expect(items.some(({ tables }) => tables.some(({ continues }) => continues))).toBe(true);
    expect(items.some(({ body }) => body.includes('28块') && body.includes('29块'))).toBe(true);
  });

  it('holds no number that looks like a person’s', () => {
    for (const item of items) {
      expect(textOf(item), item.key).not.toMatch(/(?<!\d)\d{17}[\dXx](?!\d)/);
      expect(textOf(item), item.key).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
    }
  });
});
