/** Writes the search index inside the transaction of whoever writes the items. */
import type { WriteConnection } from '../../db/open.ts';
import type { Reader } from '../pinyin/readings.ts';
import { itemText, type SearchDocument } from './item-text.ts';
import { ListWriter } from './list-writer.ts';
import { PhraseWriter } from './phrases.ts';
import { eachSoundCode, readingsOf, unitsOfLine } from './sounds.ts';
import { eachWordCode, markCodes } from './tokens.ts';

/** What is kept of an item, from which its lists are known: [folded, marks, readings]. */
type Kept = [folded: string, marks: Buffer | null, readings: string | null];

export class SearchIndexWriter {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #lists: ListWriter;
  readonly #phrases: PhraseWriter;
  readonly #reader: () => Reader;
  /** Added and not yet written. */
  readonly #waiting = new Set<number>();

  /** @param reader of pinyin, asked for when something is indexed: it is large */
  constructor(connection: WriteConnection, reader: () => Reader) {
    this.#statements = prepare(connection);
    this.#lists = new ListWriter(connection.database);
    this.#phrases = new PhraseWriter(connection.database);
    this.#reader = reader;
  }

  /** Adds a document at a free place. Places ascend in publish order: from the last to the first is newest first. */
  add(place: number, read: () => SearchDocument): void {
    const document = read();
    const text = itemText(document);
    const readings = readingsOf(this.#reader(), text.sounded);
    const { module, kind } = document.content;
    const marks = markCodes({ module, kind, year: document.year }, text.fen);
    const shown = text.shown === text.folded ? null : text.shown;
    this.#statements.addText.run(place, text.folded, shown, Buffer.from(Int32Array.from(marks).buffer));
    this.#statements.addReadings.run(place, readings.map(({ line }) => line).join('\n'));
    const list = (code: number) => this.#lists.add(code, place);
    for (const code of marks) list(code);
    eachWordCode(text.folded, list);
    for (const { units } of readings) eachSoundCode(units, list);
    this.#phrases.add(text.folded, place);
    this.#waiting.add(place);
    this.#lists.relieve();
  }

  remove(place: number): void {
    if (this.#waiting.has(place)) this.settle();
    const kept = this.#statements.kept.get(place);
    if (kept) for (const code of codesOf(kept)) this.#lists.remove(code, place);
    this.#statements.removeText.run(place);
    this.#statements.removeReadings.run(place);
  }

  /** Empties the index, to build it anew. */
  clear(): void {
    this.abandon();
    this.#lists.clear();
    this.#statements.clearTexts.run();
    this.#statements.clearReadings.run();
  }

  /** At the end of a transaction: writes what was added. */
  settle(): void {
    this.#lists.write();
    this.#phrases.write();
    this.#waiting.clear();
  }

  /** After a transaction that did not come to its end. */
  abandon(): void {
    this.#lists.abandon();
    this.#phrases.abandon();
    this.#waiting.clear();
  }
}

/** Every list in which an item stands. */
function codesOf([folded, marks, readings]: Kept): Set<number> {
  const codes = new Set(marks ? new Int32Array(Uint8Array.from(marks).buffer) : []);
  const note = (code: number) => codes.add(code);
  eachWordCode(folded, note);
  for (const line of readings?.split('\n') ?? []) eachSoundCode(unitsOfLine(line), note);
  return codes;
}

function prepare({ database }: WriteConnection) {
  return {
    addText: database.prepare<[number, string, string | null, Buffer]>(
      'INSERT INTO search_texts (place, folded, shown, marks) VALUES (?, ?, ?, ?)',
    ),
    addReadings: database.prepare<[number, string]>(
      'INSERT INTO search_readings (place, readings) VALUES (?, ?)',
    ),
    kept: database
      .prepare<[number], Kept>(`
        SELECT folded, marks, (SELECT readings FROM search_readings WHERE place = search_texts.place)
        FROM search_texts WHERE place = ?`)
      .raw(),
    removeText: database.prepare<[number]>('DELETE FROM search_texts WHERE place = ?'),
    removeReadings: database.prepare<[number]>('DELETE FROM search_readings WHERE place = ?'),
    clearTexts: database.prepare('DELETE FROM search_texts'),
    clearReadings: database.prepare('DELETE FROM search_readings'),
  };
}
