/**
 * One round of migration: a program that finds databases of an older one is killed somewhere; each must be wholly of one
 * schema with every row it had, and the next start must finish. Older ones: each schema before this release's with what a
 * real import wrote, as far as it had the columns; and this release's own, found by the next.
 */
import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import { type DatabaseName, migrate, migrationsOf, schemaVersion } from '../../../db/migrate.ts';
import { draftOf, makeSyncCounty, type SyncCounty } from '../../fakes/sync-county.ts';
import type { Random } from '../../main/search/random.ts';
import { columnsOf, integrityOf, openLeft, rowsOf } from './database-state.ts';
import type { Landing } from './landings.ts';
import { type Course, courseOf, killAt, momentOf, runWhole, type Work } from './mortal.ts';
import { makeNextProgram } from './next-program.ts';

const names: readonly DatabaseName[] = ['records', 'content'];
const importing = path.join(import.meta.dirname, 'importing.ts');
const opening = path.join(import.meta.dirname, 'opening.ts');
const items = 600;
const untouched = 'before the first';

/** Rows of the columns that both schemas have. */
type Rows = { columns: Map<string, string[]>; rows: Map<string, string> };
type Older = {
  title: string;
  folder: string;
  entry: string;
  target: (name: DatabaseName) => number;
  before: Map<DatabaseName, Rows>;
  course: Course;
};

function columnsInBoth(first: Map<string, string[]>, second: Map<string, string[]>): Map<string, string[]> {
  const both = [...first].map(([table, columns]): [string, string[]] => [
    table,
    columns.filter((column) => second.get(table)?.includes(column)),
  ]);
  return new Map(both.filter(([, columns]) => columns.length > 0));
}

/** A database of an older schema with the rows of a filled one, made by the older migrations themselves. */
function makeOlder(filled: string, folder: string, name: DatabaseName, version: number): void {
  const database = new Sqlite(path.join(folder, `${name}.db`));
  database.pragma('journal_mode = WAL');
  migrate(database, name, version);
  const source = new Sqlite(path.join(filled, `${name}.db`), { readonly: true });
  const columns = columnsInBoth(columnsOf(database), columnsOf(source));
  source.close();
  database.pragma('foreign_keys = OFF');
  database.prepare('ATTACH ? AS filled').run(path.join(filled, `${name}.db`));
  for (const [table, shared] of columns) {
    const list = shared.map((column) => `"${column}"`).join(', ');
    database.exec(`INSERT INTO main."${table}" (${list}) SELECT ${list} FROM filled."${table}"`);
  }
  database.close();
}

export class MigrationRounds {
  readonly #random: Random;
  readonly #county: SyncCounty;
  readonly #older: Older[] = [];
  #copies = 0;

  private constructor(random: Random, county: SyncCounty) {
    this.#random = random;
    this.#county = county;
  }

  static async create(random: Random): Promise<MigrationRounds> {
    const county = await makeSyncCounty();
    const titles = Array.from({ length: items }, (_, index) => `第${index}号公开事项`);
    await county.publish(titles, { body: draftOf('收支明细').body.repeat(60) });
    const timestamp = await county.sign();
    const rounds = new MigrationRounds(random, county);
    const filled = rounds.#folder('filled');
    await runWhole({
      entry: importing,
      args: [JSON.stringify({ data: filled, stick: county.repository, timestamp })],
    });
    await rounds.#learn(filled);
    return rounds;
  }

  #folder(name: string): string {
    const folder = path.join(path.dirname(this.#county.dir), name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  async #learn(filled: string): Promise<void> {
    const newest = (name: DatabaseName) => migrationsOf(name).length;
    const steps = Math.max(...names.map(newest));
    for (let back = 1; back <= steps; back++) {
      const folder = this.#folder(`schema-${back}-before`);
      for (const name of names) makeOlder(filled, folder, name, Math.max(0, newest(name) - back));
      await this.#add(`schema ${back} before`, { folder, entry: opening, target: newest });
    }
    const entry = makeNextProgram(path.join(path.dirname(this.#county.dir), 'next'));
    const target = (name: DatabaseName) => newest(name) + 1;
    await this.#add('the next release', { folder: filled, entry, target });
  }

  async #add(title: string, given: Pick<Older, 'folder' | 'entry' | 'target'>): Promise<void> {
    const whole = this.#copyOf(given.folder);
    await runWhole(this.#work(given.entry, whole));
    const before = new Map<DatabaseName, Rows>();
    for (const name of names) {
      const [old, migrated] = [openLeft(given.folder, name), openLeft(whole, name)];
      if (!old || !migrated) throw new Error(`no ${name}.db`);
      expect(schemaVersion(migrated)).toBe(given.target(name));
      const columns = columnsInBoth(columnsOf(old), columnsOf(migrated));
      before.set(name, { columns, rows: rowsOf(old, columns) });
      old.close();
      migrated.close();
    }
    const course = await courseOf(() => this.#work(given.entry, this.#copyOf(given.folder)));
    this.#older.push({ ...given, title, before, course });
  }

  #copyOf(folder: string): string {
    const copy = path.join(path.dirname(this.#county.dir), `copy-${this.#copies++}`);
    cpSync(folder, copy, { recursive: true });
    return copy;
  }

  #work(entry: string, data: string): Work {
    return { entry, args: [data] };
  }

  remove(): void {
    this.#county.remove();
  }

  async round(): Promise<Landing> {
    const older = this.#random.pick(this.#older);
    const data = this.#copyOf(older.folder);
    const work = this.#work(older.entry, data);
    const wasKilled = await killAt(work, momentOf(this.#random, older.course));
    const journal = this.#journalOf(data);
    const versions = this.#check(older, data, wasKilled);
    await runWhole(work);
    expect(this.#check(older, data, true)).toEqual(names.map(older.target));
    rmSync(data, { recursive: true });
    const isDone = names.every((name, index) => versions[index] === older.target(name));
    const [records = 0] = versions;
    const place = isDone
      ? 'both are migrated'
      : journal
        ? `while ${journal} is written`
        : records === older.target('records')
          ? 'records.db is migrated, content.db not begun'
          : untouched;
    return { place: `${older.title}: ${place}`, midWork: !isDone && place !== untouched };
  }

  #journalOf(data: string): string | undefined {
    const size = (file: string) => statSync(path.join(data, file), { throwIfNoEntry: false })?.size ?? 0;
    const name = names.find((each) => size(`${each}.db-wal`) > 0 || size(`${each}.db-journal`) > 0);
    return name && `${name}.db`;
  }

  /** Each database whole, of one schema, with every row. @returns their schemas */
  #check(older: Older, data: string, mayHaveStarted: boolean): number[] {
    return names.map((name) => {
      const database = openLeft(data, name);
      if (!database) throw new Error(`no ${name}.db`);
      const { columns, rows } = older.before.get(name) ?? { columns: new Map(), rows: new Map() };
      expect(integrityOf(database)).toBe('ok');
      expect(rowsOf(database, columns)).toEqual(rows);
      const version = schemaVersion(database);
      database.close();
      if (!mayHaveStarted) expect(version).toBe(older.target(name));
      return version;
    });
  }
}
