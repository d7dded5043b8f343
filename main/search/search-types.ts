/** Search over the newest version of every item that is shown (R2.2). */
import type { LocalWords, SearchQuery } from '../contract/views.ts';

/** One found item, newest first. Ranges are [start, end) in UTF-16 units: over the title, and over `excerpt`. */
export interface Found {
  readonly id: string;
  readonly titleHits: [number, number][];
  readonly excerpt: string;
  readonly excerptHits: [number, number][];
}

export interface SearchResult {
  readonly hits: readonly Found[];
  /** Cursor of the next page, if there is one. */
  readonly next?: string;
}

/** Reads content.db on a connection of its own. The core turns ids into cards with `ContentReader.cards`. */
export interface Search {
  /**
   * Items in which every term occurs, newest first, at most `searchPage`. Terms are parted by spaces and punctuation.
   * An empty or unusable text finds nothing. @throws SanwuError `malformed` for a foreign cursor
   */
  find(query: SearchQuery): SearchResult;
  /**
   * Words that stand in a text without spaces between them, such that there are items with all of them: of all ways to take it apart
   * the one that finds most. For a text that finds nothing; undefined where that does not help either. Some milliseconds.
   */
  apart(query: SearchQuery): readonly string[] | undefined;
  /** Words and names of the newest items with how often they occur, the most frequent first; some milliseconds. */
  words(): LocalWords;
  close(): void;
}

/** Items of one page of results. */
export const searchPage = 20;
