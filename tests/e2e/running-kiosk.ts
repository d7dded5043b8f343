/** `npm run kiosk -- --shell none` as a machine runs it: through build/bootstrap.mjs, in processes of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Ready } from '../../main/start/ready-line.ts';
import { type CoreClient, clientAt } from './core-client.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Where logs stay when a test fails. */
const logFolder = path.join(root, 'test-results');

export class RunningKiosk {
  readonly ready: Ready;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  constructor(ready: Ready, child: ChildProcess, ended: Promise<number | null>) {
    this.ready = ready;
    this.#child = child;
    this.#ended = ended;
  }

  get terminalUrl(): string {
    return this.ready.terminal ?? '';
  }

  get client(): CoreClient {
    return clientAt(this.terminalUrl);
  }

  get board(): CoreClient {
    return clientAt(this.ready.board ?? '');
  }

  /** SIGTERM to the ready line's `pid`; resolves with the milliseconds that it took and the exit code. */
  async stop(): Promise<{ took: number; code: number | null }> {
    const started = performance.now();
    if (isAlive(this.#child)) process.kill(this.ready.pid, 'SIGTERM');
    const code = await this.#ended;
    return { took: performance.now() - started, code };
  }

  /** kill -9 of the starter, not of the core. */
  async killStarter(): Promise<void> {
    process.kill(this.ready.pid, 'SIGKILL');
    await this.#ended;
  }
}

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

export function processIsThere(pid: number | null): boolean {
  try {
    process.kill(pid ?? 0, 0);
    return true;
  } catch {
    return false;
  }
}

export type KioskStart = { config: string; data: string; env?: NodeJS.ProcessEnv };
export type KioskEnd = { code: number | null; stdout: string; stderr: string };

function spawnKiosk({ config, data, env }: KioskStart) {
  const args = ['build/bootstrap.mjs', 'kiosk', '--config', config, '--data', data, '--shell', 'none'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    said.stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    said.stderr += bytes;
  });
  mkdirSync(logFolder, { recursive: true });
  child.stderr.pipe(createWriteStream(path.join(logFolder, `kiosk-${child.pid}.log`)));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, said, ended };
}

/** Starts one that must not start; resolves with how it ended. */
export async function failingKiosk(start: KioskStart): Promise<KioskEnd> {
  const { said, ended } = spawnKiosk(start);
  const code = await ended;
  return { code, ...said };
}

/** Starts one and waits for its ready line. */
export async function startKiosk(start: KioskStart): Promise<RunningKiosk> {
  const { child, said, ended } = spawnKiosk(start);
  const ready = await new Promise<Ready>((resolve, reject) => {
    void ended.then((code) => reject(new Error(`kiosk ended with ${code}: ${said.stderr}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready"')) resolve(JSON.parse(line) as Ready);
    });
  });
  return new RunningKiosk(ready, child, ended);
}
