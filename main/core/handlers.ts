/** The contract's procedures over the services. A surface may call only what `allowed` names for it. */
import { ValidationError } from '@orpc/contract';
import { implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { allowed, api, type Surface } from '../contract/api.ts';
import { SanwuError } from '../contract/errors.ts';
import type { EventHub } from './event-hub.ts';
import type { Services } from './services.ts';

type Context = { surface: Surface };

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new ORPCError('NOT_FOUND');
  return value;
}

/** What a machine cannot do now is no bug: the page says so. */
async function expected<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SanwuError) throw new ORPCError('UNAVAILABLE');
    throw error;
  }
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
    face: guarded.face.handler(() => services.face()),
    module: guarded.module.handler(({ input }) => services.module(input)),
    item: guarded.item.handler(({ input }) => found(services.item(input.id, input.version))),
    search: guarded.search.handler(({ input }) => services.search(input)),
    words: guarded.words.handler(() => services.words()),
    takeAway: guarded.takeAway.handler(({ input }) => found(services.takeAway(input.id, input.version))),
    print: guarded.print.handler(async ({ input, signal }) => found(await services.print(input, signal))),
    printFeedbackSlip: guarded.printFeedbackSlip.handler(({ input, signal }) =>
      services.printFeedbackSlip(input, signal),
    ),
    printSubsidies: guarded.printSubsidies.handler(({ input, signal }) =>
      services.printSubsidies(input, signal),
    ),
    printer: guarded.printer.handler(() => services.printer()),
    submitFeedback: guarded.submitFeedback.handler(({ input }) => services.submitFeedback(input)),
    followSlip: guarded.followSlip.handler(({ input, signal }) => services.followSlip(input.slip, signal)),
    subsidies: guarded.subsidies.handler(({ input, signal }) =>
      services.subsidies(input.name, input.idNumber, signal),
    ),
    signIn: guarded.signIn.handler(({ input, signal }) =>
      services.signIn(input.name, input.idNumber, signal),
    ),
    signOut: guarded.signOut.handler(({ input }) => services.signOut(input.right)),
    vouchers: guarded.vouchers.handler(({ input }) => {
      const files = found(services.vouchers(input));
      if (files === 'forbidden') throw new ORPCError('FORBIDDEN');
      return files;
    }),
    speak: guarded.speak.handler(async ({ input, signal }) => {
      const wav = await expected(() => services.speak(input.text, input.pace, signal));
      return new Blob([new Uint8Array(wav)], { type: 'audio/wav' });
    }),
    rotation: guarded.rotation.handler(() => services.rotation()),
    freshness: guarded.freshness.handler(() => services.freshness()),
    health: guarded.health.handler(() => services.health()),
    beat: guarded.beat.handler(({ input, context }) => services.beat(context.surface, input)),
    events: guarded.events.handler(({ signal }) =>
      events.stream(signal ? AbortSignal.any([signal, stopping]) : stopping),
    ),
  });
}

/** What a procedure answers on purpose; everything else is a bug. */
function isExpected(error: unknown): boolean {
  return error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR';
}

/** An answer that breaks the contract is named by its fields only: what stands in them may be anything. */
function describe(error: unknown): unknown {
  const cause = error instanceof ORPCError ? error.cause : undefined;
  if (!(cause instanceof ValidationError)) return error;
  const fields = cause.issues.map((issue) =>
    issue.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
  );
  return new SanwuError('malformed', `answer: ${fields.slice(0, 10).join(', ')}`);
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
    clientInterceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          if (!isExpected(error)) onError(describe(error));
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
