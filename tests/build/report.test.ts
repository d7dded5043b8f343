import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { printSummary, runSteps } from '../../build/test/report.ts';

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

function lastLine(): string | undefined {
  return printed.trimEnd().split('\n').at(-1);
}

test('a step that throws is one failure and the next one still runs', async () => {
  const outcome = await runSteps([
    { name: 'first', run: () => Promise.reject(new Error('broken')) },
    { name: 'second', run: async () => ({ passed: 2, failed: [], skipped: ['third'] }) },
  ]);
  expect(outcome).toMatchObject({ passed: 2, skipped: ['third'] });
  expect(outcome.failed).toHaveLength(1);
  expect(outcome.failed[0]).toContain('broken');
});

test('the last line counts, and skips are named with their reason', () => {
  const code = printSummary(
    { passed: 3, failed: [], skipped: ['a window opens'] },
    ['electron: no binary'],
    false,
  );
  expect(code).toBe(0);
  expect(printed).toContain('a window opens');
  expect(printed).toContain('electron: no binary');
  expect(lastLine()).toBe('3 passed, 0 failed, 1 skipped');
});

test('where skips are not accepted they are failures', () => {
  expect(printSummary({ passed: 3, failed: [], skipped: ['a window opens'] }, [], true)).toBe(1);
  expect(lastLine()).toBe('3 passed, 1 failed, 0 skipped');
});

test('what passed only at its second try is named, and is no failure', async () => {
  const step = {
    name: 'tests',
    run: async () => ({ passed: 1, failed: [], skipped: [], unsteady: ['a window opens'] }),
  };
  expect(printSummary(await runSteps([step]), [], true)).toBe(0);
  expect(printed).toContain('? at the second try only: a window opens');
  expect(lastLine()).toBe('1 passed, 0 failed, 0 skipped');
});
