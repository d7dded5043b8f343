import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpoint, openForWriting } from '../../../db/open.ts';
import { type Opened, openAll } from './opened.ts';
import {
  activationOf,
  county,
  erased,
  idOf,
  packOf,
  published,
  someDay,
  version,
  village,
  withdrawn,
} from './sample.ts';

const dyingEntry = path.resolve(import.meta.dirname, '../../fakes/dying-eraser.ts');

let kiosk: Opened;

beforeEach(() => {
  kiosk = openAll();
});

afterEach(async () => {
  await kiosk.close();
  kiosk.remove();
});

const found = (text: string) => kiosk.search.find({ text }).hits.map(({ id }) => id);

/** Whether any file of the data folder contains the text as bytes. */
function isOnDisk(text: string): boolean {
  return readdirSync(kiosk.folder).some((file) => readFileSync(path.join(kiosk.folder, file)).includes(text));
}

describe('activation', () => {
  it('shows a whole generation and tells what it keeps', async () => {
    const activation = activationOf([packOf([published(version(1)), published(version(2))])], 7);
    const result = await kiosk.writer.activate(activation);
    expect(result).toMatchObject({ revision: 1, all: true, changes: [] });
    expect(kiosk.reader.recent(9).map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    const active = kiosk.reader.active();
    expect(active?.timestamp).toBe(7);
    expect(active?.signers).toEqual(activation.signers);
    expect(Buffer.from(active?.metadata.get('timestamp') ?? []).toString()).toBe('{"version":7}');
  });

  it('loads only packs that are not active, and names what changed', async () => {
    const still = packOf([published(version(1))], 1);
    await kiosk.writer.activate(activationOf([still, packOf([published(version(2))], 2)]));
    const second = version(2, { version: 2, title: '更正后的公告', correction: { reason: '漏了一户' } });
    const next = activationOf([still, packOf([published(version(2), second), published(version(3))], 2)], 2);
    const loaded = next.newPacks.filter(({ sha256 }) => sha256 !== next.newPacks[0]?.sha256);
    const result = await kiosk.writer.activate({ ...next, newPacks: loaded });
    expect(result.changes).toEqual([
      { id: idOf(2), change: 'corrected' },
      { id: idOf(3), change: 'published' },
    ]);
    expect(result.all).toBe(false);
    expect(found('更正后')).toEqual([idOf(2)]);
    expect(found('第2号公告')).toEqual([]);
  });

  it('keeps the last good generation when a pack is missing', async () => {
    await kiosk.writer.activate(activationOf([packOf([published(version(1))])]));
    const next = activationOf([packOf([published(version(1)), published(version(2))])], 2);
    const attempt = kiosk.writer.activate({ ...next, newPacks: [] });
    await expect(attempt).rejects.toMatchObject({ kind: 'missing-file' });
    expect(kiosk.reader.revision()).toBe(1);
    expect(kiosk.reader.active()?.signers[0]?.index.sequence).toBe(1);
    expect(kiosk.reader.item(idOf(2))).toBeUndefined();
  });

  it.each([
    ['foreign-content', packOf([published(version(1, { division: county }))])],
    ['malformed', packOf([published(version(1)), published(version(1))])],
  ])('refuses as %s and changes nothing', async (kind, bad) => {
    await kiosk.writer.activate(activationOf([packOf([published(version(9))])]));
    const attempt = kiosk.writer.activate(activationOf([bad], 2));
    await expect(attempt).rejects.toMatchObject({ kind });
    expect(kiosk.reader.recent(9).map(({ id }) => id)).toEqual([idOf(9)]);
  });

  it('refuses an item that goes back to an older version', async () => {
    const second = version(1, { version: 2, correction: { reason: '更正' } });
    await kiosk.writer.activate(activationOf([packOf([published(version(1), second)])]));
    const attempt = kiosk.writer.activate(activationOf([packOf([published(version(1))])], 2));
    await expect(attempt).rejects.toMatchObject({ kind: 'rollback' });
    expect(kiosk.reader.item(idOf(1))?.card.version).toBe(2);
  });

  it('keeps an item that moves to another pack or is no longer listed, and drops it with its signer only', async () => {
    const moved = published(version(1));
    await kiosk.writer.activate(activationOf([packOf([moved], 1), packOf([published(version(2))], 2)]));
    const result = await kiosk.writer.activate(activationOf([packOf([moved], 3)], 2));
    expect(result.changes).toEqual([]);
    expect(kiosk.reader.cards([idOf(1), idOf(2)])).toHaveLength(2);
    const other = packOf([published(version(5, { division: county }))], 1, county);
    const replaced = await kiosk.writer.activate(activationOf([other], 3));
    expect(replaced.all).toBe(true);
    expect(kiosk.reader.cards([idOf(1), idOf(2), idOf(5, county)]).map(({ id }) => id)).toEqual([
      idOf(5, county),
    ]);
    expect(found('公告')).toEqual([idOf(5, county)]);
  });

  it('keeps a withdrawn item visible as such, but not on the home screen', async () => {
    await kiosk.writer.activate(activationOf([packOf([published(version(1))])]));
    const result = await kiosk.writer.activate(activationOf([packOf([withdrawn(version(1))])], 2));
    expect(result.changes).toEqual([{ id: idOf(1), change: 'withdrawn' }]);
    expect(kiosk.reader.home().recent).toEqual([]);
    expect(kiosk.reader.module({ module: 'village' }).items[0]?.state).toBe('withdrawn');
    expect(kiosk.reader.item(idOf(1))).toMatchObject({
      withdrawn: { at: someDay, reason: '登记有误' },
      content: { state: 'withdrawn', body: '正文1' },
    });
    expect(found('正文1')).toEqual([idOf(1)]);
  });

  it('finds items newest first wherever they arrive in time', async () => {
    const early = (number: number, minutes: number) =>
      published(version(number, { publishedAt: someDay + minutes * 60_000, body: '修路' }));
    await kiosk.writer.activate(activationOf([packOf([early(1, 10), early(2, 20), early(3, 30)])]));
    const late = [4, 5, 6, 7, 8, 9].map((number) => early(number, 10 + number));
    for (const [index] of late.entries()) {
      const items = [early(1, 10), early(2, 20), early(3, 30), ...late.slice(0, index + 1)];
      await kiosk.writer.activate(activationOf([packOf(items)], index + 2));
    }
    const order = [3, 2, 9, 8, 7, 6, 5, 4, 1].map((number) => idOf(number));
    expect(found('修路')).toEqual(order);
    expect(kiosk.reader.recent(9).map(({ id }) => id)).toEqual(order);
  });

  it('tells which files nothing names any more', async () => {
    const file = (digit: string) => ({
      sha256: digit.repeat(64),
      length: 10,
      mediaType: 'image/png',
      name: '照片.png',
      access: 'all' as const,
    });
    const both = version(1, { attachments: [file('a'), file('b')] });
    const other = version(2, { attachments: [file('b')] });
    await kiosk.writer.activate(activationOf([packOf([published(both), published(other)])]));
    expect(kiosk.reader.wantedFiles().map(({ sha256 }) => sha256[0])).toEqual(['b', 'a']);
    const result = await kiosk.writer.activate(activationOf([packOf([erased(both), published(other)])], 2));
    expect(result.unreferenced).toEqual(['a'.repeat(64)]);
    expect(kiosk.reader.wantedFiles().map(({ sha256 }) => sha256[0])).toEqual(['b']);
    expect(kiosk.reader.file('a'.repeat(64))).toBeUndefined();
    expect(kiosk.reader.file('b'.repeat(64))).toMatchObject({ access: 'all', name: '照片.png' });
  });
});

describe('erasure', () => {
  const secret = '泄漏的身份证号码𠮷䶮';
  const leak = version(1, {
    title: `标题${secret}`,
    emphasis: secret,
    body: `${secret}ABCDEFGHIJ`,
    project: { code: 'LEAK-7741', stage: 'tender' },
    catalogue: ['village.affairs.2'],
  });
  const corrected = version(1, { ...leak, version: 2, correction: { reason: `因${secret}` } });
  const others = Array.from({ length: 300 }, (_, index) => published(version(index + 2)));

  it('leaves nothing in tables, search, or the bytes of any file', async () => {
    await kiosk.writer.activate(activationOf([packOf([published(leak, corrected), ...others])]));
    expect(found('身份证')).toEqual([idOf(1)]);
    expect(isOnDisk(secret)).toBe(true);
    const result = await kiosk.writer.activate(activationOf([packOf([erased(corrected), ...others])], 2));
    expect(result.erased).toEqual([idOf(1)]);
    expect(result.changes).toEqual([{ id: idOf(1), change: 'erased' }]);
    expect(found('身份证')).toEqual([]);
    expect(found('ABCDEFGHIJ')).toEqual([]);
    // Bigrams are what the index holds: none of them may be left either.
    for (const bytes of [secret, 'ABCDEFGHIJ', 'LEAK-7741', '𠮷䶮', '泄漏', '证号']) {
      expect(isOnDisk(bytes), bytes).toBe(false);
    }
  });

  it('stays as a tombstone with its reason, without content', async () => {
    await kiosk.writer.activate(activationOf([packOf([published(leak), ...others])]));
    await kiosk.writer.activate(activationOf([packOf([erased(leak), ...others])], 2));
    const view = kiosk.reader.item(idOf(1));
    expect(view?.content).toBeUndefined();
    expect(view?.erased).toEqual({ at: someDay, reason: '含个人信息' });
    expect(view?.versions).toMatchObject([{ version: 1, state: 'erased' }]);
    expect(JSON.stringify(view)).not.toContain('身份证');
    expect(kiosk.reader.sealOf(idOf(1))).toBeUndefined();
    expect(kiosk.records.tombstone(idOf(1))).toMatchObject({ reason: '含个人信息', at: someDay });
    expect(kiosk.records.erasures(9)).toEqual([]);
    expect(await kiosk.writer.carryOutErasures()).toEqual([idOf(1)]);
    kiosk.records.markCarriedOut([idOf(1)], someDay + 1);
    expect(kiosk.records.erasures(9)).toEqual([{ id: idOf(1), at: someDay + 1 }]);
    expect(await kiosk.writer.carryOutErasures()).toEqual([]);
  });

  it('cut off between its tombstone and the swap is acknowledged only once the content is gone', async () => {
    const { folder } = kiosk;
    await kiosk.writer.activate(activationOf([packOf([published(version(1, { body: secret }))])]));
    await kiosk.close();
    const dying = spawn(process.execPath, [dyingEntry, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
    expect(await once(dying, 'exit')).toEqual([null, 'SIGKILL']);
    kiosk = openAll(folder);
    expect(kiosk.records.tombstone(idOf(1))).toBeDefined();
    expect(found('身份证')).toEqual([idOf(1)]);
    // What a start carries out: nothing, for the content is still shown.
    expect(await kiosk.writer.carryOutErasures()).toEqual([]);
    expect(kiosk.records.erasures(9)).toEqual([]);
    const result = await kiosk.writer.activate(activationOf([packOf([erased(version(1))])], 2));
    expect(result.erased).toEqual([idOf(1)]);
    expect(await kiosk.writer.carryOutErasures()).toEqual([idOf(1)]);
    expect(isOnDisk(secret)).toBe(false);
  });

  it('is not undone by an old pack, nor after content.db was lost', async () => {
    await kiosk.writer.activate(activationOf([packOf([erased(leak)])]));
    const replay = await kiosk.writer.activate(activationOf([packOf([published(leak)])], 2));
    expect(replay.changes).toEqual([]);
    expect(kiosk.reader.item(idOf(1))?.card.state).toBe('erased');
    const { folder } = kiosk;
    await kiosk.close();
    for (const file of readdirSync(folder).filter((name) => name.startsWith('content.db'))) {
      const { rmSync } = await import('node:fs');
      rmSync(path.join(folder, file));
    }
    kiosk = openAll(folder);
    const result = await kiosk.writer.activate(activationOf([packOf([published(leak)])], 3));
    expect(result.erased).toEqual([idOf(1)]);
    expect(kiosk.reader.item(idOf(1))).toMatchObject({
      card: { state: 'erased' },
      erased: { reason: '含个人信息' },
    });
    expect(found('身份证')).toEqual([]);
    expect(isOnDisk(secret)).toBe(false);
  });

  it('forgets under random load: no trace of erased bodies among many changes', async () => {
    const body = (number: number) => `绝密${number}号内容${'甲乙丙丁'.repeat(number % 97)}尾`;
    const all = Array.from({ length: 400 }, (_, index) => version(index + 1, { body: body(index + 1) }));
    await kiosk.writer.activate(activationOf([packOf(all.map((each) => published(each)))]));
    const gone = new Set(all.filter((_, index) => index % 7 === 0).map(({ id }) => id));
    const next = all.map((each) => (gone.has(each.id) ? erased(each) : published(each)));
    await kiosk.writer.activate(activationOf([packOf(next)], 2));
    const traces = all.filter(({ id }) => gone.has(id)).map((each) => each.body);
    const left = all.filter(({ id }) => !gone.has(id)).map((each) => each.body);
    expect(traces.filter(isOnDisk)).toEqual([]);
    expect(left.every(isOnDisk)).toBe(true);
  });

  it('is whole again after another connection emptied the log', async () => {
    await kiosk.writer.activate(activationOf([packOf([published(leak)])]));
    const other = openForWriting(kiosk.folder, 'content');
    expect(checkpoint(other)).toBe(true);
    expect(other.database.pragma('integrity_check', { simple: true })).toBe('ok');
    other.database.close();
    expect(village.length).toBe(12);
  });
});
