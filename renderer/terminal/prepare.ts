import { keepPreviousData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { ModuleQuery } from '../../main/contract/views.ts';
import { api } from '../shared/queries.ts';
import {
  type ModuleFilter,
  type Route,
  type SearchState,
  type ShelfName,
  useNavigator,
} from './navigation.ts';

/** What was typed on the way to the word is not kept for longer, ms. */
const searchKept = 10_000;

/** What a list is of. */
export type ListOf = Pick<ModuleQuery, 'module' | 'brightness' | 'kind' | 'only'>;

export const shelfOf = (shelf: ShelfName): ListOf =>
  shelf === 'registers' ? { kind: 'register' } : { brightness: shelf };

/** All that is new, and all that is in its publicity period. */
export const newsOf = { recent: { only: 'published' }, publicity: { only: 'publicity' } } as const;

export const moduleQuery = (of: ListOf, filter: ModuleFilter) =>
  api.module.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...of, ...filter, cursor }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });

export const itemQuery = (id: string, version: number | undefined) =>
  api.item.queryOptions({ input: { id, version }, placeholderData: keepPreviousData });

/** @param text trimmed; an empty one asks nothing */
export const searchQuery = ({ text, module, year, kind }: SearchState) =>
  api.search.infiniteOptions({
    input: (cursor: string | undefined) => ({ text, module, year, kind, cursor }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled: text !== '',
    gcTime: searchKept,
  });

/** @returns resolves when it is there; undefined for what needs nothing, or is not drawn before it is opened */
function prepare(queries: QueryClient, route: Route): Promise<unknown> | undefined {
  switch (route.screen) {
    case 'module':
      return queries.prefetchInfiniteQuery(moduleQuery({ module: route.module }, route.filter));
    case 'shelf':
      return queries.prefetchInfiniteQuery(moduleQuery(shelfOf(route.shelf), route.filter));
    case 'item':
      return queries.prefetchQuery(itemQuery(route.id, route.version));
    case 'search':
      if (route.search.text === '') return undefined;
      return queries.prefetchInfiniteQuery(searchQuery(route.search));
    case 'publicity':
    case 'recent':
      return queries.prefetchInfiniteQuery(moduleQuery(newsOf[route.screen], {}));
    case 'home':
      return Promise.resolve();
    default:
      // These show what the page has already, or ask somebody else than the core's content.
      return undefined;
  }
}

/**
 * Asks the core for what a screen shows when a finger comes down on the way there: it has answered before the finger is
 * lifted, and the screen has been drawn with its content (ahead.ts). A finger that scrolls instead costs one answer.
 */
export function usePrepare(): (route: Route) => void {
  const queries = useQueryClient();
  const { announce } = useNavigator();
  return (route) => {
    const ready = prepare(queries, route);
    if (ready !== undefined) announce({ type: 'ahead', route }, ready);
  };
}
