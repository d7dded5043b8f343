import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { type ApiClient, createClient, takeToken } from './client.ts';
import { backOff } from './reconnect.ts';

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
