/** A county as its staff set it up, by commands alone: accounts for a real Mosquitto, a terminal, `serve` as a process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Mosquitto, startMosquitto } from '../fakes/mosquitto.ts';
import { type CountyOutcome, runCountyCommand } from './county-command.ts';

const entry = path.resolve(import.meta.dirname, '../../county/cli/main.ts');

export const codes = { county: '990001000000', township: '990001001000', village: '990001001001' } as const;

export class CountyAtWork {
  readonly folder: string;
  readonly dir: string;
  readonly config: string;
  #broker: Mosquitto | undefined;
  #caFile: string | undefined;
  #serve: ChildProcess | undefined;

  constructor() {
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-county-'));
    this.dir = path.join(this.folder, 'county');
    this.config = path.join(this.folder, 'kiosk.yaml');
  }

  get broker(): Mosquitto {
    if (!this.#broker) throw new Error('set up first');
    return this.#broker;
  }

  get passphraseFile(): string {
    return path.join(this.folder, 'passphrase');
  }

  /** init → township → village → broker → terminal. */
  async setUp(tls: boolean): Promise<void> {
    writeFileSync(this.passphraseFile, 'made up for a test\n');
    await this.done('init', '--code', codes.county, '--name', '越州县');
    await this.done('township', 'add', codes.township, '柳桥镇');
    await this.done('village', 'add', codes.village, '云溪村', '--kind', 'village');
    const accounts = { passwords: this.#brokerFile('passwords'), acl: this.#brokerFile('acl') };
    this.#broker = await startMosquitto({ tls, accounts });
    const of = ['--village', codes.village, '--broker', this.#broker.url, '--out', this.config];
    if (this.#broker.ca) {
      this.#caFile = path.join(this.folder, 'ca.pem');
      writeFileSync(this.#caFile, this.#broker.ca);
    }
    await this.done('terminal', 'add', 'hall-1', ...of, ...this.#ca);
    appendFileSync(this.config, '\nlog: debug\n');
    this.#broker.reload();
  }

  #brokerFile(name: string): string {
    return path.join(this.dir, 'broker', `mosquitto.${name}`);
  }

  get #ca(): string[] {
    return this.#caFile ? ['--ca', this.#caFile] : [];
  }

  command(...args: string[]): Promise<CountyOutcome> {
    return runCountyCommand({ dir: this.dir, passphraseFile: this.passphraseFile }, args);
  }

  /** A command that must succeed; what it said on stdout. */
  async done(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.command(...args);
    if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${stderr}`);
    return stdout;
  }

  /** A folder of sources: file name → what is in it. */
  source(name: string, files: Record<string, string | Uint8Array>): string {
    const folder = path.join(this.folder, 'sources', name);
    mkdirSync(folder, { recursive: true });
    for (const [file, data] of Object.entries(files)) writeFileSync(path.join(folder, file), data);
    return folder;
  }

  /** Publishes a folder; ids in the order of the files' names. */
  async publish(name: string, files: Record<string, string | Uint8Array>): Promise<string[]> {
    const said = await this.done('publish', '--for', codes.village, this.source(name, files), '--json');
    const lines = said.trim().split('\n');
    return lines.map((line) => (JSON.parse(line) as { id: string }).id);
  }

  /** `serve`; resolves once it says that it serves. */
  async serve(): Promise<void> {
    const args = [entry, 'serve', '--json', '--broker', this.broker.url, ...this.#ca];
    const env = { ...process.env, SANWU_COUNTY_DIR: this.dir };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    this.#serve = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.includes('"serving"')) resolve();
      });
    });
  }

  async stopServing(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#serve;
    this.#serve = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  async remove(): Promise<void> {
    await this.stopServing();
    await this.#broker?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A Markdown source. */
export function notice(title: string, body: string, more = ''): string {
  return `---\ntitle: ${title}\ncatalogue: [village.affairs.21]\nkind: notice\n${more}---\n${body}\n`;
}
