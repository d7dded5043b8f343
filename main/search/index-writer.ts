/** Writes the search index inside the transaction of whoever writes the items. */
import type { WriteConnection } from '../../db/open.ts';
import type { Reader } from '../pinyin/readings.ts';
import { itemText, type SearchDocument } from './item-text.ts';
import { readingLines } from './sounds.ts';
import { documentTokens } from './tokens.ts';

/** Bytes of new tokens that FTS5 keeps in memory before it writes a segment: large segments need fewer merges. */
const hashBytes = 8 * 1024 * 1024;
/** Bytes of a page of the index. "Newest first" reads whole pages, and a rare list skips pages of a frequent one: small ones. */
const pageBytes = 496;
/** Changes that may lie in segments of their own before all is made one: each segment costs every list of a query a start. */
const mostLoose = 500;

export class SearchIndexWriter {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #reader: () => Reader;
  #loose = 0;

  /** @param reader of pinyin, asked for when something is indexed: it is large */
  constructor(connection: WriteConnection, reader: () => Reader) {
    this.#statements = prepare(connection);
    this.#reader = reader;
  }

  /** Adds a document at a free place. Places ascend in publish order; `ORDER BY rowid DESC` is newest first. */
  add(place: number, read: () => SearchDocument): void {
    const document = read();
    const text = itemText(document);
    const lines = readingLines(this.#reader(), text.sounded);
    const { module, kind } = document.content;
    this.#statements.addText.run(place, text.folded, text.shown === text.folded ? null : text.shown);
    this.#statements.addReadings.run(place, lines.join('\n'));
    this.#statements.addTokens.run(place, documentTokens(text, { module, kind, year: document.year }, lines));
    this.#loose++;
  }

  remove(place: number): void {
    this.#statements.removeTokens.run(place);
    this.#statements.removeText.run(place);
    this.#statements.removeReadings.run(place);
    this.#loose++;
  }

  /** Empties the index, to build it anew. */
  clear(): void {
    this.#statements.clearTokens.run();
    this.#statements.clearTexts.run();
    this.#statements.clearReadings.run();
  }

  /** Rewrites the index so that words of removed documents are gone from the disk too; up to 0.05 ms a document. */
  forget(): void {
    this.#statements.optimise.run();
    this.#loose = 0;
  }

  /** After the changes of one transaction: makes the index one segment again if many were made. */
  settle(): void {
    if (this.#loose >= mostLoose) this.forget();
  }
}

function prepare({ database }: WriteConnection) {
  // Numbers are bound as floating point, which FTS5 refuses here.
  database.exec(
    `INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ${hashBytes}), ('pgsz', ${pageBytes})`,
  );
  return {
    addText: database.prepare<[number, string, string | null]>(
      'INSERT INTO search_texts (place, folded, shown) VALUES (?, ?, ?)',
    ),
    addTokens: database.prepare<[number, string]>('INSERT INTO search_index (rowid, tokens) VALUES (?, ?)'),
    removeTokens: database.prepare<[number]>('DELETE FROM search_index WHERE rowid = ?'),
    removeText: database.prepare<[number]>('DELETE FROM search_texts WHERE place = ?'),
    clearTokens: database.prepare("INSERT INTO search_index (search_index) VALUES ('delete-all')"),
    clearTexts: database.prepare('DELETE FROM search_texts'),
    addReadings: database.prepare<[number, string]>(
      'INSERT INTO search_readings (place, readings) VALUES (?, ?)',
    ),
    removeReadings: database.prepare<[number]>('DELETE FROM search_readings WHERE place = ?'),
    clearReadings: database.prepare('DELETE FROM search_readings'),
    optimise: database.prepare("INSERT INTO search_index (search_index) VALUES ('optimize')"),
  };
}
