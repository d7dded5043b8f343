/** Which time is believed, and that a wrong clock keeps neither new content out nor lets old content in. */
import { cpSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rotateKey } from '../../../county/divisions/rotate-key.ts';
import { Origin } from '../../../county/serve/origin.ts';
import type { Clock } from '../../../main/sync/ports.ts';
import { plausibleAheadMs, TrustedTime } from '../../../main/sync/trusted-time.ts';
import { startMosquitto } from '../../fakes/mosquitto.ts';
import { makeSyncCounty } from '../../fakes/sync-county.ts';
import { hangGuard, SyncKiosk, until } from '../../fakes/sync-kiosk.ts';

const day = 24 * 3_600_000;
const built = Date.UTC(2026, 0, 1);

describe('trusted time', () => {
  const clockAt = (start: number) => {
    const clock = { wall: start, run: 0, now: () => clock.wall, monotonic: () => clock.run };
    return clock;
  };

  it('believes a wall clock a little after what was signed, and none before or far after it', () => {
    const signed = built + 100 * day;
    const timeAt = (wall: number) => new TrustedTime(clockAt(wall), built, signed);
    expect(timeAt(signed + day).clockInDoubt()).toBe(false);
    expect(timeAt(signed + day).expiryTime()).toBe(signed + day);
    for (const wall of [0, signed - day, signed + plausibleAheadMs + day]) {
      expect(timeAt(wall).clockInDoubt()).toBe(true);
      expect(timeAt(wall).expiryTime()).toBeUndefined();
      expect(timeAt(wall).now()).toBe(signed);
    }
  });

  it('goes by the county from its answer on, whatever is done to the wall clock', () => {
    const clock = clockAt(0);
    const time = new TrustedTime(clock, built, 0);
    const answer = built + 200 * day;
    time.answered(answer);
    clock.run += 5_000;
    expect(time.now()).toBe(answer + 5_000);
    expect(time.clockInDoubt()).toBe(true);
    expect(time.expiryTime()).toBe(answer + 5_000);
    clock.wall = answer + 6_000;
    expect(time.clockInDoubt()).toBe(false);
  });
});

describe('a terminal whose clock is wrong', { timeout: hangGuard }, () => {
  it.each([
    ['a year ahead', (now: number) => now + 365 * day],
    ['at 1970', (now: number) => now % day],
  ])('%s takes new content and refuses old, over MQTT', async (_what, wrong) => {
    const county = await makeSyncCounty();
    const broker = await startMosquitto();
    const serve = async () => {
      const started = new Origin({ dir: county.dir, broker: { url: broker.url } });
      await started.start();
      return started;
    };
    const clock: Clock = { now: () => wrong(Date.now()), monotonic: () => performance.now() };
    const kiosk = new SyncKiosk({ trustedRoot: county.root, broker: { url: broker.url }, clock });
    await county.publish(['第一']);
    let origin = await serve();
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'first content');
    const old = county.stick('old');
    await county.publish(['第二']);
    await until(() => kiosk.titles().length === 2, 'new content');
    expect(kiosk.sync.status()).toMatchObject({ clockInDoubt: true, staleDays: 0 });
    const floors = kiosk.records.floors();
    await origin.stop();
    rmSync(county.repository, { recursive: true });
    cpSync(old, county.repository, { recursive: true });
    origin = await serve();
    await kiosk.sync.refreshNow();
    await until(() => kiosk.sync.status().trouble === 'rollback', 'refusal');
    expect(kiosk.titles()).toEqual(['第一', '第二']);
    expect(kiosk.records.floors()).toEqual(floors);
    await kiosk.remove();
    await origin.stop();
    await broker.stop();
    county.remove();
  });
});

describe('keys that the county rotates', { timeout: hangGuard }, () => {
  it('are followed from the root the terminal was born with, and floors of the old keys end with them', async () => {
    const county = await makeSyncCounty();
    await county.publish(['之前']);
    await county.sign();
    const kiosk = new SyncKiosk({ trustedRoot: county.root });
    const stick = county.stick('stick');
    kiosk.start({ folder: stick });
    await until(() => kiosk.titles().length === 1, 'first content');
    const before = new Map(kiosk.records.floors().map((floor) => [floor.name, floor.keys]));
    for (const role of ['timestamp', 'snapshot', 'targets', 'county'])
      await rotateKey(county.county, { role });
    await county.publish(['之后']);
    await county.sign();
    rmSync(stick, { recursive: true });
    cpSync(county.repository, stick, { recursive: true });
    await until(() => !kiosk.sync.status().busy, 'rest');
    await kiosk.sync.refreshNow();
    expect(kiosk.titles()).toEqual(['之前', '之后']);
    expect(kiosk.sync.status().trouble).toBeUndefined();
    const after = new Map(kiosk.records.floors().map((floor) => [floor.name, floor.keys]));
    for (const name of ['timestamp', 'snapshot', 'role:targets'])
      expect(after.get(name)).not.toBe(before.get(name));
    await kiosk.remove();
    county.remove();
  });
});
