/** Events that the core streams to its pages. A page that missed some refetches: events say what to refetch, not what it is. */
import { z } from 'zod';
import { itemId } from './content.ts';
import { healthProblems } from './health.ts';
import { freshness } from './views.ts';

const contentChange = z.object({
  id: itemId,
  change: z.enum(['published', 'corrected', 'withdrawn', 'erased']),
});
export type ContentChange = z.infer<typeof contentChange>;

export const appEvent = z.discriminatedUnion('type', [
  /** Sent once at the start of each stream. `core` is another one after each start of the core: pages then begin anew. */
  z.object({ type: z.literal('hello'), core: z.string().max(36), revision: z.number().int() }),
  /** New content is active. `changes` is empty when too many to list (`all`). */
  z.object({
    type: z.literal('content'),
    revision: z.number().int(),
    changes: z.array(contentChange).max(200),
    all: z.boolean(),
  }),
  z.object({ type: z.literal('freshness'), freshness }),
  z.object({ type: z.literal('settings') }),
  z.object({ type: z.literal('health'), problems: healthProblems }),
  z.object({ type: z.literal('printer'), state: z.string(), message: z.string() }),
]);
export type AppEvent = z.infer<typeof appEvent>;
