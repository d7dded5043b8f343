/**
 * Opening records.db whatever state it is in: a broken one is salvaged, one that cannot be written is read, one that cannot be
 * read leaves an empty one in memory. It is never deleted, and nothing is accepted that could not be recorded.
 */
import { existsSync } from 'node:fs';
import { type ErrorKind, SanwuError } from '../main/contract/errors.ts';
import { backupsOf } from './backup.ts';
import { inspect } from './check.ts';
import { storageErrorKind } from './errors.ts';
import { copyToMemory, type MemoryCopy } from './memory-copy.ts';
import { type Connection, databaseFile, openEmpty, openForReading, openForWriting } from './open.ts';
import { Records, type RecordsEvents } from './records.ts';
import { finishSalvage, type Salvaged, salvageRecords } from './salvage.ts';

export interface RecordsParts {
  readonly folder: string;
  /** UTC milliseconds; names folders only. */
  readonly now: () => number;
  readonly events?: RecordsEvents;
  /** `read-only`: nothing is written or mended. */
  readonly mode: 'normal' | 'read-only';
}

type Found = { connection: Connection; refusal?: ErrorKind; copy?: MemoryCopy };

const kindOf = (error: unknown): ErrorKind | undefined =>
  error instanceof SanwuError ? error.kind : storageErrorKind(error);

/** Refusals that may end by themselves. */
const passing: ReadonlySet<ErrorKind> = new Set(['storage-full', 'read-only', 'locked']);

export class RecordsFile {
  readonly records: Records;
  readonly #parts: RecordsParts;
  #copy: MemoryCopy | undefined;
  /** Of the last opening; undefined: there was nothing to salvage. */
  salvaged: Salvaged | undefined;

  /**
   * Opens. @throws only what is a bug
   */
  constructor(parts: RecordsParts) {
    this.#parts = parts;
    const { connection, refusal, copy } = this.#find();
    this.#copy = copy;
    this.records = new Records(connection, parts.events, refusal);
  }

  /** Tries again to write, where that was refused for a reason that may have passed. @throws SanwuError: it has not */
  retry(): void {
    const { refusal } = this.records;
    if (refusal === undefined || !passing.has(refusal) || this.#parts.mode === 'read-only') return;
    // Looked at first: opening in earnest waits for locks, and may copy the whole database.
    if (existsSync(databaseFile(this.#parts.folder, 'records'))) {
      openForReading(this.#parts.folder, 'records', 'none').database.close();
    }
    this.reopen();
  }

  /** Looks at the file anew, and salvages it where it is broken. No other connection of this process may be open to it. */
  reopen(): void {
    // The old connection is closed before the file is looked at: POSIX locks, and a log that must not change meanwhile.
    this.records.adopt(openEmpty('records'), 'locked');
    const before = this.#copy;
    const { connection, refusal, copy } = this.#find();
    this.#copy = copy;
    this.records.adopt(connection, refusal);
    before?.remove();
  }

  close(): void {
    this.records.close();
    this.#copy?.remove();
  }

  #find(): Found {
    const { folder, mode } = this.#parts;
    if (mode === 'read-only') return this.#reading('read-only');
    try {
      finishSalvage(folder);
      if (this.#isBroken()) this.salvaged = salvageRecords(folder, this.#parts.now());
      return { connection: openForWriting(folder, 'records', 'page') };
    } catch (error) {
      const kind = kindOf(error);
      if (kind === undefined) throw error;
      return this.#reading(kind);
    }
  }

  /** None, though there was one: a backup or content says so. */
  #isLost(): boolean {
    const { folder } = this.#parts;
    return backupsOf(folder).length > 0 || existsSync(databaseFile(folder, 'content'));
  }

  #isBroken(): boolean {
    const damage = inspect(this.#parts.folder, 'records');
    return damage === 'missing' ? this.#isLost() : damage !== undefined;
  }

  /** What can be read without writing anything; `refusal`: why it is not written. */
  #reading(refusal: ErrorKind): Found {
    const { folder } = this.#parts;
    // Of the future: what it says cannot be understood.
    if (refusal === 'future-database') return { connection: openEmpty('records'), refusal };
    try {
      return { connection: openForReading(folder, 'records'), refusal };
    } catch (error) {
      const kind = kindOf(error);
      if (kind === undefined) throw error;
      if (kind === 'future-database') return { connection: openEmpty('records'), refusal: kind };
    }
    let copy: MemoryCopy | undefined;
    try {
      copy = copyToMemory(folder, 'records');
      return { connection: openForReading(copy.folder, 'records'), refusal, copy };
    } catch (error) {
      copy?.remove();
      if (kindOf(error) === undefined) throw error;
      return { connection: openEmpty('records'), refusal };
    }
  }
}
