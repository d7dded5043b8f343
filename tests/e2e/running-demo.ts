/** The whole demo as a person starts it, in a folder of its own, driven from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Ready } from '../../main/start/ready-line.ts';
import { type CountyOutcome, runCountyCommand } from './county-command.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Generating and signing the demo county on two busy cores. Milliseconds. */
const startLimit = 180_000;

export const mainVillage = '990001001001';

export class RunningDemo {
  readonly ready: Ready;
  readonly folder: string;
  readonly #child: ChildProcess;
  constructor(ready: Ready, folder: string, child: ChildProcess) {
    this.ready = ready;
    this.folder = folder;
    this.#child = child;
  }

  get terminalUrl(): string {
    return this.ready.terminal ?? '';
  }

  get boardUrl(): string {
    return this.ready.board ?? '';
  }

  /** A county command as in a second shell; never throws for its exit code. */
  county(...args: string[]): Promise<CountyOutcome> {
    const passphraseFile = path.join(this.ready.dataDir ?? '', 'passphrase');
    return runCountyCommand({ dir: this.ready.countyDir ?? '', passphraseFile }, args);
  }

  /** SIGTERM, as the conventions promise; resolves with the milliseconds that it took. */
  async stop(): Promise<number> {
    const started = performance.now();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = new Promise((resolve) => this.#child.once('exit', resolve));
      process.kill(this.ready.pid, 'SIGTERM');
      await ended;
    }
    return performance.now() - started;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export type DemoOptions = {
  shell?: 'none' | 'electron' | 'chromium';
  env?: NodeJS.ProcessEnv;
  from?: string;
};

function firstReady(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no ready line in time')), startLimit);
    child.once('exit', (code) => reject(new Error(`start ended with ${code} before its ready line`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"ready"')) return;
      clearTimeout(timer);
      resolve(JSON.parse(line) as Ready);
    });
  });
}

/** Where logs stay when a test fails. */
const logFolder = path.join(root, 'test-results');

/**
 * Starts the demo with its own data folder.
 * @param options.from a data folder to begin with (a copy is used); without it the demo county is generated
 */
export async function startDemo(options: DemoOptions = {}): Promise<RunningDemo> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-demo-'));
  const data = path.join(folder, 'data');
  if (options.from) cpSync(options.from, data, { recursive: true });
  mkdirSync(logFolder, { recursive: true });
  const args = ['build/bootstrap.mjs', 'start', '--shell', options.shell ?? 'none', '--data', data];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: folder, ...options.env },
  });
  child.stderr?.pipe(createWriteStream(path.join(logFolder, `${path.basename(folder)}.log`)));
  try {
    return new RunningDemo(await firstReady(child), folder, child);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
