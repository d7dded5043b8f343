/** What the demo keeps below its data folder, and how it is made. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { createDemoCounty } from '../../county/demo/create-demo-county.ts';
import { addTerminal, openCounty, writeKioskFile } from '../../county/open-county.ts';
import { dayOf } from '../calendar/days.ts';
import { startText } from '../text/start.ts';

/** The village whose terminal the demo shows. */
export const demoVillage = '990001001001';
const demoTerminal = 'yunxi-demo';

export type DemoFolder = {
  county: string;
  /** Passphrase of the demo county's keys: only a demo keeps it beside them. */
  passphrase: string;
  kiosk: string;
  kioskData: string;
  slips: string;
};

function demoFolder(data: string): DemoFolder {
  return {
    county: path.join(data, 'county'),
    passphrase: path.join(data, 'passphrase'),
    kiosk: path.join(data, 'kiosk.yaml'),
    kioskData: path.join(data, 'kiosk'),
    slips: path.join(data, 'slips'),
  };
}

/**
 * Removes what a demo keeps in its data folder and nothing else: `--data` may name any folder, even one with a real county in it.
 * A demo is told by its passphrase, which is the first thing made and stays.
 * @throws Error for people, where the folder holds files of these names that no demo made
 */
export function clearDemo(data: string): void {
  const { passphrase, ...parts } = demoFolder(data);
  const found = Object.values(parts).filter((part) => existsSync(part));
  if (found.length > 0 && !existsSync(passphrase)) throw new Error(startText.notADemo(data));
  for (const part of found) rmSync(part, { recursive: true });
}

/**
 * Makes the county and the terminal's configuration, once. What was only half made is made anew.
 * @param fresh makes a new county in place of a whole one, too
 * @throws Error as of `clearDemo`
 */
export async function prepareDemo(
  data: string,
  fresh: boolean,
  say: (line: string) => void,
): Promise<DemoFolder> {
  const folder = demoFolder(data);
  if (!fresh && existsSync(folder.kiosk)) return folder;
  clearDemo(data);
  mkdirSync(data, { recursive: true });
  const started = performance.now();
  say(startText.makingCounty);
  const passphrase = randomBytes(18).toString('base64url');
  writeFileSync(folder.passphrase, `${passphrase}\n`, { mode: 0o600 });
  await createDemoCounty({
    dir: folder.county,
    today: dayOf(Date.now()),
    passphrase,
    onProgress: (done, total) => say(startText.madeItems(done, total)),
  });
  const county = openCounty(folder.county, passphrase);
  const credentials = await addTerminal(county, { id: demoTerminal, village: demoVillage });
  // The real addresses are set at each start; the rename says that everything is there.
  const unfinished = `${folder.kiosk}.new`;
  rmSync(unfinished, { force: true });
  const broker = { url: 'mqtt://127.0.0.1:1', credentials };
  writeKioskFile(county.folder, { terminal: demoTerminal, village: demoVillage, broker, out: unfinished });
  renameSync(unfinished, folder.kiosk);
  say(startText.countyReady(Math.round((performance.now() - started) / 1000)));
  return folder;
}

/** Writes this run's addresses into the terminal's configuration. */
export function setAddresses(folder: DemoFolder, brokerPort: number, printerPort: number): void {
  const document = parseDocument(readFileSync(folder.kiosk, 'utf8'));
  document.setIn(['broker', 'url'], `mqtt://127.0.0.1:${brokerPort}`);
  document.set('printer', { address: `127.0.0.1:${printerPort}`, paper: 80 });
  const next = `${folder.kiosk}.new`;
  writeFileSync(next, document.toString({ lineWidth: 0 }), { mode: 0o600 });
  renameSync(next, folder.kiosk);
}
