import { pbkdf2Sync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedBroker, mayUse, startEmbeddedBroker } from '../../../main/start/embedded-broker.ts';

const county = '990001000000';
const rules = { county, originUser: 'origin' };
const base = `sanwu/1/${county}`;
const line = (user: string, password: string) => {
  const salt = Buffer.from('saltsaltsalt');
  return `${user}:$7$101$${salt.toString('base64')}$${pbkdf2Sync(password, salt, 101, 64, 'sha512').toString('base64')}`;
};

let folder: string;
let broker: EmbeddedBroker;
let clients: MqttClient[];
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-broker-'));
  const passwordFile = path.join(folder, 'passwords');
  writeFileSync(passwordFile, `${line('origin', 'o')}\n${line('hall-1', 'one')}\n${line('hall-2', 'two')}\n`);
  broker = await startEmbeddedBroker({ ...rules, passwordFile }, 0);
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await broker.stop();
  rmSync(folder, { recursive: true });
});
async function connect(username: string, password: string) {
  const options = { username, password, reconnectPeriod: 0 };
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, options, false);
  clients.push(client);
  return client;
}

describe('the embedded broker', () => {
  it('lets in who has the right password and nobody else', async () => {
    await expect(connect('hall-1', 'one')).resolves.toBeDefined();
    await expect(connect('hall-1', 'two')).rejects.toThrow();
    await expect(connect('stranger', '')).rejects.toThrow();
  });

  it('carries a terminal only its own topics', async () => {
    const one = await connect('hall-1', 'one');
    const origin = await connect('origin', 'o');
    await expect(one.subscribeAsync(`${base}/terminal/hall-2/response`)).rejects.toThrow();
    await one.subscribeAsync(`${base}/terminal/hall-1/response`);
    const heard: string[] = [];
    one.on('message', (topic) => heard.push(topic));
    await origin.publishAsync(`${base}/terminal/hall-2/response`, 'x');
    await origin.publishAsync(`${base}/terminal/hall-1/response`, 'x');
    await expect.poll(() => heard).toEqual([`${base}/terminal/hall-1/response`]);
  });

  it.each([
    ['hall-1', 'write', `${base}/terminal/hall-1/request`, true],
    ['hall-1', 'write', `${base}/terminal/hall-1/response`, false],
    ['hall-1', 'write', `${base}/terminal/hall-2/state`, false],
    ['hall-1', 'write', `${base}/changed/990001001001`, false],
    ['hall-1', 'read', `${base}/changed/990001001001`, true],
    ['hall-1', 'read', `${base}/changed/+`, false],
    ['hall-1', 'read', `${base}/terminal/+/response`, false],
    ['hall-1', 'read', '#', false],
    ['origin', 'read', `${base}/terminal/+/request`, true],
    ['origin', 'read', '#', false],
  ] as const)('%s %s %s: %s', (user, access, topic, expected) => {
    expect(mayUse(rules, user, access, topic)).toBe(expected);
  });
});
