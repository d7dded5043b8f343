/** Electron packages under the launcher with a short patience, as an unprivileged user on a display: versions that lie ready are tried. */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { rolldown } from 'rolldown';
import {
  readState,
  type SoftwareState,
  softwareFolder,
  writeStaged,
} from '../../main/releases/software-notes.ts';
import { createUnprivilegedUser, type UnprivilegedUser } from '../fakes/unprivileged-user.ts';
import { startWindowManager, type WindowManager } from '../fakes/window-manager.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../fakes/xvfb.ts';

/** Of the installed package. */
const baseVersion = '0.1.0';

/** The launcher of launched-kiosk.ts as one file that anybody may read. */
async function bundleLauncher(folder: string): Promise<string> {
  const file = path.join(folder, 'launched-kiosk.mjs');
  const input = path.join(import.meta.dirname, 'launched-kiosk.ts');
  await using bundle = await rolldown({ input, platform: 'node', external: [/^node:/] });
  await bundle.write({ file, format: 'es', codeSplitting: false });
  return file;
}

export class LaunchedPackage {
  readonly #program: string;
  readonly #config: string;
  readonly #entry: string;
  readonly #display: VirtualDisplay;
  readonly #manager: WindowManager;
  readonly #user: UnprivilegedUser = createUnprivilegedUser();
  #child: ChildProcess | undefined;
  /** What the launcher said. */
  readonly notes: string[] = [];

  constructor(
    program: string,
    config: string,
    entry: string,
    display: VirtualDisplay,
    manager: WindowManager,
  ) {
    this.#program = program;
    this.#config = config;
    this.#entry = entry;
    this.#display = display;
    this.#manager = manager;
  }

  /** @param folder of the test's; readable for everybody, as `program` is */
  static async prepare(program: string, folder: string, config: string): Promise<LaunchedPackage> {
    const own = path.join(folder, 'kiosk.yaml');
    cpSync(config, own);
    chmodSync(own, 0o644);
    const [entry, display] = await Promise.all([bundleLauncher(folder), startVirtualDisplay()]);
    const manager = await startWindowManager(display.display);
    return new LaunchedPackage(program, own, entry, display, manager);
  }

  get #data(): string {
    return path.join(this.#user.home, 'data');
  }

  get state(): SoftwareState {
    return readState(softwareFolder(this.#data));
  }

  /** Where a version is unpacked. */
  folderOf(version: string): string {
    return path.join(softwareFolder(this.#data), version);
  }

  /** Leaves a version as the core does that has fetched it. `spoil` gets its resources/app; a file there is to be replaced, not written. */
  stage(version: string, spoil?: (app: string) => void): void {
    const folder = this.folderOf(version);
    mkdirSync(path.dirname(folder), { recursive: true });
    // Hard links: 400 MB each otherwise.
    execFileSync('cp', ['-al', this.#program, folder]);
    const manifest = path.join(folder, 'resources/app/package.json');
    const facts = { ...JSON.parse(readFileSync(manifest, 'utf8')), version };
    rmSync(manifest);
    writeFileSync(manifest, JSON.stringify(facts));
    spoil?.(path.join(folder, 'resources/app'));
    writeStaged(softwareFolder(this.#data), { format: 1, version, sha256: '0'.repeat(64), at: Date.now() });
    const made = [this.#data, softwareFolder(this.#data), folder];
    execFileSync('chown', [this.#user.name, ...made]);
    execFileSync('chown', [this.#user.name, path.join(softwareFolder(this.#data), 'staged.json')]);
  }

  start(): void {
    const kiosk = ['--config', this.#config, '--data', this.#data];
    const node = path.join(this.#program, 'resources/node/node');
    const child = this.#user.spawn(
      node,
      [this.#entry, this.#program, baseVersion, ...kiosk],
      { DISPLAY: this.#display.display },
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => this.notes.push(line));
    this.#child = child;
  }

  /** Programs of a version that show a page. */
  renderersOf(folder: string): number {
    const shows = `${folder}/sanwu --type=renderer`;
    return this.#user.processes().filter(({ command }) => command.startsWith(shows)).length;
  }

  async end(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  async remove(): Promise<void> {
    await this.end();
    await this.#user.remove();
    await this.#manager.stop();
    await this.#display.stop();
  }
}
