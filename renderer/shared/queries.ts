import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { type ApiClient, createClient, takeToken } from './client.ts';
import { backOff } from './reconnect.ts';
import { endVisit } from './visit.ts';

/** The page's one client, and its procedures as TanStack Query options. */
export const client: ApiClient = createClient(
  takeToken(window.location, window.sessionStorage, window.history),
);
export const api = createTanstackQueryUtils(client);

/**
 * A cache for a page whose core is on the same machine: always "online", asked again until it answers, never refetched
 * for time or focus, since the event stream says what changed. A refusal (a 4xx) is an answer and is not asked again.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (_count, error) => !isRefusal(error),
        retryDelay: (attempt) => backOff(attempt, Math.random()),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Whether the core answered and said no: not found, forbidden, or bad input. */
export function isRefusal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** Asked for whoever stands there, and by nobody in particular. */
const everybodys: ReadonlySet<unknown> = new Set([
  'home',
  'freshness',
  'health',
  'printer',
  'words',
  'face',
  'offered',
]);

/** The person has left: what was asked for goes, whether it has come or not (R2.8). */
export function forgetVisit(queries: QueryClient): void {
  endVisit();
  // A browser keeps the last text that a regular expression met (RegExp.input): an ID number that was checked.
  /^/.test('');
  queries.getMutationCache().clear();
  const theirs = ({ queryKey }: { queryKey: readonly unknown[] }) =>
    !(Array.isArray(queryKey[0]) && everybodys.has(queryKey[0][0]));
  void queries.cancelQueries({ predicate: theirs }, { silent: true });
  queries.removeQueries({ predicate: theirs });
}
