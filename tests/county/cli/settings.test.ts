import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { addTerminal, readRegistry } from '../../../county/open-county.ts';
import { settableSettings } from '../../../county/repository/registry.ts';
import { settingsSample } from '../../../main/text/county-settings.ts';
import { codes, passphrase, temporaryCounty } from '../fixture/temporary-county.ts';
import { lines, runCounty } from './run-county.ts';

const root = path.resolve(import.meta.dirname, '../../..');

async function prepared() {
  const { county, dir, folder } = await temporaryCounty();
  await addTerminal(county, { id: 'hall-1', village: codes.village });
  const passphraseFile = path.join(folder, 'passphrase');
  writeFileSync(passphraseFile, `${passphrase}\n`, { mode: 0o600 });
  const run = (...args: string[]) =>
    runCounty(['settings', ...args], { SANWU_COUNTY_DIR: dir, SANWU_PASSPHRASE_FILE: passphraseFile });
  const write = (name: string, text: string | Buffer) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const kept = () => readRegistry(county.folder).settings[codes.village];
  return { county, folder, run, write, kept };
}

describe('county settings', () => {
  it('set says which settings of this level are gone', async () => {
    const { run, write, kept } = await prepared();
    const links = 'links:\n  - { title: 镇纪委, phone: 0981-1 }\n';
    const first = await run(
      'set',
      codes.village,
      write('a.yaml', `${links}idle: { afterSeconds: 90, personalSeconds: 60, warningSeconds: 20 }\n`),
    );
    expect(first).toMatchObject({ exitCode: 0, stdout: '已设置，涉及 1 台终端\n' });
    const second = write(
      'b.yaml',
      'publicAddress: https://a.example\nidle: { afterSeconds: 90, warningSeconds: 20 }\n',
    );
    const ran = await run('set', codes.village, second);
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.stdout).toMatch(/^不再设置：links、idle\.personalSeconds（/m);
    expect(kept()).not.toHaveProperty('links');
    expect(lines(await run('set', codes.village, write('c.yaml', links), '--json'))).toEqual([
      { target: codes.village, terminals: ['hall-1'], noLongerSet: ['publicAddress', 'idle'] },
    ]);
  });

  it('show writes a level’s settings, pictures too, as set takes them back', async () => {
    const { run, write, folder, kept } = await prepared();
    write('mark.png', createCanvas(8, 8).toBuffer('image/png'));
    const full = [
      'publicAddress: https://a.example/b',
      'links: [ { title: "县: 热线", phone: "12317" } ]',
      'face: { accent: "#B3261E", mark: mark.png }',
      'update: { from: "02:00", to: "05:00", idleSeconds: 300 }',
      'formerCodes: ["990001001009"]',
    ];
    expect(await run('set', codes.village, write('full.yaml', `${full.join('\n')}\n`))).toMatchObject({
      exitCode: 0,
    });
    const before = kept();
    const shown = await run('show', codes.village);
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    mkdirSync(path.join(folder, 'elsewhere'));
    const again = await run('set', codes.village, write('elsewhere/again.yaml', shown.stdout), '--json');
    expect(lines(again)).toMatchObject([{ noLongerSet: [] }]);
    expect(kept()).toEqual(before);
    const none = await run('show', 'hall-1');
    expect(none.stdout).toContain('这一级还没有设置');
    expect(await run('set', 'hall-1', write('none.yaml', none.stdout))).toMatchObject({ exitCode: 0 });
    expect(await run('show', 'nobody')).toMatchObject({ exitCode: 1 });
  });

  it('a mistake points to the sample, which names every setting and is taken as it is', async () => {
    const { run, write, folder, county } = await prepared();
    const bad = await run('set', codes.village, write('bad.yaml', 'name: 云溪村\n'));
    expect(bad).toMatchObject({ exitCode: 3 });
    expect(bad.stderr).toContain(settingsSample);
    const sample = path.join(folder, 'sample.yaml');
    copyFileSync(path.join(root, settingsSample), sample);
    expect(await run('set', codes.village, sample)).toMatchObject({ exitCode: 0, stderr: '' });
    const text = readFileSync(sample, 'utf8');
    const document = readFileSync(path.join(root, 'docs/settings.md'), 'utf8');
    for (const name of Object.keys(settableSettings.shape)) {
      expect(text).toMatch(new RegExp(`^(# )?${name}:`, 'm'));
      expect(document).toContain(`| \`${name}\` |`);
    }
    for (const readme of ['README.md', 'README.zh-CN.md'])
      expect(readFileSync(path.join(root, readme), 'utf8')).toMatch(
        new RegExp(`settings show .*publicAddress: https[^]*${settingsSample}`),
      );
    expect(readRegistry(county.folder).settings[codes.village]?.headCounts?.villagers).toBe(1200);
  });
});
