/** Reads a damaged table row by row: what lies on a broken page is skipped, what lies behind it is found again. */
import type { Database } from 'better-sqlite3';
import { storageErrorKind } from './errors.ts';

export type Row = Readonly<Record<string, unknown>>;
type Key = number | string;

/** Rows of a page, at most: how many keys are tried one by one behind a gap. */
const rowsOfPage = 500;
const mostProbes = 1_000_000;
/** Characters of keys that are tried behind a gap: ids, names and digests are printable ASCII. */
const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

interface TableKey {
  /** Column, or `rowid`, by which rows are found. */
  readonly column: string;
  readonly isNumber: boolean;
}

/** By what rows are found: the rowid, or the single primary key column of a table without. */
function keyOf(healthy: Database, table: string): TableKey {
  const [list] = healthy.pragma(`table_list(${table})`) as { wr: number }[];
  if (!list?.wr) return { column: 'rowid', isNumber: true };
  const columns = healthy.pragma(`table_info(${table})`) as { name: string; pk: number }[];
  const [first] = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk);
  if (!first) throw new Error(`table ${table} has no key`);
  return { column: first.name, isNumber: false };
}

/** Keys that may lie just behind an unreadable `key`, nearest first. */
function* keysBehind(key: Key | undefined, { isNumber }: TableKey, pages: number): Generator<Key> {
  if (isNumber) {
    const last = typeof key === 'number' ? key : 0;
    for (let step = 1; step <= Math.min(mostProbes, pages * rowsOfPage); step++) yield last + step;
    return;
  }
  const text = typeof key === 'string' ? key : '';
  for (let length = text.length; length >= 0; length--) {
    const bumped = text.charAt(length);
    for (const character of characters) if (character > bumped) yield text.slice(0, length) + character;
  }
}

export interface ReadTable {
  readonly rows: readonly Row[];
  /** Places where something could not be read. How many rows lay there nobody knows. */
  readonly gaps: number;
}

type Direction = 'up' | 'down';
type Found = Row & { salvage_key: Key };

class TableSalvage {
  readonly #database: Database;
  readonly #table: string;
  readonly #key: TableKey;
  readonly #rows = new Map<Key, Row>();
  #gaps = 0;

  constructor(database: Database, table: string, key: TableKey) {
    this.#database = database;
    this.#table = table;
    this.#key = key;
  }

  /** Runs `work`; undefined where a broken page is in the way. */
  #attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (storageErrorKind(error) !== 'broken-file') throw error;
      return undefined;
    }
  }

  /** Reads on from `after` to the end, to a row that is known, or to the next gap; answers the last key, and whether there was a gap. */
  #readOn(direction: Direction, after: Key | undefined): { isGap: boolean; last: Key | undefined } {
    const { column } = this.#key;
    const [beyond, order] = direction === 'up' ? ['>', 'ASC'] : ['<', 'DESC'];
    const where = after === undefined ? '' : `WHERE ${column} ${beyond} ?`;
    let last = after;
    const isWhole = this.#attempt(() => {
      const sql = `SELECT ${column} AS salvage_key, * FROM ${this.#table} ${where} ORDER BY ${column} ${order}`;
      const found = this.#database.prepare(sql).iterate(...(after === undefined ? [] : [after]));
      for (const { salvage_key: key, ...row } of found as Iterable<Found>) {
        // A broken page may lead in a circle; coming down, what was read going up is the end.
        const isOn = last === undefined || (direction === 'up' ? key > last : key < last);
        if (!isOn) return false;
        if (this.#rows.has(key)) return true;
        last = key;
        this.#rows.set(key, row);
      }
      return true;
    });
    return { isGap: isWhole !== true, last };
  }

  /** The first key that can be read behind `last` and before `end`. */
  #behind(last: Key | undefined, end: Key | undefined): Key | undefined {
    const { column, isNumber } = this.#key;
    const found = isNumber ? '= ?' : `>= ? ORDER BY ${column} LIMIT 1`;
    const pages = Number(this.#attempt(() => this.#database.pragma('page_count', { simple: true })) ?? 0);
    const probe = this.#attempt(() =>
      this.#database.prepare(`SELECT ${column} FROM ${this.#table} WHERE ${column} ${found}`).pluck(),
    );
    if (!probe) return undefined;
    for (const key of keysBehind(last, this.#key, pages)) {
      if (end !== undefined && key >= end) return undefined;
      const hit = this.#attempt(() => probe.get(key)) as Key | undefined;
      if (hit === undefined || (last !== undefined && hit <= last)) continue;
      return end !== undefined && hit >= end ? undefined : hit;
    }
    return undefined;
  }

  #readOne(key: Key): void {
    const sql = `SELECT * FROM ${this.#table} WHERE ${this.#key.column} = ?`;
    const row = this.#attempt(() => this.#database.prepare(sql).get(key)) as Row | undefined;
    if (row) this.#rows.set(key, row);
  }

  /** Up to the first gap, down to the last one, then what lies between. */
  read(): ReadTable {
    let { isGap, last } = this.#readOn('up', undefined);
    if (isGap) {
      this.#gaps++;
      const end = this.#readOn('down', undefined);
      let next = this.#behind(last, end.last);
      while (next !== undefined) {
        this.#readOne(next);
        ({ isGap, last } = this.#readOn('up', next));
        if (isGap) this.#gaps++;
        next = isGap ? this.#behind(last, end.last) : undefined;
      }
    }
    return { rows: [...this.#rows.values()], gaps: this.#gaps };
  }
}

/**
 * All rows of a table that can be read, each once.
 * @param healthy a sound database with the same schema, which tells the table's key
 */
export function readDamaged(database: Database, table: string, healthy: Database): ReadTable {
  return new TableSalvage(database, table, keyOf(healthy, table)).read();
}
