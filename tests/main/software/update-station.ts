/**
 * A kiosk reduced to what an update needs, as a process: the real software service over the real file store and records.db, with
 * downloads from a folder. `node update-station.ts PACKAGE --data DIR`; what the county offers is in `<data>/county/`.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openRecords } from '../../../db/records.ts';
import { DiskFileStore } from '../../../main/content/file-store.ts';
import { softwareOffer } from '../../../main/contract/software.ts';
import { readPackage } from '../../../main/releases/package-folder.ts';
import { Software } from '../../../main/software/software.ts';

const folder = process.argv[2] ?? '';
const data = process.argv[process.argv.indexOf('--data') + 1] ?? '';
const { version } = readPackage(folder);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const chunk = 64 * 1024;

process.stdin.on('end', () => process.exit(0)).resume();
process.stdout.on('error', () => process.exit(1));
mkdirSync(data, { recursive: true });
const records = openRecords(data);
const files = new DiskFileStore(path.join(data, 'files'));
let fetching = false;

/** What came before is kept; a kill may come after every chunk. */
async function fetchWanted(): Promise<void> {
  const wanted = software.wanted();
  if (fetching || !wanted || files.has(wanted.sha256)) return;
  fetching = true;
  const source = await open(path.join(data, 'county', wanted.sha256), 'r');
  const partial = await files.partial(wanted.sha256, wanted.length);
  for (let at = partial.received; at < wanted.length; at += chunk) {
    const bytes = Buffer.alloc(Math.min(chunk, wanted.length - at));
    await source.read(bytes, 0, bytes.length, at);
    await partial.write(at, bytes);
    await delay(8);
  }
  await partial.finish();
  await source.close();
  fetching = false;
  software.arrived();
}

const software = new Software({
  dataDir: data,
  terminal: 'hall-1',
  village: '990001001001',
  platform: 'linux-x64',
  running: version,
  recordsSchema: 1,
  files,
  isIdle: () => true,
  times: () => ({ from: '00:00', to: '00:00', idleSeconds: 0 }),
  fetch: () => void fetchWanted(),
  restart: () => {
    records.close();
    process.exit(75);
  },
  changed: () => undefined,
  setHealth: () => undefined,
  clock: { now: Date.now, monotonic: () => performance.now() },
  log: (level, message, fields) => process.stderr.write(`${level} ${message} ${JSON.stringify(fields)}\n`),
  lookEvery: 40,
});
await software.start();
process.on('SIGTERM', () => process.exit(0));
say({ ready: true, version });
setTimeout(() => say({ home: true }), 60);
setInterval(() => say({ beat: true }), 40);
setInterval(() => {
  records.saveSignedTime(Date.now());
  const offer = path.join(data, 'county/offer.json');
  if (existsSync(offer)) software.offered(softwareOffer.parse(JSON.parse(readFileSync(offer, 'utf8'))));
}, 40);
