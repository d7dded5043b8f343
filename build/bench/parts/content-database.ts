/** A content.db of many items in a folder of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checkpoint, openForWriting, type WriteConnection } from '../../../db/open.ts';
import { openContentWriter } from '../../../main/content/content-writer.ts';
import type { ItemIndexer } from '../../../main/content/indexer.ts';
import { itemRows } from '../../../main/content/item-rows.ts';
import type { Pack } from '../../../main/contract/content.ts';
import { readLexicon } from '../../../main/pinyin/lexicon.ts';
import { Reader } from '../../../main/pinyin/readings.ts';
import { programFiles } from '../../../main/program/program-files.ts';
import { SearchIndexWriter } from '../../../main/search/index-writer.ts';
import { generationOf, VillageText } from './village-text.ts';

let reader: Reader | undefined;

/** As the core's worker has it. */
export function pinyinReader(): Reader {
  reader ??= new Reader(readLexicon(gunzipSync(readFileSync(programFiles.lexicon())).toString()));
  return reader;
}

const perTransaction = 10_000;

export class Folder {
  readonly path = mkdtempSync(path.join(os.tmpdir(), 'sanwu-bench-'));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

const noIndex: ItemIndexer = {
  add: () => undefined,
  remove: () => undefined,
  clear: () => undefined,
  settle: () => undefined,
  abandon: () => undefined,
};
const noRecords = { tombstone: () => undefined, addTombstones: () => undefined, pendingErasures: () => [] };

/** Imports packs through the product's own activation, with or without the search index. Milliseconds that it took. */
export async function importPacks(folder: string, packs: readonly Pack[], indexed: boolean): Promise<number> {
  const writer = openContentWriter(folder, {
    records: noRecords,
    indexer: (content) => (indexed ? new SearchIndexWriter(content, pinyinReader) : noIndex),
    shippedEntry: () => undefined,
  });
  const began = performance.now();
  await writer.activate(generationOf(packs, 1));
  const took = performance.now() - began;
  await writer.close();
  return took;
}

/** `count` items, indexed, through the product's activation. */
export function importItems(folder: string, count: number): Promise<number> {
  return importPacks(folder, Array.from(new VillageText().packs(count)), true);
}

type Row = Record<string, unknown>;

/** `INSERT` of rows like these. */
export function inserter({ database }: WriteConnection, table: string, like: Row) {
  const columns = Object.keys(like).map((name) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  const values = Object.keys(like).map((name) => `@${name}`);
  return database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${values})`);
}

/** Places have a gap of one between them, as the product's do (decisions/040). */
const step = 2;

/**
 * What search reads of `count` items, without what it does not: so many could not be verified and activated in a bench's time.
 * The rows of `items` are as long as an activation's, the index is the product's own.
 */
export function importForSearch(folder: string, count: number): void {
  const connection = openForWriting(folder, 'content');
  const { database } = connection;
  const text = new VillageText();
  const sample = new VillageText().packs(1).next().value?.items[0];
  if (sample === undefined) throw new Error('nothing to insert');
  const like = { ...itemRows(sample).item, number: 1, signer: 1, place: step };
  database.exec("INSERT INTO signers VALUES (1, 'd', 's', 'h', '{}')");
  const put = inserter(connection, 'items', like);
  const indexer = new SearchIndexWriter(connection, pinyinReader);
  const write = database.transaction((from: number, to: number) => {
    for (let number = from; number <= to; number++) {
      const content = text.item(number);
      const { id, title, publishedAt } = content;
      const place = number * step;
      put.run({ ...like, number, place, id, title, publishedAt });
      indexer.add(place, () => ({ content, catalogueTitles: [], year: 2018 + (number % 9) }));
    }
  });
  for (let from = 1; from <= count; from += perTransaction)
    write(from, Math.min(count, from + perTransaction - 1));
  database.transaction(() => indexer.settle())();
  checkpoint(connection);
  database.close();
}
