import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addTerminal,
  addTownship,
  addVillage,
  countyFolder,
  createCounty,
  readOriginCredentials,
} from '../../../county/open-county.ts';
import { accessOf, type EmbeddedBroker, startEmbeddedBroker } from '../../../main/start/embedded-broker.ts';

const code = '990001000000';
const base = `sanwu/1/${code}`;
let dir: string;
let passwords: { one: string; two: string; origin: { username: string; password: string } };
let broker: EmbeddedBroker;
let clients: MqttClient[];

beforeAll(async () => {
  dir = path.join(mkdtempSync(path.join(os.tmpdir(), 'sanwu-broker-')), 'county');
  const county = await createCounty({ dir, code, name: '越州县', passphrase: 'made up' });
  await addTownship(county, { code: '990001001000', name: '柳桥镇' });
  await addVillage(county, { code: '990001001001', name: '云溪村', kind: 'village' });
  const one = await addTerminal(county, { id: 'hall-1', village: '990001001001' });
  const two = await addTerminal(county, { id: 'hall-2', village: '990001001001' });
  const origin = readOriginCredentials(countyFolder(dir));
  passwords = { one: one.password, two: two.password, origin };
});
afterAll(() => rmSync(path.dirname(dir), { recursive: true }));
beforeEach(async () => {
  broker = await startEmbeddedBroker(dir, 0);
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await broker.stop();
});
async function connect(username: string, password: string) {
  const options = { username, password, reconnectPeriod: 0 };
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, options, false);
  clients.push(client);
  return client;
}

describe('the embedded broker', () => {
  it('lets in who has the right password and nobody else', async () => {
    await expect(connect('hall-1', passwords.one)).resolves.toBeDefined();
    await expect(connect('hall-1', passwords.two)).rejects.toThrow();
    await expect(connect('stranger', 'x')).rejects.toThrow();
    await expect(
      mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0 }, false),
    ).rejects.toThrow();
  });

  it('carries a terminal only its own topics', async () => {
    const one = await connect('hall-1', passwords.one);
    const { username, password } = passwords.origin;
    const origin = await connect(username, password);
    await expect(one.subscribeAsync(`${base}/terminal/hall-2/response`)).rejects.toThrow();
    await one.subscribeAsync(`${base}/terminal/hall-1/response`);
    const heard: string[] = [];
    one.on('message', (topic) => heard.push(topic));
    await origin.publishAsync(`${base}/terminal/hall-2/response`, 'x');
    await origin.publishAsync(`${base}/terminal/hall-1/response`, 'x');
    await expect.poll(() => heard).toEqual([`${base}/terminal/hall-1/response`]);
  });

  it.each([
    ['mayPublish', `${base}/terminal/hall-1/request`, true],
    ['mayPublish', `${base}/terminal/hall-1/response`, false],
    ['mayPublish', `${base}/terminal/hall-2/state`, false],
    ['mayPublish', `${base}/changed/990001001001`, false],
    ['maySubscribe', `${base}/changed/990001001001`, true],
    ['maySubscribe', `${base}/changed/990001001002`, false],
    ['maySubscribe', `${base}/changed/+`, false],
    ['maySubscribe', `${base}/terminal/+/response`, false],
    ['maySubscribe', '#', false],
  ] as const)('hall-1 %s %s: %s', (what, topic, expected) => {
    expect(accessOf(dir, 'hall-1', passwords.one)?.[what](topic)).toBe(expected);
  });

  it('keeps even the origin inside its county', () => {
    const { username, password } = passwords.origin;
    const access = accessOf(dir, username, password);
    expect(access?.maySubscribe(`${base}/terminal/+/request`)).toBe(true);
    expect(access?.maySubscribe('#')).toBe(false);
    expect(access?.mayPublish('sanwu/1/990002000000/changed/x')).toBe(false);
  });
});
