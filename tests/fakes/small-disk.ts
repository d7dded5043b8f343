/** Real file systems of a few megabytes, to be filled, made read-only and taken away (as root). */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type SmallDisk = {
  /** Where it is mounted. */
  folder: string;
  /** Takes all of its room, to the last block. */
  fill: () => void;
  /** Gives back what `fill` took, or as much of it. */
  makeRoom: (bytes?: number) => void;
  /** As after an error of the disk: refuses writes, also while files are open. */
  breakDown: () => void;
  /** Mounted again, writable or not. Nothing may have files open for writing. */
  remount: (mode: 'ro' | 'rw') => void;
  remove: () => void;
};

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' }).trim();
const blockBytes = 4_096;

function fillWith(folder: string): void {
  const handle = openSync(path.join(folder, 'fill'), 'a');
  try {
    for (let bytes = 256 * blockBytes; bytes >= blockBytes; bytes /= 4) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(bytes, 7));
      } catch {
        // No room for one of this size.
      }
    }
  } finally {
    closeSync(handle);
  }
}

/** @param kind `ext4` on a loop device can break down; `tmpfs` is faster */
export function mountSmallDisk(megabytes: number, kind: 'tmpfs' | 'ext4' = 'tmpfs'): SmallDisk {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'sanwu-disk-'));
  const folder = path.join(parent, 'mounted');
  mkdirSync(folder);
  let device = '';
  if (kind === 'ext4') {
    const image = path.join(parent, 'image');
    writeFileSync(image, '');
    truncateSync(image, megabytes * 1024 * 1024);
    run('mkfs.ext4', '-q', '-F', '-m', '0', '-O', '^has_journal', image);
    device = run('losetup', '--find', '--show', image);
    run('mount', '-o', 'errors=remount-ro', device, folder);
  } else run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  return {
    folder,
    fill: () => fillWith(folder),
    makeRoom: (bytes) => {
      const file = path.join(folder, 'fill');
      if (bytes === undefined) rmSync(file, { force: true });
      else {
        const { bavail, blocks, bsize } = statfsSync(folder);
        truncateSync(file, Math.max(0, (blocks - bavail) * bsize - bytes));
      }
    },
    breakDown: () => writeFileSync(`/sys/fs/ext4/${path.basename(device)}/trigger_fs_error`, '1'),
    remount: (mode) => void run('mount', '-o', `remount,${mode}`, folder),
    remove: () => {
      run('umount', '-l', folder);
      if (device) run('losetup', '--detach', device);
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
