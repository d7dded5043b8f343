/** Writes lists of places; see lists.ts. What is added waits in memory until it is written all at once, list by list. */
import type { Database } from 'better-sqlite3';
import { keyOf, type Piece, piecesOf, readPiece, type StoredPiece } from './lists.ts';

/** Entries that wait in memory at most: some ten thousand items, about 40 MB. */
const mostWaiting = 5_000_000;

export class ListWriter {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #waiting = new Map<number, number[]>();
  #count = 0;

  constructor(database: Database) {
    this.#statements = prepare(database);
  }

  /** Entries of one place may come several times, one after the other. Called hundreds of times an item, so without `at(-1)`, which is slower. */
  add(code: number, place: number): void {
    const list = this.#waiting.get(code);
    if (list === undefined) this.#waiting.set(code, [place]);
    else if (list[list.length - 1] !== place) list.push(place);
    else return;
    this.#count++;
  }

  /** Takes out what is written. */
  remove(code: number, place: number): void {
    const piece = this.#piece(code, place);
    if (piece?.places.includes(place)) {
      this.#replace(
        code,
        piece,
        piece.places.filter((each) => each !== place),
      );
    }
  }

  clear(): void {
    this.abandon();
    this.#statements.clear.run();
  }

  /** Forgets what waits. */
  abandon(): void {
    this.#waiting.clear();
    this.#count = 0;
  }

  /** Writes what waits where there is too much of it. */
  relieve(): void {
    if (this.#count >= mostWaiting) this.write();
  }

  write(): void {
    const isEmpty = this.#statements.some.get() === undefined;
    // In the order of the keys: every page of the database is touched once.
    const codes = Uint32Array.from(this.#waiting.keys(), (code) => code >>> 0).sort();
    for (const unsigned of codes) {
      const places = this.#waiting.get(unsigned | 0) ?? [];
      if (places.some((place, index) => place < (places[index - 1] ?? 0))) places.sort((a, b) => a - b);
      if (isEmpty) this.#put(unsigned, places);
      else this.#insert(unsigned, places);
    }
    this.abandon();
  }

  /** From the newest piece that is concerned to the oldest. @param places ascending */
  #insert(code: number, places: number[]): void {
    let rest = places;
    for (let piece = this.#piece(code, rest.at(-1) ?? 0); piece && rest.length > 0; ) {
      const first = piece.places[0] ?? 0;
      const within = rest.filter((place) => place >= first || keyOf(code, place) === piece?.key);
      this.#replace(code, piece, merged(piece.places, within));
      rest = rest.slice(0, rest.length - within.length);
      piece = rest.length > 0 ? this.#piece(code, rest.at(-1) ?? 0) : undefined;
    }
    this.#put(code, rest);
  }

  #piece(code: number, place: number): Piece | undefined {
    const found = this.#statements.piece.get(keyOf(code, 0), keyOf(code, place));
    return found && readPiece(found);
  }

  #replace(code: number, { key }: Piece, places: Int32Array): void {
    if (places.length === 0 || keyOf(code, places[0] ?? 0) !== key) this.#statements.drop.run(key);
    this.#put(code, places);
  }

  #put(code: number, places: readonly number[] | Int32Array): void {
    for (const piece of piecesOf(code, places)) this.#statements.put.run(...piece);
  }
}

/** Both, each place once, ascending. */
function merged(before: Int32Array, added: readonly number[]): Int32Array {
  const all = new Int32Array(before.length + added.length);
  all.set(before);
  all.set(added, before.length);
  if ((added[0] ?? 0) > (before.at(-1) ?? 0)) return all;
  return Int32Array.from(new Set(all)).sort();
}

function prepare(database: Database) {
  return {
    piece: database
      .prepare<[number, number], StoredPiece>(
        'SELECT key, places FROM search_index WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT 1',
      )
      .raw(),
    put: database.prepare<StoredPiece>('INSERT OR REPLACE INTO search_index (key, places) VALUES (?, ?)'),
    drop: database.prepare<[number]>('DELETE FROM search_index WHERE key = ?'),
    clear: database.prepare('DELETE FROM search_index'),
    some: database.prepare('SELECT 1 FROM search_index LIMIT 1'),
  };
}
