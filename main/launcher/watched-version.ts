/** One run of one version: its heartbeat is watched, and it ends with everything it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { UpdateFailure } from '../contract/software.ts';
import { killLeft, killTree, runVariable } from './process-tree.ts';

/** Milliseconds. */
export type WatchTimes = {
  /** From the start to the first heartbeat: a cold disk. */
  firstBeat: number;
  /** Without a heartbeat (one comes every 2 s): it hangs. Leaves time to be home within 10 s. */
  silence: number;
  /** From the start to the home screen, where that decides over a version. */
  home: number;
  /** After home: the heartbeat must go on for so long before a version counts as proved. */
  settle: number;
  /** From SIGTERM to SIGKILL; below the 10 s that everything may take. */
  stop: number;
};

/** `asked`: it was stopped by us, or ended with 0. `restart`: it asks to be started again, perhaps as another version. */
export type RunEnd = UpdateFailure | 'asked' | 'restart';

export type WatchOptions = {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  times: WatchTimes;
  /** A trial is given up when it is not home in time. */
  mustComeHome: boolean;
  /** ms, monotonic. */
  monotonic: () => number;
  /** Lines of its stdout that are for others (the ready line). */
  line: (line: string) => void;
  /** It has reached its home screen, `after` ms. */
  home: (after: number) => void;
  /** Home, and the heartbeat went on. Once. */
  settled: () => void;
  /** Called at each look, so that the launcher's own watchdog is fed. */
  looked: () => void;
};

const restartCode = 75;
const lookEvery = 500;
/** A trial that is home and does not settle within so many settling times is given up. */
const unsteadyFor = 5;
/** A look that comes this late means that we, or the whole machine, did not run: its silence then proves nothing. */
const late = 2_000;

type Said = { beat?: unknown; well?: unknown; home?: unknown };

function parsed(line: string): Said | undefined {
  if (!line.startsWith('{"beat"') && !line.startsWith('{"home"')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export class WatchedVersion {
  readonly #options: WatchOptions;
  readonly #child: ChildProcess;
  readonly #exit: Promise<number | null>;
  #ended = false;
  #startedAt: number;
  #lastBeat: number | undefined;
  #lastLook: number;
  #homeAt: number | undefined;
  /** Since when it is home and nothing in it was amiss. */
  #steadySince = 0;
  #isSettled = false;
  /** Why it is being ended by us. */
  #verdict: RunEnd | undefined;
  readonly #run = randomUUID();

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#startedAt = options.monotonic();
    this.#lastLook = this.#startedAt;
    this.#child = spawn(options.command, [...options.args], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // The leader of a group of its own, so that the group can be killed.
      detached: process.platform !== 'win32',
      env: { ...options.env, [runVariable]: this.#run },
    });
    this.#child.stdin?.on('error', () => undefined);
    this.#exit = new Promise((resolve) => {
      this.#child.once('exit', resolve);
      this.#child.once('error', () => resolve(null));
    });
  }

  /** Resolves when it has ended and nothing of it is left. */
  async end(): Promise<RunEnd> {
    const lines = this.#child.stdout && createInterface({ input: this.#child.stdout });
    lines?.on('line', (line) => this.#hear(line));
    const timer = setInterval(() => this.#look(), lookEvery);
    const code = await this.#exit;
    this.#ended = true;
    clearInterval(timer);
    killLeft(this.#run);
    lines?.close();
    if (this.#verdict) return this.#verdict;
    if (code === restartCode) return 'restart';
    return code === 0 && this.#homeAt !== undefined ? 'asked' : 'exited';
  }

  /** SIGTERM, and SIGKILL for everything when that takes too long. */
  stop(): void {
    if (this.#verdict || this.#ended) return;
    this.#verdict = 'asked';
    this.#child.kill('SIGTERM');
    setTimeout(() => this.#kill(), this.#options.times.stop).unref();
  }

  #kill(): void {
    if (!this.#ended && this.#child.pid !== undefined) killTree(this.#child.pid);
  }

  #hear(line: string): void {
    const said = parsed(line);
    if (!said) return this.#options.line(line);
    const now = this.#options.monotonic();
    this.#lastBeat = now;
    if (said.well === false) this.#steadySince = now;
    if (said.home !== true || this.#homeAt !== undefined) return;
    this.#homeAt = now;
    this.#steadySince = now;
    this.#options.home(now - this.#startedAt);
  }

  #look(): void {
    const now = this.#options.monotonic();
    const gap = now - this.#lastLook;
    this.#lastLook = now;
    if (gap > late) {
      this.#startedAt += gap;
      if (this.#lastBeat !== undefined) this.#lastBeat += gap;
      if (this.#homeAt !== undefined) this.#homeAt += gap;
      this.#steadySince += gap;
    }
    this.#options.looked();
    const fault = this.#verdict ? undefined : this.#fault(now);
    if (fault) {
      this.#verdict = fault;
      this.#kill();
    } else if (!this.#isSettled && this.#steadyFor() >= this.#options.times.settle) {
      this.#isSettled = true;
      this.#options.settled();
    }
  }

  /** To the last heartbeat: silence proves nothing. */
  #steadyFor(): number {
    if (this.#homeAt === undefined || this.#lastBeat === undefined) return -1;
    return this.#lastBeat - this.#steadySince;
  }

  #fault(now: number): UpdateFailure | undefined {
    const { times, mustComeHome } = this.#options;
    const isSilent =
      this.#lastBeat === undefined
        ? now - this.#startedAt > times.firstBeat
        : now - this.#lastBeat > times.silence;
    if (isSilent) return 'silent';
    if (!mustComeHome || this.#isSettled) return undefined;
    if (this.#homeAt === undefined) return now - this.#startedAt > times.home ? 'no-home' : undefined;
    return now - this.#homeAt > unsteadyFor * times.settle ? 'unsteady' : undefined;
  }
}
