/** One terminal's sync with its real databases and file store, without the rest of the core. Can be restarted and robbed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForWriting } from '../../db/open.ts';
import { openRecords } from '../../db/records.ts';
import type { RecordsWriter } from '../../db/records-types.ts';
import { openContentReader } from '../../main/content/content-reader.ts';
import type { ContentReader } from '../../main/content/content-types.ts';
import { ContentWriter } from '../../main/content/content-writer.ts';
import { DiskFileStore } from '../../main/content/file-store.ts';
import type { BrokerOptions, Clock, ContentPort, SoftwarePort, Sync } from '../../main/sync/ports.ts';
import { createSync } from '../../main/sync/sync.ts';
import { codes, terminals } from './sync-county.ts';

export type KioskOptions = {
  trustedRoot: Uint8Array;
  broker?: BrokerOptions;
  folder?: string;
  terminal?: string;
  village?: string;
  clock?: Clock;
  builtAt?: number;
  random?: () => number;
  updates?: SoftwarePort;
  /** Called before content is swapped: to die there. */
  beforeActivate?(): void;
};

const indexer = { add: () => {}, remove: () => {}, clear: () => {}, abandon: () => {}, settle: () => {} };
const realClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

type Running = { sync: Sync; records: RecordsWriter; reader: ContentReader; writer: ContentWriter };

export class SyncKiosk {
  readonly dir: string;
  readonly files: DiskFileStore;
  readonly options: KioskOptions;
  readonly logged: string[] = [];
  #running: Running | undefined;

  /** @param dir data folder of a terminal that was there before */
  constructor(options: KioskOptions, dir = mkdtempSync(join(tmpdir(), 'sanwu-sync-kiosk-'))) {
    this.dir = dir;
    this.files = new DiskFileStore(join(dir, 'files'));
    this.options = options;
  }

  get #now(): Running {
    if (this.#running === undefined) throw new Error('not started');
    return this.#running;
  }

  get sync(): Sync {
    return this.#now.sync;
  }

  get records(): RecordsWriter {
    return this.#now.records;
  }

  /** Titles of the newest versions shown, sorted; an erased item is `erased <id>`. */
  titles(): string[] {
    const { reader } = this.#now;
    return reader
      .recent(1_000)
      .map((card) => (card.state === 'erased' ? `erased ${card.id}` : card.title))
      .sort();
  }

  item(id: string) {
    return this.#now.reader.item(id);
  }

  active() {
    return this.#now.reader.active();
  }

  start(change: Partial<KioskOptions> = {}): void {
    Object.assign(this.options, change);
    const writer = new ContentWriter({
      content: openForWriting(this.dir, 'content'),
      records: openRecords(this.dir),
      indexer,
      shippedEntry: () => undefined,
    });
    const records = openRecords(this.dir);
    const clock = this.options.clock ?? realClock;
    const reader = openContentReader(this.dir, {
      catalogue: () => undefined,
      now: () => clock.now(),
      arrived: (sha256) => this.files.has(sha256),
    });
    const content: ContentPort = {
      active: () => reader.active(),
      wantedFiles: () => reader.wantedFiles(),
      carryOutErasures: () => writer.carryOutErasures(),
      activate: async (activation) => {
        this.options.beforeActivate?.();
        await writer.activate(activation);
      },
    };
    const sync = createSync({
      terminal: this.options.terminal ?? terminals.main,
      village: this.options.village ?? codes.village,
      county: codes.county,
      trustedRoot: this.options.trustedRoot,
      builtAt: this.options.builtAt ?? Date.UTC(2026, 0, 1),
      software: 'test',
      ...(this.options.broker ? { broker: this.options.broker } : {}),
      ...(this.options.folder ? { folder: this.options.folder } : {}),
      records,
      content,
      files: this.files,
      clock,
      random: this.options.random ?? Math.random,
      ...(this.options.updates ? { updates: this.options.updates } : {}),
      log: (level, message, fields) =>
        this.logged.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`),
    });
    this.#running = { sync, records, reader, writer };
    sync.start(new AbortController().signal);
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    await running.sync.stop();
    this.#running = undefined;
    running.reader.close();
    await running.writer.close();
    running.records.close();
  }

  /** content.db is gone, as after corruption; records.db stays. */
  loseContent(): void {
    for (const ending of ['', '-wal', '-shm']) rmSync(join(this.dir, `content.db${ending}`), { force: true });
    rmSync(join(this.dir, 'files'), { recursive: true, force: true });
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** For tests that wait for real parts: they fail by this only when something hangs, also on a machine that is busy. ms */
export const hangGuard = 240_000;
/** "Converges within 60 s of the link's return" (quality.md, fault table). ms */
const convergenceMs = 60_000;

async function within(limit: number, check: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + limit;
  while (!check()) {
    if (performance.now() > deadline) throw new Error(`not within ${limit / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until `check` holds. */
export const until = (check: () => boolean, what: string) => within(hangGuard / 2, check, what);

/** Waits until `check` holds, as long as a terminal may take once its link is back. */
export const converged = (check: () => boolean, what: string) => within(convergenceMs, check, what);
