import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { AppEvent } from '../../main/contract/events.ts';
import { createInvalidator } from '../../renderer/shared/events.ts';

const content: AppEvent = { type: 'content', revision: 1, changes: [], all: true };

describe('createInvalidator', () => {
  /** A query whose answers the test gives when it likes. */
  function watch() {
    const queries = new QueryClient({ defaultOptions: { queries: { networkMode: 'always', retry: false } } });
    const answers: ((value: string) => void)[] = [];
    const options = {
      queryKey: [['rotation'], {}],
      queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
    };
    const observer = new QueryObserver(queries, options);
    const stop = observer.subscribe(() => {});
    return { queries, answers, stop, shown: () => observer.getCurrentResult().data };
  }

  it.each([content, { type: 'hello', core: 'a', revision: 0 }, { type: 'settings' }] satisfies AppEvent[])(
    'asks anew when an event comes while the very first answer is on its way: $type',
    async (event) => {
      const { queries, answers, stop, shown } = watch();
      createInvalidator(queries)(event);
      await expect.poll(() => answers.length).toBe(2);
      answers[1]?.('new');
      await expect.poll(shown).toBe('new');
      answers[0]?.('old');
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(shown()).toBe('new');
      stop();
    },
  );

  it('asks anew when an event comes during a later answer', async () => {
    const { queries, answers, stop, shown } = watch();
    answers[0]?.('first');
    await expect.poll(shown).toBe('first');
    const invalidate = createInvalidator(queries);
    invalidate(content);
    await expect.poll(() => answers.length).toBe(2);
    invalidate(content);
    await expect.poll(() => answers.length).toBe(3);
    answers[2]?.('third');
    await expect.poll(shown).toBe('third');
    stop();
  });
});
