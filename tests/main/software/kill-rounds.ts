/**
 * kill -9 of everything at random points of updates, one after the other: download, unpacking, switch, trial, confirmation. After
 * each kill what lies on the disk is whole, and the next start brings one of the versions that may run. `npm test` does 20
 * rounds, the long tests 200.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import type { SoftwareOffer } from '../../../main/contract/software.ts';
import { killTree } from '../../../main/launcher/process-tree.ts';
import { packFolder } from '../../../main/releases/pack.ts';
import { readStaged, readState, softwareFolder } from '../../../main/releases/software-notes.ts';
import { writeFakeVersion } from '../launcher/fake-version.ts';

const launcherEntry = path.resolve(import.meta.dirname, '../launcher/quick-launcher.ts');
const station = pathToFileURL(path.join(import.meta.dirname, 'update-station.ts')).href;

/** Uniform in [0, 1) from a seed (mulberry32), so that a failed run can be repeated. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One hash over every name and byte below a folder. */
function treeHash(folder: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(`${path.relative(folder, file)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

export type KillReport = {
  rounds: number;
  seed: number;
  /** Versions that were confirmed, and that were given up after two power cuts in their trial. */
  confirmed: number;
  givenUp: number;
  /** Kills by what was going on. */
  points: Record<string, number>;
};

class KillRounds {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-update-kills-'));
  readonly data = path.join(this.folder, 'data');
  readonly software = softwareFolder(this.data);
  readonly county = path.join(this.data, 'county');
  readonly hashes = new Map<string, string>();
  readonly #filling = [...Array(120)].map(
    (_, at) => [`resources/app/part-${at}.bin`, randomBytes(24_000)] as const,
  );
  #offered = 0;
  #launcher: ChildProcess | undefined;

  #packageOf(version: string): string {
    const at = path.join(this.folder, `package-${version}`);
    const kiosk = `import path from 'node:path';\nprocess.argv.splice(2, 0, path.resolve(import.meta.dirname, '../..'));\nawait import('${station}');\n`;
    const filling = version === '1.0.0' ? {} : Object.fromEntries(this.#filling);
    writeFakeVersion(at, version, 'well', { ...filling, 'resources/app/kiosk.mjs': kiosk });
    return at;
  }

  setUp(): void {
    mkdirSync(this.county, { recursive: true });
    this.#packageOf('1.0.0');
  }

  get offered(): string {
    return `1.${this.#offered}.0`;
  }

  /** Offers the next version when this one is through, one way or the other. */
  async offerNext(): Promise<void> {
    const { current, bad } = readState(this.software);
    if (this.#offered > 0 && current !== this.offered && !bad.includes(this.offered)) return;
    this.#offered++;
    const { offered: version, county } = this;
    const source = this.#packageOf(version);
    const packed = path.join(this.folder, 'archive');
    const archive = await packFolder(source, packed);
    this.hashes.set(version, treeHash(source));
    rmSync(source, { recursive: true });
    for (const old of readdirSync(county)) rmSync(path.join(county, old));
    renameSync(packed, path.join(county, archive.sha256));
    const everybody = { for: ['990001000000'], spreadHours: 0, releasedAt: 1, recordsSchema: 1 };
    const releases = [{ version, archive, ...everybody }];
    const offer: SoftwareOffer = { type: 'sanwu.software', format: 1, platform: 'linux-x64', releases };
    writeFileSync(path.join(county, 'offer.new'), JSON.stringify(offer));
    renameSync(path.join(county, 'offer.new'), path.join(county, 'offer.json'));
  }

  /** Starts the launcher. `ready` resolves with the version that says so; rejects when the launcher ends before. */
  start(): { ready: Promise<string> } {
    const base = path.join(this.folder, 'package-1.0.0');
    const child = spawn(process.execPath, [launcherEntry, base, '1.0.0', this.data, '120'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#launcher = child;
    const ready = new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the launcher ended')));
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{"ready"')) resolve((JSON.parse(line) as { version: string }).version);
      });
    });
    ready.catch(() => undefined);
    return { ready };
  }

  /** The plug is pulled: the launcher and everything it started, at once. */
  async killAll(): Promise<void> {
    const child = this.#launcher;
    this.#launcher = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    killTree(child.pid);
    await ended;
  }

  /** What was going on, as the disk tells it. */
  point(): string {
    const { trial, current } = readState(this.software);
    const names = existsSync(this.software) ? readdirSync(this.software) : [];
    if (trial) return 'trial';
    if (names.some((name) => name.endsWith('.partial'))) return 'unpacking';
    if (readStaged(this.software) && readStaged(this.software)?.version !== current) return 'staged';
    const partial = path.join(this.data, 'files/partial');
    if (existsSync(partial) && readdirSync(partial).length > 0) return 'download';
    return 'between';
  }

  /** @throws Error naming what is not whole */
  check(): void {
    const names = existsSync(this.software) ? readdirSync(this.software) : [];
    for (const name of names.filter((each) => /^\d+\.\d+\.\d+$/.test(each)))
      if (treeHash(path.join(this.software, name)) !== this.hashes.get(name))
        throw new Error(`${name} is not whole`);
    for (const name of names.filter((each) => each.endsWith('.json'))) JSON.parse(this.#text(name));
    const { current, trial } = readState(this.software);
    const staged = readStaged(this.software)?.version;
    for (const version of [current, trial?.version, staged])
      if (version && !names.includes(version)) throw new Error(`${version} is noted and not there`);
    const records = new Sqlite(path.join(this.data, 'records.db'));
    const integrity = records.pragma('integrity_check', { simple: true });
    records.close();
    if (integrity !== 'ok') throw new Error(`records.db: ${String(integrity)}`);
  }

  #text(name: string): string {
    return readFileSync(path.join(this.software, name), 'utf8');
  }

  async remove(): Promise<void> {
    await this.killAll();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Limit for a start to come to its ready line on a busy machine; only reached when it never comes. Milliseconds. */
const startLimit = 60_000;

async function withinLimit(ready: Promise<string>): Promise<string> {
  const late = delay(startLimit).then(() => Promise.reject(new Error('no version started')));
  return Promise.race([ready, late]);
}

/**
 * @throws Error at the first round after which something is not whole or nothing starts
 */
export async function updateKillRounds(options: {
  rounds: number;
  seed: number;
  log?: (line: string) => void;
}): Promise<KillReport> {
  const { rounds, seed, log } = options;
  const random = seeded(seed);
  const rig = new KillRounds();
  const report: KillReport = { rounds, seed, confirmed: 0, givenUp: 0, points: {} };
  const confirmed = new Set<string>();
  const givenUp = new Set<string>();
  rig.setUp();
  try {
    for (let round = 1; round <= rounds; round++) {
      await rig.offerNext();
      const before = readState(rig.software);
      const may = new Set(['1.0.0', before.current, before.previous, rig.offered]);
      const { ready } = rig.start();
      // A third of the kills hit the start itself; the round after it shows that something still starts.
      if (round === 1 || random() < 0.67) {
        const version = await withinLimit(ready);
        if (!may.has(version)) throw new Error(`round ${round}: ${version} started`);
        await delay(random() * 2_200);
      } else await delay(random() * 1_000);
      const point = rig.point();
      await rig.killAll();
      report.points[point] = (report.points[point] ?? 0) + 1;
      rig.check();
      const { current, bad } = readState(rig.software);
      if (current) confirmed.add(current);
      for (const each of bad) givenUp.add(each);
      log?.(`round ${round}: killed in ${point}; current ${current ?? 'base'}, offered ${rig.offered}`);
    }
    await withinLimit(rig.start().ready);
    return { ...report, confirmed: confirmed.size, givenUp: givenUp.size };
  } finally {
    await rig.remove();
  }
}
