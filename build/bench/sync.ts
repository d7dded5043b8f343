// Sync over Mosquitto: a village from nothing beside a bare subscriber; one changed item beside a bare publish → receive.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import mqtt from 'mqtt';
import { publishItems } from '../../county/publish/publish-items.ts';
import { topics } from '../../main/contract/mqtt.ts';
import { startMosquitto } from '../../tests/fakes/mosquitto.ts';
import { codes, draftOf, makeSyncCounty, type SyncCounty, terminals } from '../../tests/fakes/sync-county.ts';
import { SyncKiosk } from '../../tests/fakes/sync-kiosk.ts';
import type { Bench, Measurement } from '../bench-runner.ts';
import { fetchBarely } from './parts/bare-subscriber.ts';

const items = 10_000;
const largeFiles = 100;
const largeBytes = 10_000_000;
const filesAtOnce = 10;
const changes = 15;
const leastRatio = 0.5;
const mostDelayMs = 500;

const text = '收入支出按季度逐笔公开，接受村民监督。'.repeat(8);

async function publishVillage(county: SyncCounty, count: number, files: number): Promise<void> {
  for (let done = 0; done < files; done += filesAtOnce) {
    const items = Array.from({ length: Math.min(filesAtOnce, files - done) }, (_, index) => ({
      draft: draftOf(`附件${done + index + 1}`, { files: [randomBytes(largeBytes)] }),
    }));
    await publishItems(county.county, { division: codes.village, signer: 'county', items });
  }
  const titles = Array.from({ length: count }, (_, index) => `第${index + 1}号公开事项`);
  await county.publish(titles, { body: text });
  await county.sign();
}

/** A county, its origin in a thread, a broker; all gone at the end of the block. */
async function serveVillage(count: number, files: number) {
  const county = await makeSyncCounty();
  await publishVillage(county, count, files);
  const broker = await startMosquitto();
  const workerData = { dir: county.dir, url: broker.url };
  const worker = new Worker(new URL('./parts/origin-worker.ts', import.meta.url), { workerData });
  await once(worker, 'message');
  return {
    county,
    broker,
    async [Symbol.asyncDispose]() {
      worker.postMessage('stop');
      await once(worker, 'exit');
      await broker.stop();
      county.remove();
    },
  };
}

const settled = (kiosk: SyncKiosk, done: () => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (!done()) return;
      stop();
      resolve();
    };
    const stop = kiosk.sync.onChange(look);
    look();
  });

async function village(): Promise<Measurement> {
  await using served = await serveVillage(items, largeFiles);
  const { county, broker } = served;
  const targets = path.join(county.repository, 'targets');
  const files = readdirSync(targets).map((name) => ({
    path: `targets/${name}`,
    length: statSync(path.join(targets, name)).size,
  }));
  const megabytes = files.reduce((sum, { length }) => sum + length, 0) / 1e6;
  const before = await fetchBarely(broker.url, codes.county, terminals.other, files);
  const kiosk = new SyncKiosk({ trustedRoot: county.root, broker: { url: broker.url } });
  const began = performance.now();
  kiosk.start();
  const isWhole = () => {
    const { busy, filesMissing } = kiosk.sync.status();
    return !busy && filesMissing === 0 && kiosk.active()?.complete === true;
  };
  await settled(kiosk, isWhole);
  const seconds = (performance.now() - began) / 1000;
  const after = await fetchBarely(broker.url, codes.county, terminals.other, files);
  await kiosk.remove();
  const value = megabytes / seconds;
  const floor = (2 * megabytes) / (before + after);
  return { value, unit: 'MB/s', floor, ratio: value / floor, ok: value / floor >= leastRatio };
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function bareDelay(url: string): Promise<number> {
  const client = await mqtt.connectAsync(url);
  const topic = topics.changed(codes.county, codes.county);
  await client.subscribeAsync(topic, { qos: 1 });
  const delays: number[] = [];
  for (let count = 0; count < changes; count++) {
    const began = performance.now();
    const came = new Promise<void>((resolve) => client.once('message', () => resolve()));
    client.publish(topic, '{}', { qos: 1 });
    await came;
    delays.push(performance.now() - began);
  }
  await client.endAsync();
  return median(delays);
}

async function changedItem(): Promise<Measurement> {
  await using served = await serveVillage(items, 0);
  const { county, broker } = served;
  const kiosk = new SyncKiosk({ trustedRoot: county.root, broker: { url: broker.url } });
  kiosk.start();
  await settled(kiosk, () => !kiosk.sync.status().busy && kiosk.active()?.complete === true);
  const delays: number[] = [];
  for (let count = 0; count < changes; count++) {
    const [item] = await county.publish([`新事项${count}`]);
    const began = performance.now();
    await settled(kiosk, () => kiosk.item(item?.id ?? '') !== undefined);
    delays.push(performance.now() - began);
  }
  const floor = await bareDelay(broker.url);
  await kiosk.remove();
  const value = median(delays);
  return { value, unit: 'ms', floor, ratio: value / floor, ok: value - floor <= mostDelayMs };
}

export const benches: readonly Bench[] = [
  { name: 'sync-village', target: `>= ${leastRatio}x`, run: village },
  { name: 'sync-changed-item', target: `<= ${mostDelayMs} ms more`, run: changedItem },
];
