/**
 * Processes that are killed with SIGKILL at a chosen moment: after some milliseconds of their work, or exactly in a chosen
 * system call (strace injects the signal there, so that no moment is too short to be hit).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { requirement } from '../../../build/requirements.ts';
import type { Random } from '../../main/search/random.ts';

/** System calls by which a process changes what is on disk. */
const changing = '/^(p?writev?(64|2)?|f(data)?sync|rename.*|unlink.*|mkdir.*|rmdir|ftruncate)$';

/** A program and its arguments. It says `working` on stdout once its work begins, and ends by itself when it is done. */
export type Work = { entry: string; args: readonly string[] };

/** `when`: that often has one thread made the call. */
export type Moment = { after: number } | { call: string; when: number };

/** What a whole run takes: ms of work, and how often a single thread makes each call, before its work begins and in all. */
export type Course = { lasts: number; calls: readonly { call: string; before: number; most: number }[] };

export const canTrace = requirement('strace').available;

function start(work: Work, tracing: readonly string[]): ChildProcess {
  const command = [process.execPath, work.entry, ...work.args];
  const [program = '', ...args] =
    tracing.length > 0 ? ['strace', '-f', '-qq', ...tracing, ...command] : command;
  // A process that writes down what it compiled would be killed in that, too.
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.off('exit', killWithUs));
  return child;
}

/** Collects what it says of its failure, for the error that names it. @returns the last of it */
function lastWords(child: ChildProcess): () => string {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
  });
  return () => said;
}

async function began(child: ChildProcess): Promise<void> {
  if (!child.stdout) return;
  for await (const line of createInterface({ input: child.stdout })) if (line === 'working') return;
}

/** Runs it to its end. @returns ms from the beginning of its work @throws where it fails */
export async function runWhole(work: Work, tracing: readonly string[] = []): Promise<number> {
  const child = start(work, tracing);
  const ended = once(child, 'close');
  const said = lastWords(child);
  await began(child);
  child.stdout?.resume();
  const since = performance.now();
  const [code, signal] = await ended;
  if (code !== 0) throw new Error(`${work.entry} ended with ${code ?? signal}: ${said()}`);
  return performance.now() - since;
}

/** How a whole run goes. @param again gives the same work, which must not have been done yet */
export async function courseOf(again: () => Work): Promise<Course> {
  const lasts = await runWhole(again());
  if (!canTrace) return { lasts, calls: [] };
  const folder = mkdtempSync(join(tmpdir(), 'sanwu-trace-'));
  const file = join(folder, 'calls');
  await runWhole(again(), ['-o', file, '-e', `trace=${changing}`, '-e', 'signal=none']);
  const calls = callsIn(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  return { lasts, calls };
}

/** @param trace what strace wrote: a line a call, with the thread's number first */
function callsIn(trace: string): Course['calls'] {
  const threads = new Map<string, { call: string; before: number; most: number }>();
  let isWorking = false;
  for (const line of trace.split('\n')) {
    const [, thread, call] = /^(\d+) +([a-z0-9_]+)\(/.exec(line) ?? [];
    if (thread === undefined || call === undefined) continue;
    if (line.includes('write(1, "working')) isWorking = true;
    const made = threads.get(`${thread} ${call}`) ?? { call, before: 0, most: 0 };
    made.most += 1;
    if (!isWorking) made.before += 1;
    threads.set(`${thread} ${call}`, made);
  }
  const busiest = new Map<string, { call: string; before: number; most: number }>();
  for (const made of threads.values()) {
    const known = busiest.get(made.call);
    if (known === undefined || made.most - made.before > known.most - known.before)
      busiest.set(made.call, made);
  }
  return [...busiest.values()];
}

/** No two runs are alike: a moment near the end of one may never come in another. */
const surelyThere = 0.75;

/** Any moment of the course: a third of them by the clock, most in a call of the work, some in any call from the start. */
export function momentOf(random: Random, course: Course): Moment {
  const kind = random.integer(12);
  if (course.calls.length === 0 || kind < 4) return { after: random.integer(surelyThere * course.lasts) };
  const inWork = course.calls.filter(({ before, most }) => most > before);
  const { call, before, most } = random.pick(kind < 6 || inWork.length === 0 ? course.calls : inWork);
  const from = kind < 6 ? 0 : before;
  return { call, when: from + 1 + random.integer(Math.ceil(surelyThere * (most - from))) };
}

/** @returns whether it was killed, and not done before */
export async function killAt(work: Work, moment: Moment): Promise<boolean> {
  const tracing =
    'call' in moment
      ? [
          '-o',
          '/dev/null',
          '-e',
          `trace=${moment.call}`,
          '-e',
          `inject=${moment.call}:signal=KILL:when=${moment.when}`,
        ]
      : [];
  const child = start(work, tracing);
  const ended = once(child, 'close');
  const said = lastWords(child);
  if ('after' in moment) {
    await began(child);
    setTimeout(() => child.kill('SIGKILL'), moment.after);
  }
  child.stdout?.resume();
  const [code, signal] = await ended;
  if (code !== 0 && signal !== 'SIGKILL')
    throw new Error(`${work.entry} ended with ${code ?? signal}: ${said()}`);
  return signal === 'SIGKILL';
}

export const describeMoment = (moment: Moment): string =>
  'after' in moment ? `${moment.after} ms` : `${moment.call} #${moment.when}`;
