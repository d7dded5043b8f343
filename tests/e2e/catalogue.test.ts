/** A county's own catalogue on a kiosk that reads the county's folder: its plain titles stand in the lists (R1.2). */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCountyCommand } from './county-command.ts';
import { type RunningKiosk, startKiosk } from './running-kiosk.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';

const soon = { timeout: 30_000 };
const entry = '990001.x.1';
const example = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/catalogues.md', 'utf8'))?.[1] ?? '';
const item = `---\ntitle: 三季度水质检测\ncatalogue: [${entry}]\nkind: result\n---\n各项合格。\n`;

describe('a kiosk of a county with its own catalogue', () => {
  let county: SmallCounty;
  let kiosk: RunningKiosk;

  const install = async (text: string) => {
    const file = path.join(county.folder, 'catalogue.yaml');
    writeFileSync(file, text);
    const where = {
      dir: path.join(county.folder, 'county'),
      passphraseFile: path.join(county.folder, 'passphrase'),
    };
    const outcome = await runCountyCommand(where, ['catalogue', 'add', file]);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    await county.sign();
  };
  const shown = async () => {
    const { entries, items } = await kiosk.client.module({ module: 'village' });
    return { entries, items: items.map(({ title, catalogueTitle }) => ({ title, catalogueTitle })) };
  };
  const titled = (plainTitle: string) => ({
    entries: [{ id: entry, module: 'village', title: '农村饮用水水质检测结果', plainTitle, count: 1 }],
    items: [{ title: '三季度水质检测', catalogueTitle: plainTitle }],
  });

  beforeAll(async () => {
    county = await makeSmallCounty();
    await install(example);
    await county.publish('water', item);
    kiosk = await startKiosk({ config: county.config, data: path.join(county.folder, 'kiosk') });
  });
  afterAll(async () => {
    await kiosk?.stop();
    county.remove();
  });

  it('lists items under the plain title of its entry', async () => {
    await expect.poll(shown, soon).toEqual(titled('自来水干不干净'));
  });

  it('finds them by the words of that title', async () => {
    const titles = async () =>
      (await kiosk.client.search({ text: '自来水' })).hits.map(({ card }) => card.title);
    await expect.poll(titles, soon).toEqual(['三季度水质检测']);
  });

  it('takes a new edition', async () => {
    await install(example.replace('version: 1', 'version: 2').replace('自来水干不干净', '水能不能喝'));
    await expect.poll(shown, soon).toEqual(titled('水能不能喝'));
  });
});
