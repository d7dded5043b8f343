/** A week of a core in some minutes: refreshes, publications, expiries, pages that ask; what it holds stays flat. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { eraseItem } from '../../county/publish/erasure.ts';
import { correctItem, publishItems, withdrawItem } from '../../county/publish/publish-items.ts';
import { Origin } from '../../county/serve/origin.ts';
import { coreEnvironment, coreMemoryFlags } from '../../main/launch/core-order.ts';
import { clientAt } from '../e2e/core-client.ts';
import { startMosquitto } from '../fakes/mosquitto.ts';
import { codes, draftOf, makeSyncCounty, type SyncCounty, terminals } from '../fakes/sync-county.ts';
import { seeded } from '../main/search/random.ts';
import { openFiles, pssMebibytes } from './processes.ts';
import { report } from './report.ts';
import { seed } from './rounds/seed.ts';
import { Slopes } from './slopes.ts';
import { type CoreHolds, type FastClock, type FastCore, simulatedNow } from './week/fast-core.ts';

const days = Number(process.env.SANWU_WEEK_DAYS ?? 7);
const factor = Number(process.env.SANWU_WEEK_FACTOR ?? 600);
const dayMs = 24 * 3_600_000;
const changesPerDay = 10;
const asksPerDay = 48;
const samplesPerDay = 24;
/** Items shown at once: older ones are erased. */
const mostItems = 15;
const token = 'a-week-of-a-core-in-some-minutes';

const figures = [
  { name: 'heap', unit: 'MiB', noise: 2 },
  { name: 'external', unit: 'MiB', noise: 2 },
  { name: 'buffers', unit: 'MiB', noise: 1 },
  { name: 'PSS', unit: 'MiB', noise: 15 },
  { name: 'handles', unit: '', noise: 4 },
  { name: 'open files', unit: '', noise: 4 },
  { name: 'logs of the databases', unit: 'MiB', noise: 4 },
  { name: 'databases', unit: 'MiB', noise: 3 },
  { name: 'files', unit: '', noise: 15 },
  { name: 'program log', unit: 'MiB', noise: 2 },
];

/** Bytes, in MiB, of the files below a folder whose names match. */
function mebibytes(folder: string, names: RegExp): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => names.test(name));
  const sizes = files.map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
}

/** Does one thing at the county, at random; the number of items stays, the oldest is erased for each that comes. */
class BusyCounty {
  readonly #county: SyncCounty;
  readonly #random = seeded(seed);
  readonly #items: { id: string; isWithdrawn: boolean }[] = [];
  #count = 0;

  constructor(county: SyncCounty) {
    this.#county = county;
  }

  async change(): Promise<void> {
    const { county } = this.#county;
    this.#count += 1;
    const title = `第${this.#count}号公开事项`;
    const files = [Buffer.from(`${title}的附件`.repeat(1_000))];
    const kind = this.#random.integer(10);
    const item = this.#items[this.#random.integer(Math.max(1, this.#items.length))];
    if (item && !item.isWithdrawn && kind < 3)
      await correctItem(county, item.id, draftOf(`${title}（更正）`, { files }), '更正');
    else if (item && !item.isWithdrawn && kind < 4) {
      await withdrawItem(county, item.id, '撤回');
      item.isWithdrawn = true;
    } else {
      const items = [{ draft: draftOf(title, { files }) }];
      const [made] = await publishItems(county, { division: codes.village, signer: 'county', items });
      this.#items.push({ id: made?.id ?? '', isWithdrawn: false });
    }
    if (this.#items.length > mostItems) await eraseItem(county, this.#items.shift()?.id ?? '', '期满');
  }
}

/** What a person's page asks for, and a page that goes away in the middle of its events. */
async function ask(port: number): Promise<void> {
  const client = clientAt(`http://127.0.0.1:${port}/terminal/#token=${token}`);
  await client.home();
  const { items } = await client.module({ module: 'village' });
  if (items[0]) await client.item({ id: items[0].id });
  await client.search({ text: '公开事项' });
  await client.freshness();
  const controller = new AbortController();
  const events = await client.events(undefined, { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  for await (const _event of events) break;
  controller.abort();
}

describe.skipIf(!requirement('mosquitto').available)(`${days} simulated days of a core`, () => {
  it('hold what they held', async () => {
    const clock: FastClock = { began: Date.now(), from: Date.now(), factor };
    const county = await makeSyncCounty(() => simulatedNow(clock));
    onTestFinished(() => county.remove());
    const busy = new BusyCounty(county);
    for (let count = 0; count < 3 * mostItems; count++) await busy.change();
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const origin = new Origin({ dir: county.dir, broker: { url: broker.url }, clock: county.county.clock });
    await origin.start();
    onTestFinished(() => origin.stop());

    const home = mkdtempSync(path.join(tmpdir(), 'sanwu-week-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const data = path.join(home, 'data');
    mkdirSync(data);
    const config = {
      terminal: terminals.main,
      village: codes.village,
      county: codes.county,
      names: { village: '云溪村', township: '柳桥镇', county: '越州县' },
      trustedRoot: Buffer.from(county.root).toString('base64'),
      broker: { url: broker.url },
    };
    const order: FastCore = { data, config, clock, token };
    const entry = path.join(import.meta.dirname, 'week/fast-core.ts');
    const core = fork(entry, [JSON.stringify(order)], {
      execArgv: [...coreMemoryFlags, '--expose-gc'],
      env: { ...process.env, ...coreEnvironment },
      silent: true,
    });
    onTestFinished(async () => {
      const ended = once(core, 'exit');
      if (core.connected) core.disconnect();
      if (core.exitCode === null) await ended;
    });
    const [{ port }] = (await once(core, 'message')) as [{ port: number }];

    const sample = async () => {
      core.send('sample');
      const [holds] = (await once(core, 'message')) as [CoreHolds];
      const pid = core.pid ?? 0;
      return {
        ...holds,
        PSS: pssMebibytes(pid),
        'open files': openFiles(pid),
        'logs of the databases': mebibytes(data, /-wal$/),
        databases: mebibytes(data, /\.db$/),
        // Not folders: the store's shelves stay when they are empty, 256 at most.
        files: readdirSync(data, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
          .length,
        'program log': mebibytes(path.join(data, 'logs'), /./),
      };
    };
    const slopes = new Slopes(`${days} days at ${factor} times the speed, seed ${seed}`, 'day', figures);
    const began = simulatedNow(clock);
    const today = () => (simulatedNow(clock) - began) / dayMs;
    const due = { change: 0, ask: 0, sample: 0 };
    for (let day = 0; day < days; day = today()) {
      if (day >= due.change) {
        due.change += 1 / changesPerDay;
        await busy.change();
      }
      if (day >= due.ask) {
        due.ask += 1 / asksPerDay;
        await ask(port);
      }
      if (day >= due.sample) {
        due.sample += 1 / samplesPerDay;
        slopes.add(day, await sample());
      }
      await pause(20);
    }
    const client = clientAt(`http://127.0.0.1:${port}/terminal/#token=${token}`);
    await expect.poll(async () => (await client.freshness()).link, { timeout: 60_000 }).toBe('online');
    expect((await client.freshness()).staleDays).toBe(0);
    const { lines, growing } = slopes.judge();
    report(lines.join('\n'));
    expect(growing).toEqual([]);
  });
});
