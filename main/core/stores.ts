/** The kiosk's databases and files, opened in the order in which they depend on each other. */
import path from 'node:path';
import { openForWriting } from '../../db/open.ts';
import { openRecords } from '../../db/records.ts';
import type { RecordsWriter } from '../../db/records-types.ts';
import { ActivationWorker } from '../content/activation-worker.ts';
import { openContentReader } from '../content/content-reader.ts';
import type { ContentReader, ReaderParts } from '../content/content-types.ts';
import { DiskFileStore } from '../content/file-store.ts';
import type { FileStore } from '../content/file-store-types.ts';
import { programFiles } from '../program/program-files.ts';
import { openSearch } from '../search/search.ts';
import type { Search } from '../search/search-types.ts';
import type { ContentWorkerData } from './content-worker.ts';

export type Stores = {
  records: RecordsWriter;
  reader: ContentReader;
  search: Search;
  files: FileStore;
  activator: ActivationWorker;
  close: () => Promise<void>;
};

/**
 * Opens everything below a data folder, making what is missing.
 * @throws SanwuError of a storage kind, or `future-database`
 */
export function openStores(folder: string, parts: Omit<ReaderParts, 'arrived'>): Stores {
  const records = openRecords(folder);
  // Made and migrated here, so that the readers below find it; the worker opens its own connection.
  openForWriting(folder, 'content').database.close();
  const files = new DiskFileStore(path.join(folder, 'files'));
  const reader = openContentReader(folder, { ...parts, arrived: (sha256) => files.has(sha256) });
  const search = openSearch(folder);
  const data: ContentWorkerData = { folder };
  const activator = new ActivationWorker(programFiles.contentWorker, data);
  activator.start();
  const close = async () => {
    await activator.close();
    reader.close();
    search.close();
    records.close();
  };
  return { records, reader, search, files, activator, close };
}
