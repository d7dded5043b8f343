/** What a process holds, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs';
import { pssOf, treeOf } from '../../build/bench/parts/memory.ts';

/** MiB, with a shared page divided among those who share it; 0 where it is gone. */
export const pssMebibytes = (pid: number): number => pssOf(pid) / 1024;

/** 0 where it is gone. */
export function openFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** The first descendant whose command line has `part` in it; 0 without one. */
export function descendant(root: number, part: string): number {
  const found = treeOf(root).find((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(part);
    } catch {
      return false;
    }
  });
  return found ?? 0;
}
