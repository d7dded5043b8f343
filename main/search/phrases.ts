/**
 * Where a phrase may stand: the neighbours of a phrase mostly are in many texts that do not have it, and looking it up in those is
 * what a query spends its time on. So every four neighbouring characters (two words, mostly) belong to one of 512 classes by a hash, and for
 * each class there is a row of bits, one for two places (publish order has a gap of one). What the bits let through is looked for in
 * the texts.
 */
import type { Database, Statement } from 'better-sqlite3';
import { eachRun } from './characters.ts';
import { phraseClassCode } from './codes.ts';
import { keyOf } from './lists.ts';

/** 2 to the power of it are the classes: 64 bytes a text; of a page of notice a third of the bits are set. */
const classBits = 9;
/** Bytes of a piece of a row: what is read at once. */
const pieceBytes = 2048;
const placesOfPiece = pieceBytes * 8 * 2;

function classOf(text: string, at: number): number {
  const mixed =
    Math.imul(text.charCodeAt(at), 0x9e3779b1) ^
    Math.imul(text.charCodeAt(at + 1), 0x85ebca77) ^
    Math.imul(text.charCodeAt(at + 2), 0xc2b2ae3d) ^
    Math.imul(text.charCodeAt(at + 3), 0x165667b1);
  return Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f) >>> (32 - classBits);
}

function eachClass(text: string, start: number, end: number, visit: (found: number) => void): void {
  for (let at = start; at + 3 < end; at++) visit(classOf(text, at));
}

/** Pieces of a row lie one after the other. */
const pieceKey = (found: number, piece: number) => keyOf(phraseClassCode(found), 2 * piece);
const pieceOf = (place: number) => Math.floor(place / placesOfPiece);
const bitOf = (place: number) => (place % placesOfPiece) >>> 1;

const select = 'SELECT places FROM search_index WHERE key = ?';

/** Where texts may have a term of four characters and more. */
export class PhraseFilter {
  readonly #piece: Statement<[number], Buffer>;

  constructor(database: Database) {
    this.#piece = database.prepare<[number], Buffer>(select).pluck();
  }

  /** Tells of a place whether its text may have the terms. */
  of(terms: readonly string[]): (place: number) => boolean {
    const found = new Set<number>();
    for (const term of terms) eachClass(term, 0, term.length, (each) => found.add(each));
    const rows = Array.from(found, (each) => ({ each, piece: -1, bits: undefined as Buffer | undefined }));
    return (place) => {
      const piece = pieceOf(place);
      const bit = bitOf(place);
      for (const row of rows) {
        if (row.piece !== piece) {
          row.bits = this.#piece.get(pieceKey(row.each, piece));
          row.piece = piece;
        }
        if ((((row.bits?.[bit >>> 3] ?? 0) >>> (bit & 7)) & 1) === 0) return false;
      }
      return true;
    };
  }
}

/** Writes the rows of bits. A bit is never taken back but with all: it only lets through what is then looked for in vain. */
export class PhraseWriter {
  readonly #piece: Statement<[number], Buffer>;
  readonly #put: Statement<[number, Buffer]>;
  readonly #waiting = new Map<number, Buffer>();

  constructor(database: Database) {
    this.#piece = database.prepare<[number], Buffer>(select).pluck();
    this.#put = database.prepare<[number, Buffer]>(
      'INSERT OR REPLACE INTO search_index (key, places) VALUES (?, ?)',
    );
  }

  add(folded: string, place: number): void {
    const piece = pieceOf(place);
    const bit = bitOf(place);
    const note = (found: number) => {
      const key = pieceKey(found, piece);
      let bits = this.#waiting.get(key);
      if (bits === undefined) {
        bits = Buffer.alloc(pieceBytes);
        this.#waiting.set(key, bits);
      }
      bits[bit >>> 3] = (bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
    };
    eachRun(folded, (start, end) => eachClass(folded, start, end, note));
  }

  abandon(): void {
    this.#waiting.clear();
  }

  write(): void {
    for (const key of Array.from(this.#waiting.keys()).sort((left, right) => left - right)) {
      const bits = this.#waiting.get(key) ?? Buffer.alloc(0);
      const before = this.#piece.get(key);
      before?.forEach((byte, index) => {
        bits[index] = (bits[index] ?? 0) | byte;
      });
      this.#put.run(key, bits.subarray(0, usedBytes(bits)));
    }
    this.abandon();
  }
}

/** Without the zeros at the end. */
function usedBytes(bits: Buffer): number {
  let length = bits.length;
  while (length > 0 && bits[length - 1] === 0) length--;
  return length;
}
