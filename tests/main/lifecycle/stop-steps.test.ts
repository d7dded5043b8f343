import { describe, expect, it } from 'vitest';
import { StopSteps } from '../../../main/lifecycle/stop-steps.ts';

describe('StopSteps', () => {
  it('stops the last first, once, whatever a step throws', async () => {
    const done: string[] = [];
    const errors: unknown[] = [];
    const steps = new StopSteps((error) => errors.push(error));
    steps.add(() => done.push('database'));
    steps.add(() => {
      throw new Error('thrown');
    });
    steps.add(() => Promise.reject(new Error('rejected')));
    steps.add(async () => done.push(`server, aborted ${steps.signal.aborted}`));
    await Promise.all([steps.stop(), steps.stop()]);
    expect(done).toEqual(['server, aborted true', 'database']);
    expect(errors).toHaveLength(2);
  });
});
