/**
 * Personal records at the county (R2.4): rows found by a keyed digest of name and identity number, their content encrypted.
 * Neither name nor number is in the file; without the secret beside it (`keys/sealing/records-*`) it says how many rows there
 * are, no more.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { type PersonalAnswer, type PersonalRecord, personalRecord } from '../../main/contract/personal.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { type PersonDigests, personDigests } from './digests.ts';

/** Programme and period of one list, and until when it may be shown. UTC ms. */
export type ListFacts = { programme: string; period: string; takenAt: number; expiresAt?: number };
export type PersonalList = ListFacts & { number: number; rows: number };
export type PersonalRow = { name: string; idNumber: string; record: PersonalRecord };

const schemaVersion = 1;
const schema = `
  CREATE TABLE lists (
    number INTEGER PRIMARY KEY, programme TEXT NOT NULL, period TEXT NOT NULL,
    taken_at INTEGER NOT NULL, expires_at INTEGER, UNIQUE (programme, period));
  CREATE TABLE records (
    number INTEGER PRIMARY KEY, person BLOB NOT NULL, list INTEGER NOT NULL REFERENCES lists ON DELETE CASCADE,
    content BLOB NOT NULL);
  CREATE INDEX records_by_person ON records (person);
  CREATE INDEX records_by_list ON records (list);
`;
const ivBytes = 12;
const tagBytes = 16;

function openFile(file: string): Database {
  const database = new Sqlite(file, { timeout: 10_000 });
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version > schemaVersion) {
    database.close();
    throw new SanwuError('future-database', 'personal.db');
  }
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // What is deleted is overwritten, not only unlinked.
  database.pragma('secure_delete = ON');
  if (version === 0) {
    database.transaction(() => {
      database.exec(schema);
      database.pragma(`user_version = ${schemaVersion}`);
    })();
  }
  return database;
}

export class PersonalStore {
  readonly #database: Database;
  readonly #digests: PersonDigests;
  readonly #contentKey: Buffer;

  private constructor(database: Database, secret: Uint8Array) {
    this.#database = database;
    this.#digests = personDigests(secret);
    this.#contentKey = Buffer.from(hkdfSync('sha256', secret, '', 'sanwu personal records', 32));
  }

  /**
   * Opens `<county>/personal.db`, making it.
   * @param secret the county's records secret (keys/sealing-keys.ts)
   * @throws SanwuError `future-database`
   */
  static open(folder: CountyFolder, secret: Uint8Array): PersonalStore {
    return new PersonalStore(openFile(path.join(folder.dir, 'personal.db')), secret);
  }

  /** Whether a county has ever taken in a list. */
  static exists(folder: CountyFolder): boolean {
    return existsSync(path.join(folder.dir, 'personal.db'));
  }

  close(): void {
    this.#database.close();
  }

  /**
   * Takes in a list, whole or not at all.
   * @param replace a list of the same programme and period goes; else it is refused
   * @returns false where there is such a list and it may not be replaced
   */
  take(facts: ListFacts, rows: readonly PersonalRow[], replace: boolean): boolean {
    const work = this.#database.transaction(() => {
      const { programme, period, takenAt, expiresAt } = facts;
      const removed = replace ? this.#removeList(programme, period) : 0;
      if (removed === 0 && this.#listNumber(programme, period) !== undefined) return false;
      const { lastInsertRowid } = this.#database
        .prepare('INSERT INTO lists (programme, period, taken_at, expires_at) VALUES (?, ?, ?, ?)')
        .run(programme, period, takenAt, expiresAt ?? null);
      const insert = this.#database.prepare('INSERT INTO records (person, list, content) VALUES (?, ?, ?)');
      for (const { name, idNumber, record } of rows) {
        const person = this.#digests.person(name, idNumber);
        insert.run(person, lastInsertRowid, this.#encrypt(record, person));
      }
      return true;
    });
    const taken = work.immediate();
    if (replace) this.#forget();
    return taken;
  }

  /** Records of one person from lists that may still be shown, newest period first. Empty where there are none. */
  find(name: string, idNumber: string, now: number): PersonalAnswer {
    const person = this.#digests.person(name, idNumber);
    const rows = this.#database
      .prepare<[Buffer, number, number], { content: Buffer; taken_at: number }>(
        `SELECT content, taken_at FROM records JOIN lists ON lists.number = records.list
         WHERE person = ? AND (expires_at IS NULL OR expires_at > ?)
         ORDER BY period DESC, records.number LIMIT ?`,
      )
      .all(person, now, limits.personalRecords + 1);
    const shown = rows.slice(0, limits.personalRecords);
    const asOf = Math.max(0, ...shown.map((row) => row.taken_at));
    return {
      type: 'personal',
      records: shown.map((row) => this.#decrypt(row.content, person)),
      more: rows.length > shown.length,
      ...(asOf > 0 ? { asOf } : {}),
    };
  }

  lists(): PersonalList[] {
    return this.#database
      .prepare<
        [],
        {
          number: number;
          programme: string;
          period: string;
          takenAt: number;
          expiresAt: number | null;
          rows: number;
        }
      >(
        `SELECT lists.number, programme, period, taken_at AS takenAt, expires_at AS expiresAt, count(records.number) AS rows
         FROM lists LEFT JOIN records ON records.list = lists.number GROUP BY lists.number ORDER BY programme, period`,
      )
      .all()
      .map(({ expiresAt, ...list }) => ({ ...list, ...(expiresAt === null ? {} : { expiresAt }) }));
  }

  /** @returns how many lists went */
  deleteLists(programme: string, period?: string): number {
    const gone = this.#database.transaction(() =>
      this.lists()
        .filter((list) => list.programme === programme && (period === undefined || list.period === period))
        .reduce((count, list) => count + this.#removeList(list.programme, list.period), 0),
    )();
    this.#forget();
    return gone;
  }

  /** @returns how many rows of this person went */
  deletePerson(name: string, idNumber: string): number {
    const { changes } = this.#database
      .prepare('DELETE FROM records WHERE person = ?')
      .run(this.#digests.person(name, idNumber));
    this.#forget();
    return changes;
  }

  /** Deletes the lists whose time is over. @returns how many went */
  expire(now: number): number {
    const { changes } = this.#database.prepare('DELETE FROM lists WHERE expires_at <= ?').run(now);
    if (changes > 0) this.#forget();
    return changes;
  }

  #listNumber(programme: string, period: string): number | undefined {
    return this.#database
      .prepare<[string, string], { number: number }>(
        'SELECT number FROM lists WHERE programme = ? AND period = ?',
      )
      .get(programme, period)?.number;
  }

  #removeList(programme: string, period: string): number {
    return this.#database
      .prepare('DELETE FROM lists WHERE programme = ? AND period = ?')
      .run(programme, period).changes;
  }

  /** Deleted rows must not live on in the log beside the file. */
  #forget(): void {
    this.#database.pragma('wal_checkpoint(TRUNCATE)');
  }

  #encrypt(record: PersonalRecord, person: Buffer): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#contentKey, iv);
    cipher.setAAD(person);
    const text = Buffer.concat([cipher.update(JSON.stringify(record)), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]);
  }

  #decrypt(content: Buffer, person: Buffer): PersonalRecord {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#contentKey, content.subarray(0, ivBytes));
      decipher.setAAD(person);
      decipher.setAuthTag(content.subarray(ivBytes, ivBytes + tagBytes));
      const text = Buffer.concat([decipher.update(content.subarray(ivBytes + tagBytes)), decipher.final()]);
      return personalRecord.parse(JSON.parse(text.toString()));
    } catch (cause) {
      throw new SanwuError('broken-file', 'personal.db', { cause });
    }
  }
}
