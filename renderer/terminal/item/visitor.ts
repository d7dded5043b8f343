import { useSyncExternalStore } from 'react';
import { client } from '../../shared/queries.ts';
import { onEndOfVisit } from '../../shared/visit.ts';

/** The right of whoever has signed in (R1.6): in memory alone, gone when the person leaves. */
let right: string | undefined;
const listeners = new Set<() => void>();

function change(to: string | undefined): void {
  right = to;
  for (const listener of listeners) listener();
}

export function keepRight(given: string): void {
  change(given);
  onEndOfVisit(() => {
    change(undefined);
    // The core ends it by itself a little later, should this not reach it.
    void client.signOut({ right: given }).catch(() => undefined);
  });
}

/** The core knows it no more. */
export function dropRight(): void {
  change(undefined);
}

export function useRight(): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => right,
  );
}
