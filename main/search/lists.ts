/**
 * Lists of places, newest first. A list is kept in pieces of up to `pieceBytes`, rows of `search_index`: the key holds the code
 * and the place where the piece begins, the blob the distances between places (one byte up to 127). So the piece in
 * which a place lies is one look-up, and whoever looks for few places passes over most pieces.
 */
import type { Database, Statement } from 'better-sqlite3';
import { SanwuError } from '../contract/errors.ts';

/** Two places share a step of the key: publish order has a gap of one (main/content/placement.ts). */
const keysOfList = 2 ** 21;
/** Places from here on have no key. More items than that are refused. */
const mostPlaces = 2 * keysOfList;
/** Two pieces fill a page of the database. */
const pieceBytes = 2_000;

export type Piece = { readonly key: number; readonly places: Int32Array };
export type StoredPiece = [key: number, bytes: Buffer];

/** @throws SanwuError `limit`: more items than the index can hold */
export function keyOf(code: number, place: number): number {
  if (place >= mostPlaces) throw new SanwuError('limit', 'search index');
  return (code >>> 0) * keysOfList + (place >>> 1);
}

const none = new Int32Array(0);

/** First place that a key may mean; the piece says whether it is this or the next. */
const baseOf = (key: number) => (key % keysOfList) * 2;

/** Places of a stored piece, ascending. An empty blob is the one place that the key says. */
export function readPiece([key, bytes]: StoredPiece): Piece {
  const length = bytes.length;
  const places = new Int32Array(Math.max(1, length));
  let place = baseOf(key);
  let count = 0;
  for (let at = 0; at < length; at++) {
    let byte = bytes[at] as number;
    place += byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[++at] ?? 0;
      place += (byte & 0x7f) << shift;
    }
    places[count++] = place;
  }
  if (length === 0) places[count++] = place;
  return { key, places: places.subarray(0, count) };
}

/** A piece ends with the place that makes it too long: five bytes at most. */
const scratch = Buffer.alloc(pieceBytes + 5);

/** Pieces of a list or of a part of it. @param places ascending */
export function piecesOf(code: number, places: readonly number[] | Int32Array): StoredPiece[] {
  const pieces: StoredPiece[] = [];
  for (let from = 0; from < places.length; ) {
    const first = places[from] ?? 0;
    const key = keyOf(code, first);
    let before = baseOf(key);
    let length = 0;
    let at = from;
    for (; at < places.length && length < pieceBytes; at++) {
      const place = places[at] ?? 0;
      for (let rest = place - before; ; rest >>>= 7) {
        scratch[length++] = rest < 0x80 ? rest : (rest & 0x7f) | 0x80;
        if (rest < 0x80) break;
      }
      before = place;
    }
    const isBase = at - from === 1 && first === baseOf(key);
    pieces.push([key, isBase ? Buffer.alloc(0) : Buffer.from(scratch.subarray(0, length))]);
    from = at;
  }
  return pieces;
}

/** Walks through places from the newest to the oldest. */
export interface Cursor {
  /** The newest place up to `limit`, which never grows from one call to the next; -1 where there is none. */
  seek(limit: number): number;
}

/** Reads pieces. */
export class Lists {
  readonly #piece: Statement<[number, number], StoredPiece>;

  constructor(database: Database) {
    this.#piece = database
      .prepare<[number, number], StoredPiece>(
        'SELECT key, places FROM search_index WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT 1',
      )
      .raw();
  }

  /** The piece with the greatest key up to that of `limit`: if any place up to it is listed, it is in this piece or the one before. */
  stored(code: number, limit: number): StoredPiece | undefined {
    return limit < 0
      ? undefined
      : this.#piece.get(keyOf(code, 0), keyOf(code, Math.min(limit, mostPlaces - 1)));
  }

  cursor(code: number): ListCursor {
    return new ListCursor(this, code);
  }
}

/** Entries that are passed one by one before it is leapt. */
const nearSteps = 8;
/** Places nearer to each other than this mostly take one byte. */
const shortDistance = 64;

export class ListCursor implements Cursor {
  readonly #lists: Lists;
  readonly code: number;
  /** The piece that is read, its first place, and how many of its entries are not passed yet. */
  places: Int32Array = none;
  first = Number.POSITIVE_INFINITY;
  left = 0;
  /** Looked at for its size, and not yet read. */
  #begun: StoredPiece | undefined;

  constructor(lists: Lists, code: number) {
    this.#lists = lists;
    this.code = code;
  }

  seek(limit: number): number {
    if (limit < this.first && !this.load(limit)) return -1;
    const places = this.places;
    let high = this.left;
    // What is looked for mostly lies near: some single steps, then steps that double, then halves.
    const near = Math.max(1, high - nearSteps);
    while (high > near && (places[high - 1] as number) > limit) high--;
    if ((places[high - 1] as number) > limit) high = lastUpTo(places, high, limit) + 1;
    this.left = high;
    return high > 0 ? (places[high - 1] as number) : -1;
  }

  /** Reads the piece in which `limit` or the newest place before it lies. False: there is none. */
  load(limit: number): boolean {
    const begun = this.#begun;
    this.#begun = undefined;
    let stored = begun && begun[0] <= keyOf(this.code, Math.min(limit, mostPlaces - 1)) ? begun : undefined;
    stored ??= this.#lists.stored(this.code, limit);
    let piece = stored && readPiece(stored);
    // Two places share a key: the piece may begin with the later one.
    if (piece && (piece.places[0] ?? 0) > limit) {
      stored = this.#lists.stored(this.code, baseOf(piece.key) - 1);
      piece = stored && readPiece(stored);
    }
    this.places = piece?.places ?? none;
    this.left = this.places.length;
    this.first = this.places[0] ?? Number.NEGATIVE_INFINITY;
    return piece !== undefined;
  }

  /** Entries up to `newest`, as if the list were everywhere as dense as at its newest end; exact enough to compare. */
  entries(newest: number): number {
    this.#begun = this.#lists.stored(this.code, newest);
    if (this.#begun === undefined) return 0;
    const [key, { length }] = this.#begun;
    const span = newest + 1 - baseOf(key);
    const bytes = span / (length + 1) < shortDistance ? 1 : 2;
    return (Math.max(1, length / bytes) * (newest + 1)) / span;
  }
}

/** Index of the last place up to `limit`, before `end`; -1 where all are later. */
function lastUpTo(places: Int32Array, end: number, limit: number): number {
  let beyond = end;
  let known = end - 1;
  for (let stride = 1; known >= 0 && (places[known] as number) > limit; stride *= 2) {
    beyond = known;
    known = known === 0 ? -1 : Math.max(0, known - stride);
  }
  while (beyond - known > 1) {
    const middle = (known + beyond) >>> 1;
    if ((places[middle] as number) <= limit) known = middle;
    else beyond = middle;
  }
  return known;
}

/**
 * Places that two lists have, one being at most some times as long as the other: both are walked in one loop, which takes half of the
 * time of asking each for its next place.
 */
export function inBoth(one: ListCursor, other: ListCursor): Cursor {
  return {
    seek(limit) {
      for (let place = one.seek(limit); place >= 0; place = one.seek(one.first - 1)) {
        let ownLeft = one.left;
        while (ownLeft > 0) {
          if (
            (one.places[ownLeft - 1] as number) < other.first &&
            !other.load(one.places[ownLeft - 1] as number)
          )
            return -1;
          const [mine, others] = [one.places, other.places];
          let left = other.left;
          while (ownLeft > 0 && left > 0) {
            const [here, there] = [mine[ownLeft - 1] as number, others[left - 1] as number];
            if (here === there) {
              one.left = ownLeft;
              other.left = left;
              return here;
            }
            if (here > there) ownLeft--;
            else left--;
          }
          other.left = left;
        }
      }
      return -1;
    },
  };
}

/** Places that all have. @param cursors at least one; the rarest first, which leaps farthest */
export function inAll(cursors: readonly Cursor[]): Cursor {
  const [rarest, ...others] = cursors;
  if (rarest === undefined || others.length === 0) return rarest ?? nowhere;
  return {
    seek(limit) {
      let place = rarest.seek(limit);
      for (let index = 0; place >= 0 && index < others.length; ) {
        const found = others[index]?.seek(place) ?? -1;
        if (found === place) index++;
        else {
          place = found < 0 ? found : rarest.seek(found);
          index = 0;
        }
      }
      return place;
    },
  };
}

const nowhere: Cursor = { seek: () => -1 };

/** Places that any has. */
export function inAny(cursors: readonly Cursor[]): Cursor {
  const [only] = cursors;
  if (only && cursors.length === 1) return only;
  const heads = cursors.map(() => Number.POSITIVE_INFINITY);
  return {
    seek(limit) {
      let newest = -1;
      for (const [index, cursor] of cursors.entries()) {
        let head = heads[index] ?? -1;
        if (head > limit) {
          head = cursor.seek(limit);
          heads[index] = head;
        }
        if (head > newest) newest = head;
      }
      return newest;
    },
  };
}
