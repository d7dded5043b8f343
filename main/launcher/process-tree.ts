/** Ending a program with everything it started, however hung: nothing of an old version may live beside the new one. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** `born` (clock ticks since boot) tells a process from a later one with the same number. */
export type ProcessMark = { pid: number; born: string };

type Row = ProcessMark & { parent: number };

/** From `/proc/<pid>/stat` (proc(5)): what follows the name's closing bracket starts with field 3; parent is 4, start 22. */
function rows(): Row[] {
  const found: Row[] = [];
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      found.push({ pid: Number(name), parent: Number(fields[1]), born: fields[19] ?? '' });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** Everything below a process, nearest first; empty where the system does not tell (Windows ends trees by itself). */
export function descendants(pid: number): ProcessMark[] {
  if (process.platform !== 'linux') return [];
  const all = rows();
  const found: Pick<Row, 'pid' | 'born'>[] = [{ pid, born: '' }];
  for (const each of found) found.push(...all.filter(({ parent }) => parent === each.pid));
  return found.slice(1).map(({ pid: child, born }) => ({ pid: child, born }));
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * Kills a process that leads a process group, its group, and what it started outside that group.
 * @param known descendants found earlier, whose parent may be gone by now
 */
export function killTree(pid: number, known: readonly ProcessMark[] = []): void {
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
  const below = descendants(pid);
  kill(-pid, 'SIGKILL');
  kill(pid, 'SIGKILL');
  const living = new Map(rows().map((row) => [row.pid, row.born]));
  for (const mark of [...below, ...known]) if (living.get(mark.pid) === mark.born) kill(mark.pid, 'SIGKILL');
}
