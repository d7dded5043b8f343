import type { LocalWords, SearchView } from '../../../main/contract/views.ts';

/** Words offered at once: three rows of them on the narrowest screen. */
const offered = 24;
/** With fewer of the usual words than this, the village's own words fill up. */
const enough = 8;

/** What the core's search found of a word. */
export interface Find {
  word: string;
  /** Items on the first page of results. */
  hits: number;
  /** There are more pages. */
  more: boolean;
  /** UTC ms of the newest of them. */
  newest: number;
}

/** Words with something behind them: most items first, of equals the one with the newest item. */
export function orderFinds(finds: readonly Find[]): string[] {
  return finds
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => Number(b.more) - Number(a.more) || b.hits - a.hits || b.newest - a.newest)
    .slice(0, offered)
    .map(({ word }) => word);
}

/**
 * Those of `usual` that the village's search finds something for; where these are few, also words of its own titles. One after
 * another: whoever searches meanwhile waits for one of them at most.
 */
export async function findOffered(
  usual: readonly string[],
  search: (text: string) => Promise<SearchView>,
  own: () => Promise<LocalWords>,
): Promise<string[]> {
  const finds: Find[] = [];
  for (const word of usual) {
    const { hits, next } = await search(word);
    const newest = Math.max(0, ...hits.map(({ card }) => card.publishedAt));
    finds.push({ word, hits: hits.length, more: next !== undefined, newest });
  }
  const found = orderFinds(finds);
  if (found.length >= enough) return found;
  // They come from what search itself keeps: each finds something.
  const titles = (await own()).filter(({ name }) => name === undefined).map(({ text }) => text);
  return [...new Set([...found, ...titles])].slice(0, enough);
}
