/** The kiosk's databases and files, opened in the order in which they depend on each other. */
import path from 'node:path';
import { openForWriting } from '../../db/open.ts';
import { openRecords, openRecordsForReading } from '../../db/records.ts';
import type { RecordsWriter } from '../../db/records-types.ts';
import type { ContentActivator } from '../content/activation.ts';
import { ActivationWorker } from '../content/activation-worker.ts';
import { openContentReader } from '../content/content-reader.ts';
import type { ContentReader, ReaderParts } from '../content/content-types.ts';
import { DiskFileStore } from '../content/file-store.ts';
import type { FileStore } from '../content/file-store-types.ts';
import { RefusingActivator } from '../content/refusing-activator.ts';
import { programFiles } from '../program/program-files.ts';
import { openSearch } from '../search/search.ts';
import type { Search } from '../search/search-types.ts';
import type { ContentWorkerData } from './content-worker.ts';

/** `read-only`: nothing below the data folder is written; what would write is refused with `read-only`. */
export type StoresMode = 'normal' | 'read-only';

export type Stores = {
  records: RecordsWriter;
  reader: ContentReader;
  search: Search;
  files: FileStore;
  activator: ContentActivator;
  close: () => Promise<void>;
};

/**
 * Opens everything below a data folder, making what is missing.
 * @throws SanwuError of a storage kind, or `future-database`
 */
export function openStores(
  folder: string,
  parts: Omit<ReaderParts, 'arrived'>,
  { mode }: { mode: StoresMode } = { mode: 'normal' },
): Stores {
  const records = mode === 'normal' ? openRecords(folder) : openRecordsForReading(folder);
  // Made and migrated here, so that the readers below find it; the worker opens its own connection.
  if (mode === 'normal') openForWriting(folder, 'content').database.close();
  const files = new DiskFileStore(path.join(folder, 'files'));
  const reader = openContentReader(folder, { ...parts, arrived: (sha256) => files.has(sha256) });
  const search = openSearch(folder);
  const activator = mode === 'normal' ? startWorker(folder) : new RefusingActivator();
  const close = async () => {
    await activator.close();
    reader.close();
    search.close();
    records.close();
  };
  return { records, reader, search, files, activator, close };
}

function startWorker(folder: string): ActivationWorker {
  const data: ContentWorkerData = { folder };
  const worker = new ActivationWorker(programFiles.contentWorker, data);
  worker.start();
  return worker;
}
