import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeBrokerFiles } from '../../../county/fleet/mosquitto.ts';
import { Origin, type OriginNote, readOriginCredentials } from '../../../county/open-county.ts';
import { readRegistry } from '../../../county/repository/registry.ts';
import type { BrokerOptions } from '../../../county/serve/broker-link.ts';
import { LossNotes } from '../../../county/serve/link-loss.ts';
import { freePort } from '../../fakes/mosquitto.ts';
import { until } from '../fixture/bare-terminal.ts';
import { startCountyBroker } from '../fixture/county-broker.ts';
import { temporaryCounty } from '../fixture/temporary-county.ts';

async function countyWithBroker(tls = false) {
  const { county, dir } = await temporaryCounty();
  await writeBrokerFiles(county.folder, readRegistry(county.folder));
  const broker = await startCountyBroker(county.folder.broker, tls);
  return { county, dir, broker, account: readOriginCredentials(county.folder) };
}

async function started(dir: string, broker: BrokerOptions) {
  const notes: OriginNote[] = [];
  const origin = new Origin({ dir, note: (note) => notes.push(note), broker });
  onTestFinished(() => origin.stop());
  await origin.start();
  const lost = () => notes.filter(({ event }) => event === 'lost').map(({ reason }) => reason);
  return { notes, lost };
}

describe('the origin without its broker says why', () => {
  it('when nobody listens: once, however often it tries', async () => {
    const { dir } = await temporaryCounty();
    const { lost } = await started(dir, { url: `mqtt://127.0.0.1:${await freePort()}` });
    await until(() => lost().length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_500)); // two more attempts at least
    expect(lost()).toEqual(['refused']);
  });

  it('when the host has no address', async () => {
    const { dir } = await temporaryCounty();
    const { lost } = await started(dir, { url: 'mqtt://no-such-host.invalid:1883' });
    await until(() => lost().length > 0);
    expect(lost()).toEqual(['name']);
  });

  it('when its certificate is not trusted', async () => {
    const { dir, broker, account } = await countyWithBroker(true);
    const { lost } = await started(dir, { url: broker.url, ...account });
    await until(() => lost().length > 0);
    expect(lost()).toEqual(['certificate']);
  });

  it('when it does not know the account; and it connects once the broker does', async () => {
    const { county, dir, broker, account } = await countyWithBroker();
    const file = path.join(county.folder.broker, 'mosquitto.passwords');
    const known = readFileSync(file);
    writeFileSync(file, '');
    await broker.kill();
    await broker.start();
    const { lost, notes } = await started(dir, { url: broker.url, ...account });
    await until(() => lost().length > 0);
    expect(lost()).toEqual(['account']);
    writeFileSync(file, known);
    broker.reload();
    await until(() => notes.some(({ event }) => event === 'connected'));
  });
});

describe('what is worth saying', () => {
  it('is the first loss, another reason, and the same one again after minutes or a connection', () => {
    let now = 0;
    const notes = new LossNotes(() => now);
    expect([notes.isWorthSaying('refused'), notes.isWorthSaying('refused')]).toEqual([true, false]);
    expect([notes.isWorthSaying('name'), notes.isWorthSaying('name')]).toEqual([true, false]);
    now += 4 * 60_000;
    expect(notes.isWorthSaying('name')).toBe(false);
    now += 60_000;
    expect(notes.isWorthSaying('name')).toBe(true);
    notes.connected();
    expect(notes.isWorthSaying('name')).toBe(true);
  });
});
