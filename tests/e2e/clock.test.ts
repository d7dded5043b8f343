/** A kiosk whose wall clock is wrong, as a process: new content comes, old does not come back, days are counted rightly. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { dayOf } from '../../main/calendar/days.ts';
import { allCards, allTitles } from './core-client.ts';
import { CountyAtWork, notice } from './county-at-work.ts';
import { type RunningKiosk, startKiosk } from './running-kiosk.ts';

const soon = { timeout: 45_000 };
const day = 24 * 3_600_000;
const shifted = pathToFileURL(path.join(import.meta.dirname, 'shifted-clock.mjs')).href;

describe.skipIf(!requirement('mosquitto').available)('a kiosk whose clock is wrong', () => {
  const county = new CountyAtWork();
  const repository = path.join(county.dir, 'repository');
  let kiosk: RunningKiosk | undefined;
  let published = 0;

  /** Inclusive: five days from yesterday leave four today. */
  const publicity = () =>
    `publicity: { from: ${dayOf(Date.now() - day)}, to: ${dayOf(Date.now() + 3 * day)} }\n`;
  const publish = async () => {
    published += 1;
    await county.publish(`n${published}`, {
      'a.md': notice(`第${published}号公示`, `正文${published}。`, publicity()),
    });
  };
  const start = async (data: string, shift: number) => {
    const env = { NODE_OPTIONS: `--import=${shifted}`, SANWU_TEST_CLOCK_SHIFT: String(shift) };
    kiosk = await startKiosk({ config: county.config, data: path.join(county.folder, data), env });
    return kiosk;
  };

  beforeAll(async () => {
    await county.setUp(true);
    await publish();
    await county.serve();
  });
  afterAll(async () => {
    await kiosk?.stop();
    await county.remove();
  });

  it.each([
    ['a year ahead', () => 365 * day],
    ['at 1970', () => day - Date.now()],
  ])('%s', async (name, shift) => {
    const { client } = await start(name, shift());
    await expect.poll(() => allTitles(client), soon).toHaveLength(published);
    await publish();
    await expect.poll(() => allTitles(client), soon).toHaveLength(published);
    const { freshness } = await client.home();
    expect(freshness).toMatchObject({ link: 'online', clockInDoubt: true, staleDays: 0 });
    expect(Math.abs((freshness.updatedAt ?? 0) - Date.now())).toBeLessThan(5 * 60_000);
    for (const card of await allCards(client)) expect(card.daysLeft).toBe(4);
    const [status] = (await county.done('status', '--json')).trim().split('\n');
    expect(JSON.parse(status ?? '')).toMatchObject({ online: true, clockInDoubt: true });
    await kiosk?.stop();

    // The clock is as wrong as before, and nobody answers: what was shown is shown, days are counted from what was signed.
    await county.broker.kill();
    const alone = await start(name, shift());
    expect(await allTitles(alone.client)).toHaveLength(published);
    for (const card of await allCards(alone.client)) expect(card.daysLeft).toBe(4);
    expect((await alone.client.freshness()).clockInDoubt).toBe(true);
    await kiosk?.stop();
    await county.broker.start();
  });

  it('at 1970, and refuses an older repository after a restart', async () => {
    const name = 'at 1970';
    const shift = () => day - Date.now();
    const old = path.join(county.folder, `old ${name}`);
    const { client } = await start(name, shift());
    await expect.poll(() => allTitles(client), soon).toHaveLength(published);
    cpSync(repository, old, { recursive: true });
    await publish();
    await expect.poll(() => allTitles(client), soon).toHaveLength(published);
    const titles = await allTitles(client);
    await kiosk?.stop();
    const newest = `${old} newest`;
    await county.stopServing();
    cpSync(repository, newest, { recursive: true });
    rmSync(repository, { recursive: true });
    cpSync(old, repository, { recursive: true });
    await county.serve();
    const again = await start(name, shift());
    await expect.poll(async () => (await again.client.freshness()).trouble, soon).toBe('rollback');
    expect(await allTitles(again.client)).toEqual(titles);
    await again.stop();
    await county.stopServing();
    rmSync(repository, { recursive: true });
    cpSync(newest, repository, { recursive: true });
    await county.serve();
  });
});
