/** What the content writer needs of search; main/core puts the search service's writer here. */
import type { ItemVersion } from '../contract/content.ts';

export interface IndexedDocument {
  readonly content: ItemVersion;
  /** Official and plain titles of the entries under which the item is filed. */
  readonly catalogueTitles: readonly string[];
  /** Year under which it is filed. */
  readonly year: number;
  /** Text of its PDF files that everybody may open, as far as it is known. */
  readonly files: readonly string[];
}

export interface ItemIndexer {
  /** Places are free when they are used, and ascend within one activation as far as possible. */
  add(place: number, document: () => IndexedDocument): void;
  remove(place: number): void;
  /** Empties the index. */
  clear(): void;
  /** At the end of a transaction: what was added is written. */
  settle(): void;
  /** After a transaction that did not come to its end. */
  abandon(): void;
}
