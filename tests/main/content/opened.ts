/** A kiosk's two databases in a folder of their own, with everything that reads and writes them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openRecords } from '../../../db/records.ts';
import type { RecordsWriter } from '../../../db/records-types.ts';
import { openContentReader } from '../../../main/content/content-reader.ts';
import type { CatalogueTitle, ContentReader } from '../../../main/content/content-types.ts';
import { type ContentWriter, openContentWriter } from '../../../main/content/content-writer.ts';
import { readLexicon } from '../../../main/pinyin/lexicon.ts';
import { Reader } from '../../../main/pinyin/readings.ts';
import { programFiles } from '../../../main/program/program-files.ts';
import { SearchIndexWriter } from '../../../main/search/index-writer.ts';
import { openSearch } from '../../../main/search/search.ts';
import type { Search } from '../../../main/search/search-types.ts';
import { someDay } from './sample.ts';

export const catalogue = new Map<string, CatalogueTitle>([
  [
    'village.affairs.1',
    {
      title: '村民会议决议',
      plainTitle: '大家定了什么',
      basis: '村民委员会组织法',
      order: 2,
      module: 'village',
    },
  ],
  [
    'village.affairs.2',
    {
      title: '救助对象',
      plainTitle: '谁领了低保',
      basis: '办法',
      order: 1,
      module: 'village',
      brightness: ['welfare'],
    },
  ],
  [
    'village.finance.1',
    { title: '财务收支', plainTitle: '钱花在哪', basis: '条例', order: 3, module: 'finance' },
  ],
]);

let reader: Reader | undefined;

/** As the core's worker makes it; once for all tests of a file. */
export function pinyinReader(): Reader {
  reader ??= new Reader(readLexicon(gunzipSync(readFileSync(programFiles.lexicon())).toString()));
  return reader;
}

export interface Opened {
  readonly folder: string;
  readonly records: RecordsWriter;
  readonly writer: ContentWriter;
  readonly reader: ContentReader;
  readonly search: Search;
  /** UTC ms that readers take for now. */
  clock: number;
  arrived: Set<string>;
  /** Closes all; the folder stays. */
  close(): Promise<void>;
  remove(): void;
}

export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'sanwu-content-'));
}

export function openAll(folder = temporaryFolder()): Opened {
  const records = openRecords(folder);
  const writer = openContentWriter(folder, {
    records,
    indexer: (content) => new SearchIndexWriter(content, pinyinReader),
    shippedEntry: (id) => catalogue.get(id),
  });
  const opened = { clock: someDay, arrived: new Set<string>() };
  const reader = openContentReader(folder, {
    catalogue: (id) => catalogue.get(id),
    now: () => opened.clock,
    arrived: (sha256) => opened.arrived.has(sha256),
  });
  const search = openSearch(folder);
  return Object.assign(opened, {
    folder,
    records,
    writer,
    reader,
    search,
    async close() {
      reader.close();
      search.close();
      await writer.close();
      records.close();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  });
}
