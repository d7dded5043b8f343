/** Starts the version that is to run, again and again, and decides over versions that are tried (docs/updates.md). */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { kioskOf, nodeOf } from '../releases/package-folder.ts';
import {
  readStaged,
  readState,
  type SoftwareState,
  softwareFolder,
  writeState,
} from '../releases/software-notes.ts';
import { type Choice, chooseVersion, confirmed, givenUp, interrupted, judgedBad, settled } from './choice.ts';
import { keepRecords } from './records-copy.ts';
import { type RunEnd, WatchedVersion, type WatchTimes } from './watched-version.ts';

export type LauncherTimes = WatchTimes & {
  /** Pauses before something that ended by itself is started again; the last one repeats. Milliseconds. */
  pauses: readonly number[];
};

export const launcherTimes: LauncherTimes = {
  firstBeat: 60_000,
  silence: 6_000,
  home: 180_000,
  settle: 60_000,
  stop: 8_000,
  pauses: [500, 1_000, 2_000, 5_000, 10_000, 30_000],
};

/** A version that ended so often without ever being home is left for the one before it, until the launcher's next start. */
const mostFruitless = 6;

export type LauncherOptions = {
  /** The installed package's folder, and its version. */
  base: { folder: string; version: string };
  dataDir: string;
  /** Given on to every version. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  times: LauncherTimes;
  /** UTC ms. */
  now: () => number;
  monotonic: () => number;
  /** Lines of the running version's stdout for others. */
  line: (line: string) => void;
  /** What happened, for the system's journal. */
  note: (what: string) => void;
  /** Called about twice a second while the launcher is well; `home` once the first home screen is there. */
  alive?: () => void;
  home?: () => void;
};

export class Launcher {
  readonly #options: LauncherOptions;
  readonly #folder: string;
  readonly #stopping = new AbortController();
  readonly #avoid = new Set<string>();
  readonly #fruitless = new Map<string, number>();
  #state: SoftwareState;
  #running: WatchedVersion | undefined;
  #mayTry = true;
  #ended = 0;
  #wasHome = false;

  constructor(options: LauncherOptions) {
    this.#options = options;
    this.#folder = softwareFolder(options.dataDir);
    this.#state = readState(this.#folder);
  }

  /** Runs until `stop`, or until the running version ends because a person asked it to. */
  async run(): Promise<void> {
    this.#makeFolder();
    while (!this.#stopping.signal.aborted) {
      const choice = this.#choose();
      const end = await this.#runOnce(choice);
      if (this.#stopping.signal.aborted || end === 'asked') break;
      await this.#pause(end);
    }
    this.#save(interrupted(this.#state));
  }

  /** Ends the running version. `run` returns once nothing of it is left, within 10 s. */
  stop(): void {
    this.#stopping.abort();
    this.#running?.stop();
  }

  /** On a disk that takes no writes the installed package or the current version runs all the same. */
  #makeFolder(): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      this.#options.note(`no folder for versions: ${nameOf(error)}`);
    }
  }

  #folderOf(version: string | null): string {
    return version === null ? this.#options.base.folder : path.join(this.#folder, version);
  }

  #choose(): Choice {
    const { base, now } = this.#options;
    const present = (version: string) => {
      const folder = this.#folderOf(version);
      return existsSync(kioskOf(folder)) && existsSync(nodeOf(folder));
    };
    const staged = readStaged(this.#folder)?.version;
    const facts = { base: base.version, staged, present, mayTry: this.#mayTry, avoid: this.#avoid };
    const choice = chooseVersion({ ...facts, state: this.#state }, now());
    this.#mayTry = false;
    const isNoted = this.#save(choice.state);
    // What cannot be noted cannot be taken back after a power cut: it is not tried.
    if (choice.trial && !isNoted)
      return { ...choice, version: settled({ ...facts, state: this.#state }), trial: false };
    // What the tried version does to records.db can be taken back; the first attempt's copy is the one that counts.
    if (choice.trial && choice.state.trial?.attempt === 1) keepRecords(this.#options.dataDir);
    return choice;
  }

  /** False: the disk takes no writes, which must not keep the running version from running. */
  #save(state: SoftwareState): boolean {
    const isSame = JSON.stringify(state) === JSON.stringify(this.#state);
    this.#state = state;
    if (isSame) return true;
    try {
      writeState(this.#folder, state);
      return true;
    } catch (error) {
      this.#options.note(`versions cannot be noted: ${nameOf(error)}`);
      return false;
    }
  }

  async #runOnce({ version, trial }: Choice): Promise<RunEnd> {
    const { base, args, env, times, monotonic, note, now } = this.#options;
    const folder = this.#folderOf(version);
    const name = version ?? base.version;
    note(`starting ${name}${trial ? ', on trial' : ''}`);
    const running = new WatchedVersion({
      command: nodeOf(folder),
      args: [kioskOf(folder), ...args],
      env: { ...env, ...launchedBy(base.folder, folder) },
      times,
      mustComeHome: trial,
      monotonic,
      line: this.#options.line,
      home: (after) => this.#cameHome(name, trial, after),
      settled: () => this.#settled(name, trial),
      looked: () => this.#options.alive?.(),
    });
    this.#running = running;
    this.#wasHome = false;
    const end = await running.end();
    this.#running = undefined;
    note(`${name} ended: ${end}`);
    const failure = end === 'asked' || end === 'restart' ? undefined : end;
    if (failure && trial && this.#state.trial) this.#save(givenUp(this.#state, failure, now()));
    if (failure && version !== null && !trial) this.#countFruitless(version);
    if (end === 'restart') this.#mayTry = true;
    return end;
  }

  #cameHome(name: string, trial: boolean, after: number): void {
    this.#wasHome = true;
    this.#fruitless.delete(name);
    this.#ended = 0;
    this.#options.home?.();
    // Prompt where the tried version was not: that one is at fault. Late: perhaps a screen was unplugged.
    if (!trial && this.#state.failed?.verdict === 'open' && after <= this.#options.times.home)
      this.#save(judgedBad(this.#state));
  }

  #settled(name: string, trial: boolean): void {
    if (!trial) return;
    this.#options.note(`${name} has proved itself`);
    this.#save(confirmed(this.#state));
  }

  #countFruitless(version: string): void {
    const count = (this.#fruitless.get(version) ?? 0) + 1;
    this.#fruitless.set(version, count);
    if (count >= mostFruitless) this.#avoid.add(version);
  }

  async #pause(end: RunEnd): Promise<void> {
    const { pauses } = this.#options.times;
    // One that asks again and again without ever being home must not keep the machine busy.
    if (end === 'restart' && this.#wasHome) return;
    const pause = pauses[Math.min(this.#ended++, pauses.length - 1)] ?? 0;
    const until = this.#options.monotonic() + pause;
    while (this.#options.monotonic() < until && !this.#stopping.signal.aborted) {
      this.#options.alive?.();
      const step = Math.min(500, until - this.#options.monotonic());
      await delay(Math.max(1, step), undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }
}

const nameOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'error');

/**
 * What a version is told of how it was started. A version that the core unpacked belongs to the kiosk's account, so its
 * `chrome-sandbox` cannot be setuid root; Chromium takes the installed package's instead (its LinuxSUIDSandboxDevelopment).
 */
function launchedBy(base: string, folder: string): NodeJS.ProcessEnv {
  const sandbox = path.join(base, 'chrome-sandbox');
  const stat = folder === base ? undefined : statSync(sandbox, { throwIfNoEntry: false });
  const borrowed =
    stat && stat.uid === 0 && (stat.mode & 0o4000) !== 0 ? { CHROME_DEVEL_SANDBOX: sandbox } : {};
  return { SANWU_LAUNCHED: '1', ...borrowed };
}
