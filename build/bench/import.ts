// Import of verified items beside bare prepared inserts of the same rows, and the search index beside SQLite's trigram index.
import { migrate } from '../../db/migrate.ts';
import { openForWriting, type WriteConnection } from '../../db/open.ts';
import { itemRows } from '../../main/content/item-rows.ts';
import type { Pack } from '../../main/contract/content.ts';
import { SearchIndexWriter } from '../../main/search/index-writer.ts';
import { itemText } from '../../main/search/item-text.ts';
import type { Bench, Measurement } from '../bench-runner.ts';
import { Folder, importPacks, inserter, pinyinReader } from './parts/content-database.ts';
import { rounded } from './parts/figures.ts';
import { VillageText } from './parts/village-text.ts';

const count = 10_000;
const perTransaction = 1_000;
const mostRatio = 1.5;
const leastIndexRate = 0.7;
const repetitions = 3;

/** Milliseconds for the same rows by prepared inserts alone. The rows are made before. */
function bareInserts(packs: readonly Pack[]): number {
  using folder = new Folder();
  const connection = openForWriting(folder.path, 'content');
  const rows = packs.flatMap(({ items }) => items.map(itemRows));
  const first = rows[0];
  const [version, link] = [first?.versions[0], first?.links[0]];
  if (!first || !version || !link) throw new Error('nothing to insert');
  connection.database.exec("INSERT INTO signers VALUES (1, 'd', 's', 'h', '{}')");
  const putItem = inserter(connection, 'items', { number: 1, signer: 1, place: 1, ...first.item });
  const putVersion = inserter(connection, 'versions', { item: 1, ...version });
  const putLink = inserter(connection, 'catalogue_links', { item: 1, ...link });
  const write = connection.database.transaction((from: number) => {
    for (const [index, row] of rows.slice(from, from + perTransaction).entries()) {
      const number = from + index + 1;
      putItem.run({ ...row.item, number, signer: 1, place: number });
      for (const each of row.versions) putVersion.run({ ...each, item: number });
      for (const each of row.links) putLink.run({ ...each, item: number });
    }
  });
  const began = performance.now();
  for (let from = 0; from < rows.length; from += perTransaction) write(from);
  const took = performance.now() - began;
  connection.database.close();
  return took;
}

/** Milliseconds for work in transactions over all items. */
function inTransactions(
  { database }: WriteConnection,
  packs: readonly Pack[],
  add: (place: number, pack: Pack['items'][number]) => void,
): number {
  const items = packs.flatMap((pack) => pack.items);
  const write = database.transaction((from: number) => {
    for (const [index, item] of items.slice(from, from + perTransaction).entries())
      add(from + index + 1, item);
  });
  const began = performance.now();
  for (let from = 0; from < items.length; from += perTransaction) write(from);
  return performance.now() - began;
}

const contentOf = (item: Pack['items'][number]) => {
  if (item.state === 'erased' || !item.versions[0]) throw new Error('nothing to index');
  return { content: item.versions[0].content, catalogueTitles: [], year: 2026 };
};

/** From items to a searchable index, text kept beside it for checks and excerpts. */
function ownIndex(packs: readonly Pack[]): number {
  using folder = new Folder();
  const connection = openForWriting(folder.path, 'content');
  migrate(connection.database, 'content');
  const indexer = new SearchIndexWriter(connection, pinyinReader);
  const adding = inTransactions(connection, packs, (place, item) =>
    indexer.add(place, () => contentOf(item)),
  );
  const began = performance.now();
  connection.database.transaction(() => indexer.settle())();
  const took = adding + performance.now() - began;
  connection.database.close();
  return took;
}

/** From items to SQLite's trigram index and the same text beside it. */
function trigramIndex(packs: readonly Pack[]): number {
  using folder = new Folder();
  const connection = openForWriting(folder.path, 'content');
  const { database } = connection;
  database.exec("CREATE VIRTUAL TABLE trigrams USING fts5 (text, content = '', tokenize = 'trigram')");
  const addText = database.prepare('INSERT INTO search_texts (place, folded) VALUES (?, ?)');
  const addTokens = database.prepare('INSERT INTO trigrams (rowid, text) VALUES (?, ?)');
  const took = inTransactions(connection, packs, (place, item) => {
    const { folded } = itemText(contentOf(item));
    addText.run(place, folded);
    addTokens.run(place, folded);
  });
  database.close();
  return took;
}

/** The best of some repetitions of both, taken in turn. */
async function bestOf(
  measured: () => number | Promise<number>,
  floor: () => number,
): Promise<[number, number]> {
  let best: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    best = [Math.min(best[0], await measured()), Math.min(best[1], floor())];
  }
  return best;
}

async function importBench(): Promise<Measurement> {
  const packs = Array.from(new VillageText().packs(count));
  const measured = async () => {
    using folder = new Folder();
    return await importPacks(folder.path, packs, false);
  };
  const [value, floor] = await bestOf(measured, () => bareInserts(packs));
  const ratio = value / floor;
  return {
    value: rounded(value),
    unit: 'ms',
    floor: rounded(floor),
    ratio: rounded(ratio),
    ok: ratio <= mostRatio,
  };
}

async function indexBench(): Promise<Measurement> {
  const packs = Array.from(new VillageText().packs(count));
  const [own, trigram] = await bestOf(
    () => ownIndex(packs),
    () => trigramIndex(packs),
  );
  const perSecond = (milliseconds: number) => rounded((count * 1000) / milliseconds);
  const ratio = trigram / own;
  return {
    value: perSecond(own),
    unit: 'items/s',
    floor: perSecond(trigram),
    ratio: rounded(ratio),
    ok: ratio >= leastIndexRate,
  };
}

export const benches: readonly Bench[] = [
  { name: 'import', target: `<= ${mostRatio}x`, run: importBench },
  { name: 'import-index', target: `rate >= ${leastIndexRate}x of trigram`, run: indexBench },
];
