import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { search as words } from '../../../main/text/terminal.ts';
import { client } from '../../shared/queries.ts';
import { findOffered } from './offered-words.ts';
import { villageQuery } from './village.ts';

/**
 * Asked for while the home screen is being read, and again only when content has changed: they are nobody's, so that they stay
 * when a person leaves (queries.ts).
 */
export const offeredQuery = () =>
  queryOptions({
    queryKey: [['offered']],
    queryFn: ({ signal }) =>
      findOffered(
        words.offered,
        (text) => client.search({ text }, { signal }),
        () => client.words(undefined, { signal }),
      ),
    gcTime: Number.POSITIVE_INFINITY,
  });

/** Asks for what the search screen offers before anybody goes there. */
export function prepareOffers(queries: QueryClient): void {
  void queries.prefetchQuery(offeredQuery());
  void queries.prefetchQuery(villageQuery());
}
