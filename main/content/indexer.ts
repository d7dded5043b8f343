/** What the content writer needs of search; main/core puts the search service's writer here. */
import type { ItemVersion } from '../contract/content.ts';

export interface ItemIndexer {
  /** Places are free when they are used, and ascend within one activation as far as possible. */
  add(
    place: number,
    document: {
      readonly content: ItemVersion;
      readonly catalogueTitles: readonly string[];
      readonly year: number;
    },
  ): void;
  remove(place: number): void;
  /** Empties the index. */
  clear(): void;
  /** Makes words of removed documents unreadable on disk too. */
  forget(): void;
}
