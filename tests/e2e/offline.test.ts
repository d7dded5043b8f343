/** The link is cut, in several ways: what was there stays; what was missed comes once it is back (R6.2). */
import { execFile, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { allTitles, firstAttachment } from './core-client.ts';
import { CountyAtWork, notice } from './county-at-work.ts';
import type { Seen } from './look-around.ts';
import { type RunningKiosk, startKiosk } from './running-kiosk.ts';

const run = promisify(execFile);
/** "converges within 60 s of the link's return" (quality.md). */
const returned = { timeout: 60_000 };
const lookAround = path.join(import.meta.dirname, 'look-around.ts');
/** A network namespace with nothing but its own loopback, where the machine lets us have one. */
const alone = ['unshare', '--map-root-user', '--net', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];
const mayBeAlone = spawnSync(alone[0] ?? '', [...alone.slice(1), 'true']).status === 0;
const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(300_000)]);

describe.skipIf(!requirement('mosquitto').available)('a kiosk whose link is cut', () => {
  const county = new CountyAtWork();
  const data = path.join(county.folder, 'kiosk');
  let kiosk: RunningKiosk;
  let titles: string[];
  let ids: string[];

  beforeAll(async () => {
    await county.setUp(false);
    ids = await county.publish('first', {
      'a.md': notice('带照片的通知', '见照片。', 'attachments:\n  - file: photo.jpg\n'),
      'photo.jpg': photo,
      'b.md': notice('要更正的通知', '数字写错了。'),
      'c.md': notice('要删除的通知', '不该公开的内容。'),
    });
    titles = ['带照片的通知', '要更正的通知', '要删除的通知'].sort();
    await county.serve();
    kiosk = await startKiosk({ config: county.config, data });
  });
  afterAll(async () => {
    await kiosk?.stop();
    await county.remove();
  });

  const opened = () => firstAttachment(kiosk.client, kiosk.terminalUrl, ids[0] ?? '').catch(() => undefined);
  const link = async () => (await kiosk.client.freshness()).link;

  it('keeps everything when broker and county are gone', async () => {
    await expect.poll(() => allTitles(kiosk.client), returned).toEqual(titles);
    await expect.poll(() => opened(), returned).toEqual(photo);
    await county.stopServing('SIGKILL');
    await county.broker.kill();
    await expect.poll(link, returned).toBe('offline');
    expect(await allTitles(kiosk.client)).toEqual(titles);
    expect(await opened()).toEqual(photo);
    expect((await kiosk.client.freshness()).updatedAt).toBeTypeOf('number');
    await kiosk.stop();
  });

  it('starts from cold with full content where there is no network and no name service', async () => {
    const config = path.join(county.folder, 'no-such-host.yaml');
    const text = readFileSync(county.config, 'utf8');
    writeFileSync(config, text.replace(county.broker.url, 'mqtt://no-such-host.invalid:1883'));
    const command = [process.execPath, lookAround, config, data, ids[0] ?? ''];
    const [program = '', ...args] = mayBeAlone ? [...alone, ...command] : command;
    const { stdout } = await run(program, args);
    const seen = JSON.parse(stdout) as Seen;
    if (mayBeAlone) expect(seen.interfaces).toEqual(['lo']);
    expect(seen.titles).toEqual(titles);
    expect(seen.modules.find(({ id }) => id === 'village')?.count).toBe(titles.length);
    expect(seen.attachment).toBe(createHash('sha256').update(photo).digest('hex'));
    expect(seen.link).toBe('offline');
  });

  it('takes within a minute of the link’s return whatever it missed, also after kill -9 of the broker', async () => {
    const missed = Array.from({ length: 30 }, (_, at) => `错过的第${at + 1}号通知`);
    const sources = missed.map((title, at) => [`${at + 10}.md`, notice(title, `正文${at}。`)]);
    await county.publish('missed', Object.fromEntries(sources) as Record<string, string>);
    const better = county.source('better', { 'b.md': notice('更正过的通知', '数字改正了。') });
    await county.done('correct', ids[1] ?? '', better, '--reason', '数字写错');
    await county.done('erase', ids[2] ?? '', '--reason', '含有个人信息');
    kiosk = await startKiosk({ config: county.config, data });
    expect(await allTitles(kiosk.client)).toEqual(titles);

    await county.broker.start();
    await county.serve();
    const expected = [...missed, '带照片的通知', '更正过的通知', 'erased'].sort();
    await expect.poll(() => allTitles(kiosk.client), returned).toEqual(expected);

    await county.broker.kill();
    await county.publish('last', { 'z.md': notice('断线时的通知', '断线时发的。') });
    await county.broker.start();
    await expect.poll(() => allTitles(kiosk.client), returned).toEqual([...expected, '断线时的通知'].sort());
    expect(await kiosk.client.freshness()).toMatchObject({ link: 'online', staleDays: 0 });
  });
});
