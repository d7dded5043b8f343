/** A content.db of many items in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openContentWriter } from '../../../main/content/content-writer.ts';
import type { ItemIndexer } from '../../../main/content/indexer.ts';
import type { Pack } from '../../../main/contract/content.ts';
import { SearchIndexWriter } from '../../../main/search/index-writer.ts';
import { generationOf, VillageText } from './village-text.ts';

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
  forget: () => undefined,
  settle: () => undefined,
};
const noRecords = { tombstone: () => undefined, addTombstones: () => undefined, pendingErasures: () => [] };

/** Imports packs through the product's own activation, with or without the search index. Milliseconds that it took. */
export async function importPacks(folder: string, packs: readonly Pack[], indexed: boolean): Promise<number> {
  const writer = openContentWriter(folder, {
    records: noRecords,
    indexer: (content) => (indexed ? new SearchIndexWriter(content) : noIndex),
    shippedEntry: () => undefined,
  });
  const began = performance.now();
  await writer.activate(generationOf(packs, 1));
  const took = performance.now() - began;
  await writer.close();
  return took;
}

/** `count` items, indexed. */
export function importItems(folder: string, count: number): Promise<number> {
  return importPacks(folder, Array.from(new VillageText().packs(count)), true);
}
