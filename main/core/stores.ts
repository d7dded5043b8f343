/** The kiosk's databases and files, opened in the order in which they depend on each other, and mended while they are in use. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { RecordsFile } from '../../db/records-file.ts';
import type { RecordsWriter } from '../../db/records-types.ts';
import type { Activation, ActivationResult, ContentActivator } from '../content/activation.ts';
import { ActivationWorker } from '../content/activation-worker.ts';
import type { ContentReader, ReaderParts } from '../content/content-types.ts';
import { DiskFileStore } from '../content/file-store.ts';
import type { FileStore } from '../content/file-store-types.ts';
import { readKeptMetadata } from '../content/kept-metadata.ts';
import { dropSetAside } from '../content/set-aside.ts';
import { type ErrorKind, SanwuError } from '../contract/errors.ts';
import { DiskWatch } from '../disk/disk-watch.ts';
import { Reserve } from '../disk/reserve.ts';
import type { DiskPlace } from '../disk/troubles.ts';
import { programFiles } from '../program/program-files.ts';
import type { Search } from '../search/search-types.ts';
import { ContentAccess } from './content-access.ts';
import type { ContentWorkerData, FileText } from './content-worker.ts';
import type { Stores, StoresEvents, StoresMode } from './stores-types.ts';

const silent: StoresEvents = {
  health: () => {},
  contentLost: () => {},
  fileLost: () => {},
  recovered: () => {},
  log: () => {},
};

type ReaderOptions = Omit<ReaderParts, 'arrived'>;

const kindOf = (error: unknown): ErrorKind | undefined =>
  error instanceof SanwuError ? error.kind : undefined;

/** Refusals that end by themselves. */
const passing: ReadonlySet<ErrorKind> = new Set(['storage-full', 'read-only', 'locked']);

class OpenStores implements Stores, ContentActivator {
  readonly #mode: StoresMode;
  readonly #folder: string;
  readonly #watch: DiskWatch;
  readonly #recordsFile: RecordsFile;
  readonly #access: ContentAccess;
  readonly #worker: ActivationWorker;
  readonly files: FileStore;
  #events = silent;
  #mending: Promise<void> | undefined;
  #closed = false;

  constructor(folder: string, parts: ReaderOptions, mode: StoresMode) {
    this.#mode = mode;
    this.#folder = folder;
    const reserve = new Reserve(folder);
    if (mode === 'normal') reserve.releaseIfFull();
    this.#watch = new DiskWatch({
      folder,
      reserve,
      set: (kind, holds) => this.#events.health(kind, holds),
      retry: () => this.#retry(),
      recovered: () => this.#events.recovered(),
    });
    this.#recordsFile = new RecordsFile({
      folder,
      now: Date.now,
      mode,
      events: {
        makeRoom: () => reserve.release(),
        outcome: (kind) => this.#note('records', kind),
      },
    });
    this.files = new DiskFileStore(path.join(folder, 'files'), {
      hasRoomFor: (bytes) => mode === 'normal' && this.#watch.hasRoomFor(bytes),
      outcome: (kind) => this.#note('files', kind),
      damaged: (sha256) => this.#fileDamaged([sha256]),
    });
    this.#access = new ContentAccess({
      folder,
      mode,
      reader: { ...parts, arrived: (sha256) => this.files.has(sha256) },
      damaged: () => this.#mend('content'),
    });
    const data: ContentWorkerData = { folder, contentFolder: this.#access.contentFolder };
    this.#worker = new ActivationWorker(programFiles.contentWorker, data);
  }

  get records(): RecordsWriter {
    return this.#recordsFile.records;
  }

  get reader(): ContentReader {
    return this.#access.reader;
  }

  get search(): Search {
    return this.#access.search;
  }

  get activator(): ContentActivator {
    return this;
  }

  keptMetadata(): ReadonlyMap<string, Uint8Array> {
    return readKeptMetadata(this.#folder);
  }

  start(events: StoresEvents): void {
    this.#events = events;
    for (const [place, refusal] of [
      ['records', this.#recordsFile.records.refusal],
      ['content', this.#access.refusal],
    ] as const) {
      if (this.#mode === 'normal') this.#watch.troubles.note(place, refusal);
    }
    if (this.#mode === 'normal') this.#watch.start();
    this.#sayRecords();
    if (this.#access.isLost) this.#contentLost();
  }

  /** What is wrong with the databases themselves. */
  #sayRecords(): void {
    const { salvaged, records } = this.#recordsFile;
    const refusal = this.#mode === 'normal' ? records.refusal : undefined;
    const { health, log } = this.#events;
    health('future-database', refusal === 'future-database' || this.#access.isOfTheFuture);
    const isLost = refusal !== undefined && refusal !== 'future-database' && !passing.has(refusal);
    health('records-unavailable', isLost);
    if (!salvaged) return;
    health('records-salvaged', true);
    const { kept, ...counts } = salvaged;
    log('records.db was broken and salvaged', { kept: path.basename(kept), ...counts });
  }

  #contentLost(): void {
    this.#events.health('content-rebuilding', true);
    this.#events.log('content.db was broken and set aside', {});
    this.#events.contentLost();
  }

  #fileDamaged(names: readonly string[]): void {
    if (names.length === 0) return;
    this.#events.log('stored files were damaged and removed', { files: names.length });
    this.#events.fileLost();
  }

  #note(place: DiskPlace, kind: ErrorKind | undefined): void {
    this.#watch.troubles.note(place, kind);
    if (place === 'records' && kind === 'broken-file') this.#mend('records');
  }

  /** Tries what was refused. @throws what still refuses it */
  #retry(): void {
    this.#recordsFile.retry();
    this.#recordsFile.records.probe();
    this.#access.retry();
    if (this.#access.refusal) throw new SanwuError(this.#access.refusal, 'content.db');
  }

  /** One at a time; the worker's connections are closed first. */
  #mend(place: 'records' | 'content'): void {
    if (this.#mode === 'read-only' || this.#closed) return;
    this.#mending ??= this.#worker
      .close()
      .then(() => {
        if (this.#closed) return;
        if (place === 'records') {
          this.#recordsFile.reopen();
          this.#sayRecords();
        } else {
          this.#access.begin();
          this.#contentLost();
        }
      })
      .catch((error: unknown) => this.#events.log('mending failed', { place, kind: kindOf(error) ?? 'bug' }))
      .finally(() => {
        this.#mending = undefined;
      });
  }

  async activate(activation: Activation): Promise<ActivationResult> {
    this.#mustBeNormal();
    try {
      if (!this.#watch.hasRoomFor(0)) throw new SanwuError('storage-full', 'content.db');
      const result = await this.#worker.activate(activation);
      if (result.erased.length > 0) dropSetAside(this.#access.contentFolder);
      this.#note('content', undefined);
      this.#events.health('content-rebuilding', false);
      return result;
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  async carryOutErasures(): Promise<readonly string[]> {
    this.#mustBeNormal();
    try {
      const erased = await this.#worker.carryOutErasures();
      if (erased.length > 0) dropSetAside(this.#access.contentFolder);
      return erased;
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  #mustBeNormal(): void {
    if (this.#mode === 'read-only') throw new SanwuError('read-only', 'content.db');
  }

  #failed(error: unknown): void {
    if (!(error instanceof SanwuError)) return;
    this.#note('content', error.kind);
    if (error.kind !== 'broken-file') return;
    if (error.subject === 'content.db') this.#mend('content');
    if (error.subject === 'records.db') this.#mend('records');
  }

  async checkContent(): Promise<void> {
    if (this.#mode === 'read-only' || this.#access.refusal) return;
    const isDamaged = await this.#worker.chore('isContentDamaged').catch((error: unknown) => {
      if (kindOf(error) === 'broken-file') return true;
      throw error;
    });
    if (isDamaged === true) this.#mend('content');
    await this.#mending;
  }

  async checkFiles(): Promise<void> {
    if (this.#mode === 'read-only') return;
    const removed = await this.#worker.chore('removeDamagedFiles');
    this.#fileDamaged(Array.isArray(removed) ? removed : []);
  }

  async backUp(): Promise<void> {
    if (this.#mode === 'read-only' || this.#recordsFile.records.refusal) return;
    try {
      await this.#worker.chore('backUpRecords');
      this.#events.health('backup-failed', false);
    } catch (error) {
      this.#events.health('backup-failed', true);
      this.#events.log('backup failed', { kind: kindOf(error) ?? 'bug' });
      const isBroken = error instanceof SanwuError && error.kind === 'broken-file';
      if (isBroken && error.subject === 'backups') this.#mend('records');
    }
  }

  async renewIndex(): Promise<void> {
    if (this.#mode === 'read-only' || this.#access.refusal) return;
    await this.#worker.chore('renewIndex');
  }

  async takeFileText(sha256: string, text: string): Promise<void> {
    if (this.#mode === 'read-only' || this.#access.refusal) return;
    const given: FileText = { sha256, text };
    await this.#worker.chore('takeFileText', given);
  }

  rest(): Promise<void> {
    return this.#worker.rest();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#watch.stop();
    this.#events = silent;
    await this.#mending;
    // Readers first: whoever closes last empties the log.
    this.#access.close();
    await this.#worker.close();
    this.#recordsFile.close();
  }
}

/**
 * Opens everything below a data folder, making what is missing and mending what is broken: reading works afterwards, whatever the
 * disk refuses; what was refused is tried again from `start` on.
 * @throws only what is a bug
 */
export function openStores(
  folder: string,
  parts: ReaderOptions,
  { mode }: { mode: StoresMode } = { mode: 'normal' },
): Stores {
  if (mode === 'normal') tryToMake(folder);
  return new OpenStores(folder, parts, mode);
}

function tryToMake(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    // Opening what should lie in it says why.
  }
}
