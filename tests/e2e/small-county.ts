/** A county with a few items in a folder, and the configuration of a kiosk that reads it like a USB stick. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  addTerminal,
  addTownship,
  addVillage,
  type County,
  countyFolder,
  createCounty,
  Origin,
  writeKioskFile,
} from '../../county/open-county.ts';
import { runCountyCommand } from './county-command.ts';

export const village = '990001001001';
export const passphrase = 'made up for a test';

export type SmallCounty = {
  county: County;
  folder: string;
  /** Configuration of the kiosk. */
  config: string;
  /** Publishes a Markdown source and signs. */
  publish: (name: string, markdown: string, files?: Record<string, string | Uint8Array>) => Promise<void>;
  /** Signs what is pending, as `serve --once` does. */
  sign: () => Promise<unknown>;
  remove: () => void;
};

/** Makes it; `broker` instead of the folder where a test has one. */
export async function makeSmallCounty(broker?: string): Promise<SmallCounty> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-small-'));
  const dir = path.join(folder, 'county');
  const county = await createCounty({ dir, code: '990001000000', name: '越州县', passphrase });
  await addTownship(county, { code: '990001001000', name: '柳桥镇' });
  await addVillage(county, { code: village, name: '云溪村', kind: 'village' });
  const credentials = await addTerminal(county, { id: 'hall-1', village });
  const config = path.join(folder, 'kiosk.yaml');
  const passphraseFile = path.join(folder, 'passphrase');
  writeFileSync(passphraseFile, passphrase);
  writeKioskFile(countyFolder(dir), {
    terminal: 'hall-1',
    village,
    out: config,
    ...(broker ? { broker: { url: broker, credentials } } : { folder: path.join(dir, 'repository') }),
  });
  const sign = () => new Origin({ dir, note: () => undefined }).once();
  const publish = async (name: string, markdown: string, files: Record<string, string | Uint8Array> = {}) => {
    const source = path.join(folder, 'sources', name);
    mkdirSync(source, { recursive: true });
    writeFileSync(path.join(source, `${name}.md`), markdown);
    for (const [file, data] of Object.entries(files)) writeFileSync(path.join(source, file), data);
    const outcome = await runCountyCommand({ dir, passphraseFile }, ['publish', '--for', village, source]);
    if (outcome.code !== 0) throw new Error(outcome.stderr);
    await sign();
  };
  return {
    county,
    folder,
    config,
    publish,
    sign,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
