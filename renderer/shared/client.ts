import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { Api } from '../../main/contract/api.ts';
import { endOfVisit } from './visit.ts';

export type ApiClient = ContractRouterClient<Api>;

const storageKey = 'sanwu.token';

/**
 * Moves the token from the address (`#token=…`) to sessionStorage, so that it is in no address, history or screenshot.
 * Under the Electron shell's `sanwu:` scheme there is none: the shell adds it (design.md, "The shape").
 */
export function takeToken(location: Location, storage: Storage, history: History): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null && token !== '') {
    storage.setItem(storageKey, token);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return storage.getItem(storageKey) ?? undefined;
}

/** A client of the core that served this page. Errors are oRPC's; the events stream ends when its signal does. */
export function createClient(token: string | undefined): ApiClient {
  const link = new RPCLink({
    // `location.origin` is the string "null" for schemes that a browser does not know.
    url: `${window.location.protocol}//${window.location.host}/rpc`,
    headers: () => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
    fetch: (request, init, _options, path) => {
      const leaving = endOfVisit(path);
      if (leaving === undefined) return fetch(request, init);
      return fetch(request, { ...init, signal: AbortSignal.any([request.signal, leaving]) });
    },
  });
  return createORPCClient(link);
}
