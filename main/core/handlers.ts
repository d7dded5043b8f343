/** The contract's procedures over the services. A surface may call only what `allowed` names for it. */
import { implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { allowed, api, type Surface } from '../contract/api.ts';
import type { EventHub } from './event-hub.ts';
import type { Services } from './services.ts';

type Context = { surface: Surface };

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new ORPCError('NOT_FOUND');
  return value;
}

function createRouter(services: Services, events: EventHub, stopping: AbortSignal) {
  const guarded = implement(api)
    .$context<Context>()
    .use(({ context, path, next }) => {
      const may: readonly string[] = allowed[context.surface];
      if (!may.includes(path[0] ?? '')) throw new ORPCError('FORBIDDEN');
      return next();
    });
  return guarded.router({
    home: guarded.home.handler(() => services.home()),
    module: guarded.module.handler(({ input }) => services.module(input)),
    item: guarded.item.handler(({ input }) => found(services.item(input.id, input.version))),
    search: guarded.search.handler(({ input }) => services.search(input)),
    takeAway: guarded.takeAway.handler(({ input }) => found(services.takeAway(input.id, input.version))),
    print: guarded.print.handler(async ({ input, signal }) =>
      found(await services.print(input.id, input.version, signal)),
    ),
    rotation: guarded.rotation.handler(() => services.rotation()),
    freshness: guarded.freshness.handler(() => services.freshness()),
    events: guarded.events.handler(({ signal }) =>
      events.stream(signal ? AbortSignal.any([signal, stopping]) : stopping),
    ),
  });
}

/**
 * Answers `/rpc/*` for a surface already identified by its token.
 * @param stopping ends the event streams when the core stops
 * @param onError bugs, with the procedure's path; expected failures are ORPCErrors and not reported
 */
export function createRpc(
  services: Services,
  events: EventHub,
  stopping: AbortSignal,
  onError: (error: unknown) => void,
) {
  const handler = new RPCHandler(createRouter(services, events, stopping), {
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          if (!(error instanceof ORPCError)) onError(error);
          throw error;
        }
      },
    ],
  });
  return async (request: Request, surface: Surface): Promise<Response | undefined> => {
    const { matched, response } = await handler.handle(request, { prefix: '/rpc', context: { surface } });
    return matched ? response : undefined;
  };
}
