/** A data folder with fake versions and a launcher over it, for tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { softwareFolder, writeStaged } from '../../../main/releases/software-notes.ts';
import { type Behaviour, writeFakeVersion } from './fake-version.ts';

const entry = path.join(import.meta.dirname, 'quick-launcher.ts');

export class LauncherRig {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-launcher-'));
  readonly data = path.join(this.folder, 'data');
  readonly software = softwareFolder(this.data);
  readonly base = path.join(this.folder, 'base');
  baseVersion = '1.0.0';
  notes: string[] = [];
  lines: string[] = [];
  #child: ChildProcess | undefined;

  constructor(behaviour: Behaviour = 'well') {
    mkdirSync(this.software, { recursive: true });
    this.setBase(this.baseVersion, behaviour);
  }

  setBase(version: string, behaviour: Behaviour = 'well'): void {
    this.baseVersion = version;
    writeFakeVersion(this.base, version, behaviour);
  }

  /** Puts a version where the core puts it. */
  stage(version: string, behaviour: Behaviour): void {
    writeFakeVersion(path.join(this.software, version), version, behaviour);
    writeStaged(this.software, { format: 1, version, sha256: 'a'.repeat(64), at: 1 });
  }

  start(): void {
    const args = [entry, this.base, this.baseVersion, this.data];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const collect = (into: string[]) => (bytes: Buffer) => into.push(...bytes.toString().trim().split('\n'));
    child.stdout?.on('data', collect(this.lines));
    child.stderr?.on('data', collect(this.notes));
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Versions in the order in which they were started. */
  started(): string[] {
    const file = path.join(this.data, 'started');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  /** Process number of the child that a version started. */
  childOf(version: string): number {
    return Number(readFileSync(path.join(this.data, `child-${version}`), 'utf8'));
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
