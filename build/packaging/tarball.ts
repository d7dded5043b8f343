/** A package's folder as one file, to be unpacked anywhere; `install.sh` in it makes it a service. */
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BuiltPackage } from './build-package.ts';
import { PackagingError } from './target.ts';

/**
 * Writes `<folder>/<name of the package's folder>.tar.xz` (`.tar` without compression, for tests).
 * @throws PackagingError `tool-failed` where tar is missing or refuses, `unknown-target` for Windows
 */
export async function writeTarball(
  built: BuiltPackage,
  folder: string,
  compression: 'xz' | 'none' = 'xz',
): Promise<string> {
  if (built.target.platform !== 'linux')
    throw new PackagingError('unknown-target', 'a tarball is made of a Linux package');
  const name = path.basename(built.folder);
  const file = path.join(folder, `${name}.tar${compression === 'xz' ? '.xz' : ''}`);
  await mkdir(folder, { recursive: true });
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name'];
  const args = [
    ...owner,
    compression === 'xz' ? '-cJf' : '-cf',
    file,
    '-C',
    path.dirname(built.folder),
    name,
  ];
  const made = spawnSync('tar', args, { encoding: 'utf8' });
  if (made.status !== 0)
    throw new PackagingError('tool-failed', `tar: ${made.error?.message ?? made.stderr}`);
  return file;
}
