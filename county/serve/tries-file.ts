/**
 * Tries of late, kept over restarts of `serve` (R2.4): else whoever can make it start again could go on guessing at once. Keyed
 * digests of names, ids of terminals, counts and times; forgotten when they no longer matter.
 */
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { SanwuError } from '../../main/contract/errors.ts';
import type { CountyFolder } from '../repository/folder.ts';
import type { Tries } from './patience.ts';
import type { KeptTries, WhoseTries } from './sealed-questions.ts';

/** `utc` dates what is on disk; `monotonic` is what tries are counted by while a process lives. Both ms. */
export type TriesClocks = { utc: () => number; monotonic: () => number };
/** In the county's folder. */
export const triesFile = 'tries.db';

type Row = { key: string; count: number; at: number };

const schemaVersion = 1;
const schema = `
  CREATE TABLE tries (
    whose TEXT NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (whose, key)) WITHOUT ROWID;
  PRAGMA user_version = ${schemaVersion};
`;

function openFile(file: string): Database {
  const database = new Sqlite(file, { timeout: 1_000 });
  try {
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > schemaVersion) throw new SanwuError('future-database', triesFile);
    database.pragma('journal_mode = WAL');
    // A killed process loses nothing by it, and an answer need not wait for the disk.
    database.pragma('synchronous = NORMAL');
    if (version === 0) database.transaction(() => database.exec(schema))();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export class TriesFile implements KeptTries {
  readonly #database: Database;
  readonly #clocks: TriesClocks;

  private constructor(database: Database, clocks: TriesClocks) {
    this.#database = database;
    this.#clocks = clocks;
  }

  /** Opens `<county>/tries.db`, making it. @throws SanwuError `future-database`; SqliteError */
  static open(folder: CountyFolder, clocks: TriesClocks): TriesFile {
    return new TriesFile(openFile(path.join(folder.dir, triesFile)), clocks);
  }

  close(): void {
    this.#database.close();
  }

  read(whose: WhoseTries): [string, Tries][] {
    const [now, utc] = [this.#clocks.monotonic(), this.#clocks.utc()];
    return this.#database
      .prepare<[WhoseTries], Row>('SELECT key, count, at FROM tries WHERE whose = ? ORDER BY at')
      .all(whose)
      .map(({ key, count, at }) => [key, { count, at: now - Math.max(0, utc - at) }]);
  }

  write(changes: Record<WhoseTries, readonly [string, Tries | undefined][]>): void {
    const shift = this.#clocks.utc() - this.#clocks.monotonic();
    const put = this.#database.prepare(
      'INSERT OR REPLACE INTO tries (whose, key, count, at) VALUES (?, ?, ?, ?)',
    );
    const drop = this.#database.prepare('DELETE FROM tries WHERE whose = ? AND key = ?');
    this.#database.transaction(() => {
      for (const whose of ['person', 'terminal'] as const)
        for (const [key, tries] of changes[whose])
          if (tries) put.run(whose, key, tries.count, Math.round(tries.at + shift));
          else drop.run(whose, key);
    })();
  }

  /** Deletes what was tried last so long ago, ms. */
  forget(whose: WhoseTries, age: number): void {
    this.#database
      .prepare('DELETE FROM tries WHERE whose = ? AND at < ?')
      .run(whose, this.#clocks.utc() - age);
  }
}
