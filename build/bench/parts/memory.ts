/** Memory of processes as Linux counts it: PSS, which divides a shared page among those who share it. */
import { readdirSync, readFileSync } from 'node:fs';

/** KiB of one process; 0 where it is gone. */
export function pssOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything: what follows the last bracket is `state ppid …`.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** A process and everything that descends from it. */
export function treeOf(root: number): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return pid === root || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return pids.filter(isBelow);
}

/** MiB of a process and its descendants. */
export function treePss(root: number): number {
  return treeOf(root).reduce((sum, pid) => sum + pssOf(pid), 0) / 1024;
}
