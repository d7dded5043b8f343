/** Ending a program with everything it started, however hung: nothing of an old version may live beside the new one. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Set for a version and inherited by everything that it starts, however far below and whoever its parent is by now. */
export const runVariable = 'SANWU_RUN';

type Row = { pid: number; parent: number };

function processNumbers(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // It has ended meanwhile, or is not ours.
    return '';
  }
}

/** From `/proc/<pid>/stat` (proc(5)): what follows the name's closing bracket starts with field 3; the parent is 4. */
function rows(): Row[] {
  return processNumbers().map((name) => {
    const stat = textOf(`/proc/${name}/stat`);
    return { pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
  });
}

/** Everything below a process, nearest first. */
function descendants(pid: number): number[] {
  const all = rows();
  const found = [pid];
  for (const each of found) found.push(...all.filter(({ parent }) => parent === each).map((row) => row.pid));
  return found.slice(1);
}

/** Everything that was started within a run. */
function startedWithin(run: string): number[] {
  const mark = `\0${runVariable}=${run}\0`;
  return processNumbers()
    .filter((name) => `\0${textOf(`/proc/${name}/environ`)}`.includes(mark))
    .map(Number);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * Kills a process, its group, and what it started outside that group. It must not have been waited for: its number is then free
 * for others.
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    try {
      execFileSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    } catch {
      // It has ended meanwhile.
    }
    return;
  }
  // Stopped first, so that it starts nothing while its children are looked up.
  kill(pid, 'SIGSTOP');
  const below = process.platform === 'linux' ? descendants(pid) : [];
  kill(-pid, 'SIGKILL');
  kill(pid, 'SIGKILL');
  for (const each of below) kill(each, 'SIGKILL');
}

/**
 * Kills what is left of a run that has ended. Linux alone tells; Windows ends a tree from its top only.
 * @param run value of `runVariable`
 */
export function killLeft(run: string): void {
  if (process.platform !== 'linux') return;
  for (const pid of startedWithin(run)) kill(pid, 'SIGKILL');
}
