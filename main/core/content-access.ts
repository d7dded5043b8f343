/**
 * Content for reading, whatever state content.db is in: broken, it is set aside and made anew; of the future, it is left alone and
 * another one is used; where nothing can be written, it is read as it is, or from a copy in memory. Readers keep their identity.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { hasForeignLog, numberInFile, schemaDamage } from '../../db/check.ts';
import { storageErrorKind } from '../../db/errors.ts';
import { copyToMemory, type MemoryCopy } from '../../db/memory-copy.ts';
import { newestSchema } from '../../db/migrate.ts';
import {
  databaseFile,
  openEmpty,
  openForReading,
  openForWriting,
  type ReadConnection,
} from '../../db/open.ts';
import { contentReaderOver } from '../content/content-reader.ts';
import type { ContentReader, ReaderParts } from '../content/content-types.ts';
import { setAsideContent } from '../content/set-aside.ts';
import { type ErrorKind, SanwuError } from '../contract/errors.ts';
import { searchOver } from '../search/search.ts';
import type { Search } from '../search/search-types.ts';

export interface ContentAccessParts {
  /** The data folder. */
  readonly folder: string;
  readonly reader: ReaderParts;
  readonly mode: 'normal' | 'read-only';
  /** A broken page was met while reading. */
  readonly damaged: () => void;
}

type Opened = { reader: ContentReader; search: Search; refusal?: ErrorKind; copy?: MemoryCopy };

const kindOf = (error: unknown): ErrorKind | undefined =>
  error instanceof SanwuError ? error.kind : storageErrorKind(error);

/** The same object for ever, whose methods are those of whatever `current` answers at the time. */
function standing<T extends object>(current: () => T, failed: (error: unknown) => void): T {
  const call = (name: string | symbol, given: unknown[]): unknown => {
    const target = current();
    try {
      return Reflect.apply(Reflect.get(target, name) as () => unknown, target, given);
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  return new Proxy({} as T, {
    get:
      (_, name) =>
      (...given: unknown[]) =>
        call(name, given),
  });
}

export class ContentAccess {
  readonly #parts: ContentAccessParts;
  readonly reader: ContentReader;
  readonly search: Search;
  /** Where content.db lies. */
  contentFolder: string;
  /** It was set aside when it was opened: what it said must be fetched again. */
  isLost = false;
  #opened: Opened;

  /** Opens. @throws only what is a bug */
  constructor(parts: ContentAccessParts) {
    this.#parts = parts;
    this.contentFolder = parts.folder;
    this.#opened = this.#find();
    const failed = (error: unknown) => {
      if (kindOf(error) === 'broken-file' && !this.#opened.copy) parts.damaged();
    };
    this.reader = standing(() => this.#opened.reader, failed);
    this.search = standing(() => this.#opened.search, failed);
  }

  /** Why nothing can be written; undefined where it can. */
  get refusal(): ErrorKind | undefined {
    return this.#opened.refusal;
  }

  /** content.db is a newer program's. */
  get isOfTheFuture(): boolean {
    return this.contentFolder !== this.#parts.folder;
  }

  /** Tries again to write, where that was refused. @throws SanwuError: it still is */
  retry(): void {
    if (this.#opened.refusal === undefined || this.#parts.mode === 'read-only') return;
    // Looked at first: opening in earnest waits for locks, and may copy the whole database.
    if (existsSync(databaseFile(this.contentFolder, 'content'))) {
      openForReading(this.contentFolder, 'content', 'none').database.close();
    }
    this.#reopen(() => undefined);
  }

  /** Sets content.db aside and begins with an empty one. No other connection of this process may be open to it. */
  begin(): void {
    this.#reopen(() => {
      setAsideContent(this.contentFolder);
      this.isLost = true;
    });
  }

  /** In one turn: no page can ask in between. */
  #reopen(meanwhile: () => void): void {
    this.#close();
    try {
      meanwhile();
    } finally {
      this.#opened = this.#find();
    }
  }

  close(): void {
    this.#close();
  }

  #close(): void {
    const { reader, search, copy } = this.#opened;
    reader.close();
    search.close();
    copy?.remove();
  }

  #find(): Opened {
    if (this.#parts.mode === 'read-only') return this.#reading('read-only');
    try {
      return this.#writable();
    } catch (error) {
      const kind = kindOf(error);
      if (kind === undefined) throw error;
      if (kind === 'future-database' && !this.isOfTheFuture) {
        // A cache beside the newer one, for as long as this program runs here (docs/decisions/061-disks.md).
        this.contentFolder = path.join(this.#parts.folder, `content-of-schema-${newestSchema('content')}`);
        return this.#find();
      }
      if (kind === 'broken-file' && !this.isLost && this.#isSetAside()) return this.#find();
      return this.#reading(kind);
    }
  }

  #isSetAside(): boolean {
    try {
      this.isLost = setAsideContent(this.contentFolder) !== undefined;
      return this.isLost;
    } catch {
      return false;
    }
  }

  /** Made and migrated here, so that the readers find it; the worker opens its own connection. */
  #writable(): Opened {
    const file = databaseFile(this.contentFolder, 'content');
    const number = existsSync(file) ? numberInFile(file) : 0;
    const { database } = openForWriting(this.contentFolder, 'content', 'page');
    try {
      const isBroken = hasForeignLog(database, number) || schemaDamage(database, 'content') !== undefined;
      if (isBroken) throw new SanwuError('broken-file', 'content.db');
    } finally {
      database.close();
    }
    return this.#over(() => openForReading(this.contentFolder, 'content'));
  }

  #over(open: () => ReadConnection): Opened {
    const reading = open();
    try {
      return {
        reader: contentReaderOver(reading, this.#parts.reader),
        search: searchOver(open()),
      };
    } catch (error) {
      reading.database.close();
      throw error;
    }
  }

  #reading(refusal: ErrorKind): Opened {
    try {
      return { ...this.#over(() => openForReading(this.contentFolder, 'content')), refusal };
    } catch (error) {
      if (kindOf(error) === undefined) throw error;
    }
    let copy: MemoryCopy | undefined;
    try {
      const copied = copyToMemory(this.contentFolder, 'content');
      copy = copied;
      return { ...this.#over(() => openForReading(copied.folder, 'content')), refusal, copy };
    } catch (error) {
      copy?.remove();
      if (kindOf(error) === undefined) throw error;
      return { ...this.#over(() => openEmpty('content')), refusal };
    }
  }
}
