/** A kiosk fed by a stick alone: a folder that comes, is renewed, and is swapped for an older copy (R1.5, R6.2). */
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseItem } from '../../county/open-county.ts';
import { loadKioskConfig } from '../../kiosk-config/load.ts';
import { allCards, allTitles } from './core-client.ts';
import { notice } from './county-at-work.ts';
import { type RunningKiosk, startKiosk } from './running-kiosk.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';

const soon = { timeout: 30_000 };
const secretTitle = '误发的名单壬癸';
const secretBody = '某某某身患某病庚辛';
const secretName = '误发附件戊己.jpg';
const secretPhoto = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from('照片里的秘密'.repeat(500)),
]);
const secrets = [secretTitle, secretBody, secretName, '照片里的秘密', '误发', '壬癸', '庚辛', '戊己'];

/** Files below a folder that hold one of the texts in any of the encodings in which SQLite or JSON may keep them. */
function filesWith(folder: string, texts: readonly string[]): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return files.filter((name) => {
    const bytes = readFileSync(path.join(folder, name));
    return (
      name.split(/\W/).some((part) => texts.includes(part)) ||
      needles.some((needle) => bytes.includes(needle))
    );
  });
}

describe('a kiosk fed by a stick', () => {
  let county: SmallCounty;
  let kiosk: RunningKiosk;
  let data: string;
  /** What is plugged in, and copies of other days. */
  let stick: string;
  const copy = (name: string) => path.join(county.folder, name);

  const plugIn = (from: string) => {
    const next = `${stick}.next`;
    cpSync(from, next, { recursive: true });
    rmSync(stick, { recursive: true, force: true });
    renameSync(next, stick);
  };
  const start = async () => {
    kiosk = await startKiosk({ config: county.config, data });
  };
  const trouble = async () => (await kiosk.client.freshness()).trouble;
  const repository = () => path.join(county.folder, 'county', 'repository');

  beforeAll(async () => {
    county = await makeSmallCounty();
    data = path.join(county.folder, 'kiosk');
    await county.publish('first', notice('防火通知', '进山不带火种。'));
    await county.publish(
      'secret',
      notice(secretTitle, secretBody, `attachments:\n  - file: ${secretName}\n    title: ${secretTitle}\n`),
      { [secretName]: secretPhoto },
    );
    // The stick is a copy, as a real one is: the configuration's folder is not the county's own.
    stick = repository().replace(/county\/repository$/, 'stick');
    const text = readFileSync(county.config, 'utf8');
    const { config } = loadKioskConfig(county.config);
    writeFileSync(county.config, text.replace(config?.folder ?? '', stick));
    plugIn(repository());
    await start();
  });
  afterAll(async () => {
    await kiosk?.stop();
    county.remove();
  });

  it('shows the stick without any broker', async () => {
    await expect.poll(() => allTitles(kiosk.client), soon).toEqual(['防火通知', secretTitle].sort());
    expect((await kiosk.client.freshness()).link).toBe('folder');
    expect(kiosk.ready.mqtt).toBeNull();
    await expect.poll(() => filesWith(data, ['照片里的秘密']), soon).not.toEqual([]);
    cpSync(stick, copy('old'), { recursive: true });
  });

  it('follows a renewed stick', async () => {
    await county.publish('second', notice('修桥通知', '下月修桥。'));
    plugIn(repository());
    await expect.poll(() => allTitles(kiosk.client), soon).toContain('修桥通知');
  });

  it('erases to the last byte, here and at the county', async () => {
    const cards = await allCards(kiosk.client);
    const id = cards.find(({ title }) => title === secretTitle)?.id ?? '';
    // What is looked for was there before: a search that finds nothing would prove nothing.
    expect(filesWith(data, [secretBody])).not.toEqual([]);
    expect(filesWith(repository(), [secretBody])).not.toEqual([]);
    await eraseItem(county.county, id, '含有个人信息');
    await county.sign();
    expect(filesWith(path.join(county.folder, 'county'), secrets)).toEqual([]);
    plugIn(repository());
    await expect.poll(() => allTitles(kiosk.client), soon).toContain('erased');
    await expect.poll(() => filesWith(data, secrets), soon).toEqual([]);
    expect((await kiosk.client.search({ text: '庚辛' })).hits).toEqual([]);
  });

  it('takes nothing from an old copy, and says so', async () => {
    plugIn(copy('old'));
    await expect.poll(trouble, soon).toBe('rollback');
    expect(await allTitles(kiosk.client)).toEqual(['erased', '修桥通知', '防火通知'].sort());
    expect(filesWith(data, secrets)).toEqual([]);
  });

  it('takes nothing from it after a restart either, nor when content.db is lost, which its own files make good', async () => {
    await kiosk.stop();
    await start();
    await expect.poll(trouble, soon).toBe('rollback');
    expect(await allTitles(kiosk.client)).toHaveLength(3);
    await kiosk.stop();
    for (const name of readdirSync(data).filter((each) => each.startsWith('content.db')))
      rmSync(path.join(data, name));
    await start();
    await expect.poll(trouble, soon).toBe('rollback');
    // What the stick has is too old; what was shown is read again from the machine's own files.
    await expect.poll(() => allTitles(kiosk.client), soon).toEqual(['erased', '修桥通知', '防火通知'].sort());
    expect(filesWith(data, secrets)).toEqual([]);
  });

  it('agrees with the newest stick, the erased item a tombstone', async () => {
    plugIn(repository());
    await expect.poll(() => allTitles(kiosk.client), soon).toEqual(['erased', '修桥通知', '防火通知'].sort());
    await expect.poll(trouble, soon).toBeUndefined();
    expect(filesWith(data, secrets)).toEqual([]);
  });

  it('keeps what it shows when the stick is pulled out', async () => {
    renameSync(stick, `${stick}.away`);
    await expect.poll(async () => (await kiosk.client.freshness()).link, soon).toBe('offline');
    expect(await allTitles(kiosk.client)).toHaveLength(3);
    expect(existsSync(stick)).toBe(false);
  });
});
