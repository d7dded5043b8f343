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

/** What a whole run takes: ms of work, and how often a single thread makes each call. */
export type Course = { lasts: number; calls: readonly { call: string; most: number }[] };

export const canTrace = requirement('strace').available;

function start(work: Work, tracing: readonly string[]): ChildProcess {
  const command = [process.execPath, work.entry, ...work.args];
  const [program = '', ...args] =
    tracing.length > 0 ? ['strace', '-f', '-qq', ...tracing, ...command] : command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.off('exit', killWithUs));
  return child;
}

async function began(child: ChildProcess): Promise<void> {
  if (!child.stdout) return;
  for await (const line of createInterface({ input: child.stdout })) if (line === 'working') return;
}

/** Runs it to its end. @returns ms from the beginning of its work @throws where it fails */
export async function runWhole(work: Work, tracing: readonly string[] = []): Promise<number> {
  const child = start(work, tracing);
  const ended = once(child, 'exit');
  await began(child);
  child.stdout?.resume();
  const since = performance.now();
  const [code, signal] = await ended;
  if (code !== 0) throw new Error(`${work.entry} ended with ${code ?? signal}`);
  return performance.now() - since;
}

/** How a whole run goes. @param again gives the same work, which must not have been done yet */
export async function courseOf(again: () => Work): Promise<Course> {
  const lasts = await runWhole(again());
  if (!canTrace) return { lasts, calls: [] };
  const folder = mkdtempSync(join(tmpdir(), 'sanwu-trace-'));
  const file = join(folder, 'calls');
  await runWhole(again(), ['-o', file, '-e', `trace=${changing}`, '-e', 'signal=none']);
  const threads = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const found = /^(\d+) +([a-z0-9_]+)\(/.exec(line);
    if (found) threads.set(`${found[2]} ${found[1]}`, (threads.get(`${found[2]} ${found[1]}`) ?? 0) + 1);
  }
  rmSync(folder, { recursive: true });
  const most = new Map<string, number>();
  for (const [key, count] of threads) {
    const call = key.split(' ')[0] ?? '';
    most.set(call, Math.max(most.get(call) ?? 0, count));
  }
  return { lasts, calls: [...most].map(([call, count]) => ({ call, most: count })) };
}

/** No two runs are alike: a moment near the end of one may never come in another. */
const surelyThere = 0.75;

/** Any moment of the course: a third of them by the clock, the others in a call. */
export function momentOf(random: Random, course: Course): Moment {
  if (course.calls.length === 0 || random.integer(3) === 0) return { after: random.integer(course.lasts) };
  const { call, most } = random.pick(course.calls);
  return { call, when: 1 + random.integer(Math.ceil(surelyThere * most)) };
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
  const ended = once(child, 'exit');
  if ('after' in moment) {
    await began(child);
    setTimeout(() => child.kill('SIGKILL'), moment.after);
  }
  child.stdout?.resume();
  const [code, signal] = await ended;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`${work.entry} ended with ${code ?? signal}`);
  return signal === 'SIGKILL';
}

export const describeMoment = (moment: Moment): string =>
  'after' in moment ? `${moment.after} ms` : `${moment.call} #${moment.when}`;
