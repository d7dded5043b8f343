import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserLine } from '../../../main/chromium/browser-line.ts';

type Asked = { id: number; method: string };

/** A browser's end of the pipes. */
function browser() {
  const [toBrowser, fromBrowser] = [new PassThrough(), new PassThrough()];
  const asked: Asked[] = [];
  toBrowser.setEncoding('utf8').on('data', (text: string) => {
    for (const part of text.split('\0')) if (part !== '') asked.push(JSON.parse(part));
  });
  let faults = 0;
  const line = new BrowserLine(toBrowser, fromBrowser, () => faults++);
  const say = (message: object) => fromBrowser.write(`${JSON.stringify(message)}\0`);
  return {
    asked,
    line,
    say,
    faults: () => faults,
    /** Answers what was asked last: these are its processes. */
    answer: (graphics: number) =>
      say({ id: asked.at(-1)?.id, result: { processInfo: [{ type: 'GPU', id: graphics }] } }),
  };
}

describe('the line to a browser', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('notices one that hangs right after it has come up', async () => {
    const { asked, line, answer, faults } = browser();
    line.start();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.map(({ method }) => method)).toContain('SystemInfo.getProcessInfo');
    answer(7);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(faults()).toBe(0);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(faults()).toBe(1);
    line.stop();
  });

  it('leaves one alone that may not answer at all', async () => {
    const { line, faults } = browser();
    line.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(faults()).toBe(0);
    line.stop();
  });

  it('lets graphics be tried while it starts, and notices when they go later', async () => {
    const { line, answer, faults } = browser();
    line.start();
    const told = async (graphics: number) => {
      answer(graphics);
      await vi.advanceTimersByTimeAsync(1_000);
    };
    await vi.advanceTimersByTimeAsync(1);
    for (const graphics of [1, 2, 2, 3, 3, 3, 3, 3]) await told(graphics);
    expect(faults()).toBe(0);
    await told(4);
    expect(faults()).toBe(1);
    line.stop();
  });

  it('notices a page that crashed', async () => {
    const { line, say, faults } = browser();
    line.start();
    say({ method: 'Target.targetCrashed' });
    await vi.advanceTimersByTimeAsync(1);
    expect(faults()).toBe(1);
    line.stop();
  });
});
