/** The first real deployment: county by commands, Mosquitto with accounts, access list and TLS, a kiosk from its file. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { allTitles, clientAt } from './core-client.ts';
import { CountyAtWork, codes, notice } from './county-at-work.ts';
import { failingKiosk, processIsThere, type RunningKiosk, startKiosk } from './running-kiosk.ts';

const readyKeys = [
  ...['ready', 'terminal', 'board', 'staff', 'mqtt'],
  ...['countyDir', 'dataDir', 'printer', 'corePid', 'pid'],
];
const soon = { timeout: 30_000 };

describe.skipIf(!requirement('mosquitto').available)('a kiosk from its configuration', () => {
  const county = new CountyAtWork();
  const data = path.join(county.folder, 'kiosk');
  let kiosk: RunningKiosk;

  beforeAll(async () => {
    await county.setUp(true);
    await county.publish('first', { 'a.md': notice('修渠通知', '本周六修渠。') });
    await county.serve();
    kiosk = await startKiosk({ config: county.config, data });
  });
  afterAll(async () => {
    await kiosk?.stop();
    await county.remove();
  });

  it('says all keys of the ready line, no credentials, and what is running', () => {
    const { ready } = kiosk;
    expect(Object.keys(ready)).toEqual(readyKeys);
    expect(ready).toMatchObject({ ready: true, staff: null, countyDir: null, printer: null, dataDir: data });
    expect(ready.mqtt).toBe(county.broker.url);
    expect(processIsThere(ready.corePid)).toBe(true);
    expect(processIsThere(ready.pid)).toBe(true);
  });

  it('shows over TLS, account and access list what the county published, then what it publishes', async () => {
    await expect.poll(() => allTitles(kiosk.client), soon).toEqual(['修渠通知']);
    await county.publish('second', { 'b.md': notice('修路通知', '下周一修路。') });
    await expect.poll(() => allTitles(kiosk.client), soon).toEqual(['修渠通知', '修路通知'].sort());
    const { freshness, place } = await kiosk.client.home();
    expect(freshness).toMatchObject({ link: 'online', staleDays: 0, clockInDoubt: false });
    expect(place).toMatchObject({ village: codes.village, villageName: '云溪村', countyName: '越州县' });
    const entries = (await kiosk.board.rotation()).entries.map(({ card }) => card.title);
    expect(entries.sort()).toEqual(['修渠通知', '修路通知'].sort());
  });

  it('is seen by the county as online and current', async () => {
    const look = async () => JSON.parse((await county.done('status', '--json')).trim()) as unknown;
    await expect
      .poll(look, soon)
      .toMatchObject({ terminal: 'hall-1', online: true, current: true, trouble: null });
  });

  it('gives a board no terminal’s procedures, and a guessed token nothing', async () => {
    const { board, terminal } = kiosk.ready;
    await expect(clientAt(board ?? '').home()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const guessed = (terminal ?? '').replace(/#token=.*/, `#token=${'A'.repeat(43)}`);
    await expect(clientAt(guessed).home()).rejects.toMatchObject({ status: 403 });
  });

  it('keeps no password and no content in its log', () => {
    const log = readFileSync(path.join(data, 'logs', 'core.log'), 'utf8');
    const password = /password: "?([\w-]{10,})/.exec(readFileSync(county.config, 'utf8'))?.[1] ?? '';
    expect(password).toMatch(/^.{10,}$/);
    expect(log).not.toContain(password);
    expect(log).not.toMatch(/[一-鿿]/);
    expect(statSync(county.config).mode & 0o077).toBe(0);
  });

  it('keeps its data for its own account alone', () => {
    const kept = readdirSync(data, { recursive: true, encoding: 'utf8' });
    expect(kept).toEqual(expect.arrayContaining(['content.db', 'records.db', 'logs/core.log']));
    for (const name of ['.', ...kept]) {
      expect([name, statSync(path.join(data, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  it('goes on where it was after kill -9 of its starter, which takes the core along', async () => {
    await kiosk.killStarter();
    await expect.poll(() => processIsThere(kiosk.ready.corePid), soon).toBe(false);
    kiosk = await startKiosk({ config: county.config, data });
    expect(await allTitles(kiosk.client)).toHaveLength(2);
    await county.publish('third', { 'c.md': notice('停水通知', '明日停水。') });
    await expect.poll(() => allTitles(kiosk.client), soon).toHaveLength(3);
  });

  it('ends with everything it started within ten seconds of SIGTERM', async () => {
    const { took, code } = await kiosk.stop();
    expect(took).toBeLessThan(10_000);
    expect(code).toBe(0);
    expect(processIsThere(kiosk.ready.corePid)).toBe(false);
  });

  it('lists every mistake of a bad file with its line, and starts nothing', async () => {
    const bad = path.join(county.folder, 'bad.yaml');
    const lines = readFileSync(county.config, 'utf8').split('\n');
    const lineOf = (start: string) => lines.findIndex((line) => line.trimStart().startsWith(start));
    const [terminal, village, url] = ['terminal:', 'village:', 'url:'].map(lineOf) as [
      number,
      number,
      number,
    ];
    lines[terminal] = 'terminal: Hall_1';
    lines[village] = 'village: "99000100100"';
    lines[url] = '  url: http://broker';
    lines.push('colour: red');
    const colour = lines.length;
    writeFileSync(bad, lines.join('\n'));
    const end = await failingKiosk({ config: bad, data: path.join(county.folder, 'never') });
    expect(end.code).toBe(1);
    expect(end.stdout).toBe('');
    const named = end.stderr.split('\n').filter((line) => line.startsWith(`${bad}:`));
    const places = named.map((line) => line.slice(bad.length + 1).replace(/^(\d+) (\S*) .*$/, '$1 $2'));
    expect(places.sort()).toEqual(
      [
        `${terminal + 1} terminal`,
        `${village + 1} village`,
        `${url + 1} broker.url`,
        `${colour} colour`,
      ].sort(),
    );
    for (const line of named) expect(line).toMatch(/[一-鿿].*；[^；]+$/);
  });
});
