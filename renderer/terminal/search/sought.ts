import type { SearchView } from '../../../main/contract/views.ts';
import type { Sought } from '../navigation.ts';

/** Letters alone stand for what is read so; where they stand in the item as letters they are marked. */
const notPinyin = /[^a-z]/i;

type Hit = SearchView['hits'][number];

/**
 * What to look for in an item that a search found: what was typed, word by word, and what was marked of it where that reads
 * differently (`dbjz` found 低保救助, `3.2万` found 32,000.00).
 * @param text as typed
 */
export function soughtIn(text: string, { card, titleHits, excerpt, excerptHits }: Hit): Sought {
  const marked = [
    ...excerptHits.map(([start, end]) => excerpt.slice(start, end)),
    ...titleHits.map(([start, end]) => card.title.slice(start, end)),
  ];
  const typed = text.split(/\s+/).filter((word) => notPinyin.test(word));
  const isInTitle = titleHits.length > 0;
  return {
    text,
    inTitle: isInTitle,
    words: [...new Set([...typed, ...marked])].filter((word) => word !== ''),
  };
}
