/**
 * A thousand people ask for their own subsidies, and then the power goes (R2.4): nothing of them is left on the machine, and
 * nothing of them went over the line in plain.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { readRecordsSecret } from '../../county/keys/sealing-keys.ts';
import { Origin } from '../../county/open-county.ts';
import { PersonalStore } from '../../county/personal/store.ts';
import { usualRules } from '../../county/serve/patience.ts';
import { browserArguments, writeFirstPage } from '../../main/chromium/browser-window.ts';
import { isIdentityNumber } from '../../main/contract/identity.ts';
import { surfaceUrl } from '../../main/launch/surface-url.ts';
import { type Mosquitto, startMosquitto } from '../fakes/mosquitto.ts';
import { clientAt } from './core-client.ts';
import { type RunningCore, startCore } from './running-core.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';

/**
 * What every made-up name, number and amount has in it, and nothing else in the world: one search finds them all. Each takes six bytes
 * and more in every form: shorter ones turn up by chance in a hundred megabytes of what is encrypted.
 */
const marks = { name: '璎珞琮', idNumber: '99009819', amount: '77665511', shown: '77,665,511' };
const askers = 1_000;
/** Every tenth is on record. */
const isRight = (number: number) => number % 10 === 0;

function personOf(number: number) {
  const begin = `${marks.idNumber}800101${String(number).padStart(3, '0')}`;
  const idNumber = [...'0123456789X'].map((last) => begin + last).find(isIdentityNumber) ?? '';
  const given = String.fromCodePoint(0x4e00 + number);
  return { name: `林${marks.name}${given}`, idNumber, fen: Number(`${marks.amount}00`) + (number % 100) };
}

/** Base64 of a text wherever it begins within three bytes, without the characters that its neighbours decide. */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    const end = Math.floor((whole.length * 8) / 6);
    return whole.toString('base64').slice(Math.ceil((offset * 8) / 6), end);
  });
}

const formsOf = (text: string): Buffer[] => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  Buffer.from(text, 'utf16le').swap16(),
  Buffer.from(encodeURIComponent(text)),
  Buffer.from([...text].map((each) => `\\u${each.charCodeAt(0).toString(16)}`).join('')),
  Buffer.from(Buffer.from(text).toString('hex')),
  ...base64Forms(text).flatMap((form) => [
    Buffer.from(form),
    Buffer.from(form.replaceAll('+', '-').replaceAll('/', '_')),
  ]),
];
const needles = Object.values(marks).flatMap(formsOf);
const longest = Math.max(...needles.map(({ length }) => length));

/** Which pairs of bytes a needle begins with: hundreds of megabytes are looked through once, not once for each needle. */
const begins = new Uint8Array(0x10000);
for (const needle of needles) begins[needle.readUInt16BE(0)] = 1;

function isTold(bytes: Buffer): boolean {
  let pair = bytes[0] ?? 0;
  for (let at = 1; at < bytes.length; at++) {
    pair = ((pair & 0xff) << 8) | (bytes[at] ?? 0);
    if (begins[pair] === 0) continue;
    const isThere = (needle: Buffer) => bytes.subarray(at - 1, at - 1 + needle.length).equals(needle);
    if (needles.some(isThere)) return true;
  }
  return false;
}

/** What comes in pieces, looked through as it comes. */
function listener() {
  const heard = { bytes: 0, isTold: false };
  let before = Buffer.alloc(0);
  const hear = (piece: Buffer) => {
    const both = Buffer.concat([before, piece]);
    heard.bytes += piece.length;
    heard.isTold ||= isTold(both);
    before = both.subarray(Math.max(0, both.length - longest + 1));
  };
  return { heard, hear };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
const telling = (folder: string) => filesBelow(folder).filter((file) => isTold(readFileSync(file)));

/** Before the broker; hears every byte of both directions of every connection. */
async function startRecorder(brokerPort: () => number) {
  const streams: { bytes: number; isTold: boolean }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const broker = connect(brokerPort(), '127.0.0.1');
    for (const [from, to] of [
      [client, broker],
      [broker, client],
    ] as const) {
      const { heard, hear } = listener();
      streams.push(heard);
      sockets.add(from);
      from.on('data', (bytes: Buffer) => {
        to.write(bytes);
        hear(bytes);
      });
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `mqtt://127.0.0.1:${address.port}`,
    streams,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const isThere = requirement('mosquitto').available && requirement('chromium').available;

describe.skipIf(!isThere)('a thousand personal look-ups and a crash', () => {
  const temporaryBefore = process.env.TMPDIR;
  let broker: Mosquitto;
  let recorder: Awaited<ReturnType<typeof startRecorder>>;
  let county: SmallCounty;
  let origin: Origin;
  let core: RunningCore;
  let browser: ChildProcess | undefined;
  const noted: string[] = [];
  const below = (name: string) => path.join(county.folder, name);

  beforeAll(async () => {
    broker = await startMosquitto();
    recorder = await startRecorder(() => broker.port);
    county = await makeSmallCounty(recorder.url);
    const { folder } = county.county;
    const store = PersonalStore.open(folder, readRecordsSecret(folder));
    const rows = Array.from({ length: askers }, (_, number) => number)
      .filter(isRight)
      .map(personOf)
      .map(({ fen, ...person }) => ({ ...person, record: { programme: '高龄津贴', period: '2026', fen } }));
    store.take({ programme: '高龄津贴', period: '2026', takenAt: 1 }, rows, false);
    store.close();
    // Only how fast one may ask is another: a thousand people take days.
    const free = { ...usualRules.terminal, free: Number.MAX_SAFE_INTEGER };
    origin = new Origin({
      dir: folder.dir,
      broker: { url: recorder.url },
      answering: { person: free, terminal: free, slot: 1, mostOfOne: 64 },
      note: (note) => noted.push(JSON.stringify(note)),
    });
    await origin.start();
    for (const name of ['temporary', 'profile', 'kiosk']) mkdirSync(below(name));
    process.env.TMPDIR = below('temporary');
    core = await startCore({ config: county.config, data: below('kiosk') });
  });

  afterAll(async () => {
    if (temporaryBefore === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporaryBefore;
    if (browser?.pid && browser.exitCode === null && browser.signalCode === null)
      process.kill(-browser.pid, 'SIGKILL');
    core?.kill();
    await origin?.stop();
    await recorder?.stop();
    await broker?.stop();
    county?.remove();
  });

  const pageUrl = () => surfaceUrl(core.address, 'terminal');

  async function askByProgram(numbers: readonly number[]): Promise<number> {
    const client = clientAt(pageUrl());
    const ask = async (number: number) => {
      const { name, idNumber } = personOf(number);
      const answer = await client.subsidies({ name, idNumber });
      if (answer.type !== 'personal') throw new Error(JSON.stringify(answer));
      return answer.records.length;
    };
    const waiting = [...numbers];
    let found = 0;
    const askOn = async () => {
      for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
        const count = await ask(number);
        found += count;
      }
    };
    await Promise.all(Array.from({ length: 40 }, askOn));
    return found;
  }

  /** The page as the product opens it, in a profile that stays for us to read. */
  async function openBrowser() {
    const program = requirement('chromium').path ?? '';
    const more = ['--remote-debugging-port=0'];
    const how = { mode: 'window', area: undefined, withoutSandbox: true } as const;
    const order = { browser: program, url: pageUrl(), ...how, more };
    writeFirstPage(order, below('profile'));
    browser = spawn(program, browserArguments(order, below('profile')), { detached: true, stdio: 'ignore' });
    const portFile = path.join(below('profile'), 'DevToolsActivePort');
    await expect.poll(() => existsSync(portFile), { timeout: 60_000 }).toBe(true);
    const [port] = readFileSync(portFile, 'utf8').split('\n');
    return pageOf(await chromium.connectOverCDP(`http://127.0.0.1:${port}`));
  }

  /** The page that came to stand there by itself: before it, the same window shows others, or none. */
  async function pageOf(driver: Browser): Promise<Page> {
    const isOurs = (page: Page) => page.url().startsWith(new URL(pageUrl()).origin);
    const find = () =>
      driver
        .contexts()
        .flatMap((context) => context.pages())
        .find(isOurs);
    await expect.poll(find, { timeout: 60_000 }).toBeDefined();
    const page = find();
    if (!page) throw new Error('no page');
    return page;
  }

  it('the search finds what is there, in whatever spelling', () => {
    const { name, idNumber, fen } = personOf(7);
    for (const text of [name, idNumber, String(fen)]) {
      const inside = `{"some":"${text}","more":1}`;
      for (const form of [
        inside,
        encodeURIComponent(inside),
        Buffer.from(inside).toString('base64'),
        Buffer.from(` ${inside}`).toString('base64url'),
        Buffer.from(`  ${inside}`).toString('hex'),
      ])
        expect(isTold(Buffer.from(form)), form).toBe(true);
      expect(isTold(Buffer.from(inside, 'utf16le'))).toBe(true);
    }
    const pieces = listener();
    const spread = Buffer.from(`{"some":"${name}"}`);
    pieces.hear(spread.subarray(0, 14));
    expect(pieces.heard.isTold).toBe(false);
    pieces.hear(spread.subarray(14));
    expect(pieces.heard.isTold).toBe(true);
    const planted = path.join(below('kiosk'), 'planted');
    writeFileSync(planted, Buffer.from(`x${name}`).toString('base64'));
    expect(telling(below('kiosk'))).toEqual([planted]);
    rmSync(planted);
  });

  it('finds nothing of anybody in any file, nor on the line', async () => {
    await expect
      .poll(async () => (await clientAt(pageUrl()).home()).freshness.link, { timeout: 60_000 })
      .toBe('online');
    const numbers = Array.from({ length: askers }, (_, number) => number);
    const { name, idNumber } = personOf(0);
    await expect
      .poll(async () => (await clientAt(pageUrl()).subsidies({ name, idNumber })).type, { timeout: 60_000 })
      .toBe('personal');
    expect(await askByProgram(numbers.slice(1))).toBe(askers / 10 - 1);
    const page = await openBrowser();
    // With its content the home screen gets one more button below: nobody presses one that is just moving aside.
    await page.locator('main section button').nth(5).waitFor();
    await page.getByRole('button', { name: '我的补贴' }).click();
    await page.getByLabel('姓名').fill(name);
    await page.getByLabel('身份证号').fill(idNumber);
    await page.getByRole('button', { name: '查一查' }).click();
    await page.getByText('高龄津贴').first().waitFor();
    expect(await page.locator('body').innerText()).toMatch(/77,?665,?511/);
    // While it stands on the screen.
    if (browser?.pid) process.kill(-browser.pid, 'SIGKILL');
    core.kill();
    await core.ended;
    const { streams } = recorder;
    expect(streams.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(askers * 48 * 1024);
    expect(streams.filter((stream) => stream.isTold)).toEqual([]);
    expect(existsSync(path.join(below('kiosk'), 'records.db'))).toBe(true);
    expect(filesBelow(below('profile')).length).toBeGreaterThan(5);
    expect(telling(county.folder)).toEqual([]);
    expect(noted.filter((note) => isTold(Buffer.from(note)))).toEqual([]);
  });
});
