/** What the kiosk's databases and files offer the core, and what they tell it. */
import type { RecordsWriter } from '../../db/records-types.ts';
import type { ContentActivator } from '../content/activation.ts';
import type { ContentReader } from '../content/content-types.ts';
import type { FileStore } from '../content/file-store-types.ts';
import type { HealthKind } from '../contract/health.ts';
import type { Search } from '../search/search-types.ts';

/** `read-only`: nothing below the data folder is written; what would write is refused with `read-only`. */
export type StoresMode = 'normal' | 'read-only';

/** What happens below the data folder, for the core to act on. Nothing of it is told before `Stores.start`. */
export interface StoresEvents {
  /** Something is wrong with the disk or what lies on it, or no longer. */
  health(kind: HealthKind, holds: boolean): void;
  /** content.db was set aside and is empty: everything must be taken again. */
  contentLost(): void;
  /** A stored file was damaged, and is gone. */
  fileLost(): void;
  /** What the disk refused is taken again. */
  recovered(): void;
  /** For the log; names of files and numbers alone. */
  log(message: string, fields: Record<string, unknown>): void;
}

export type Stores = {
  records: RecordsWriter;
  reader: ContentReader;
  search: Search;
  files: FileStore;
  activator: ContentActivator;
  /** Metadata of what was shown last, kept beside content.db. */
  keptMetadata: () => ReadonlyMap<string, Uint8Array>;
  /** Begins to watch the disk and to tell. */
  start: (events: StoresEvents) => void;
  /** Reads all of content.db in the worker; sets it aside where it is damaged. */
  checkContent: () => Promise<void>;
  /** Reads all stored files in the worker; removes damaged ones. */
  checkFiles: () => Promise<void>;
  /** Copies records.db, verified. */
  backUp: () => Promise<void>;
  /** Builds a search index that an older program made anew. */
  renewIndex: () => Promise<void>;
  /** Makes what is written in a PDF file findable. */
  takeFileText: (sha256: string, text: string) => Promise<void>;
  /** Ends the worker where it has nothing to do, as it else does a while later. */
  rest: () => Promise<void>;
  close: () => Promise<void>;
};
