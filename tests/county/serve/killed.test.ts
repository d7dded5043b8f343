import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mqtt from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { publishItems, readOriginCredentials } from '../../../county/open-county.ts';
import { topics } from '../../../main/contract/mqtt.ts';
import { startCounty } from '../cli/run-county.ts';
import { startCountyBroker } from '../fixture/county-broker.ts';
import { StockClient } from '../fixture/stock-client.ts';
import { codes, draft, temporaryCounty } from '../fixture/temporary-county.ts';

describe('kill -9 of serve at any moment', { retry: 0 }, () => {
  it('leaves a verifiable repository, loses no change and no hint', async () => {
    const { county, dir } = await temporaryCounty();
    const { url } = await startCountyBroker(county.folder.broker);
    const watcher = await mqtt.connectAsync(url, readOriginCredentials(county.folder));
    onTestFinished(async () => watcher.endAsync(true));
    let hinted = 0;
    watcher.on('message', (_topic, payload) => {
      hinted = JSON.parse(payload.toString('utf8')).timestamp;
    });
    await watcher.subscribeAsync(topics.changed(codes.county, codes.village), { qos: 1 });
    const client = new StockClient(county.folder.repository);
    const serve = async () => {
      const child = startCounty(['serve', '--dir', dir, '--broker', url], {});
      await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
      return child;
    };
    let published = 0;
    let shown = 0;
    for (let round = 0; round < 5; round++) {
      const child = await serve();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      const kill = pause(40 + round * 25).then(() => child.kill('SIGKILL'));
      for (let item = 0; item < 3; item++) {
        await publishItems(county, {
          division: codes.village,
          signer: 'county',
          items: [{ draft: draft() }],
        });
        published += 1;
      }
      await Promise.all([kill, gone]);
      const records = await client.records(codes.village, 'county');
      expect(records.length).toBeGreaterThanOrEqual(shown);
      expect(records.length).toBeLessThanOrEqual(published);
      shown = records.length;
    }
    const last = await serve();
    while ((await client.records(codes.village, 'county')).length < published) await pause(20);
    const timestamp = JSON.parse(readFileSync(path.join(county.folder.metadata, 'timestamp.json'), 'utf8'))
      .signed.version;
    while (hinted < timestamp) await pause(20);
    const ended = new Promise((resolve) => last.once('exit', resolve));
    last.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 180_000);
});
