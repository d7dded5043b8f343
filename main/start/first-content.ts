/** The demo is ready when there is something to read. */
import { setTimeout as pause } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { Api } from '../contract/api.ts';
import type { CoreAddress } from '../launch/surface-url.ts';

/** The first content should have come by now; after it the demo goes on all the same, and its pages say what they wait for. Milliseconds. */
const waitLimit = 60_000;
const askEvery = 100;

/** Resolves when the core shows content. */
export async function firstContent(core: CoreAddress): Promise<void> {
  const headers = { authorization: `Bearer ${core.tokens.terminal}` };
  const link = new RPCLink({ url: `http://127.0.0.1:${core.port}/rpc`, headers });
  const client = createORPCClient<ContractRouterClient<Api>>(link);
  const started = performance.now();
  while (performance.now() - started < waitLimit) {
    const home = await client.home().catch(() => undefined);
    if (home?.modules.some((module) => module.count > 0)) return;
    await pause(askEvery);
  }
}
