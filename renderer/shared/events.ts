import type { QueryClient, QueryFilters } from '@tanstack/react-query';
import type { AppEvent } from '../../main/contract/events.ts';
import type { ApiClient } from './client.ts';
import { backOff, pause } from './reconnect.ts';

export interface EventHandlers {
  onEvent(event: AppEvent): void;
  /** Whether the core's stream is there. Called on changes only; a page starts as connected. */
  onConnected(connected: boolean): void;
}

/** A stream that was open this long, in milliseconds, counts as a success: the next attempt is soon. */
const settled = 5_000;

/**
 * Follows the core's events until the signal ends, opening the stream again whenever it breaks.
 * Each stream begins with `hello`.
 */
export async function followEvents(
  client: ApiClient,
  handlers: EventHandlers,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const started = performance.now();
    try {
      for await (const event of await client.events(undefined, { signal })) {
        handlers.onConnected(true);
        handlers.onEvent(event);
      }
    } catch {
      // A broken stream is expected while the core restarts; what matters is said through onConnected.
    }
    if (signal.aborted) return;
    handlers.onConnected(false);
    failures = performance.now() - started > settled ? 0 : failures + 1;
    await pause(backOff(failures, Math.random()), signal);
  }
}

/**
 * Refetches what an event makes stale. `hello` too: what happened while no stream was open is not known. An answer still
 * on its way may be from before the event, so it is dropped first: TanStack Query would take it as the newest.
 */
export function createInvalidator(queries: QueryClient): (event: AppEvent) => void {
  const shownOf = ['home', 'face', 'rotation', 'freshness'];
  const renew = async (filters?: QueryFilters) => {
    await queries.cancelQueries(filters, { silent: true });
    await queries.invalidateQueries(filters);
  };
  return (event) => {
    switch (event.type) {
      case 'hello':
      case 'content':
        void renew();
        return;
      case 'settings':
      case 'freshness':
        // Both are shown on the home screen and in the rotation; neither changes items.
        void renew({ predicate: ({ queryKey }) => shownOf.includes(procedureOf(queryKey)) });
        return;
      case 'health':
        void renew({ predicate: ({ queryKey }) => procedureOf(queryKey) === 'health' });
        return;
      case 'printer':
        void renew({ predicate: ({ queryKey }) => procedureOf(queryKey) === 'printer' });
        return;
    }
  };
}

/** oRPC's query keys begin with the procedure's path. */
function procedureOf(queryKey: readonly unknown[]): string {
  const path = queryKey[0];
  return Array.isArray(path) ? String(path[0]) : '';
}
