/** From a verified archive to a version's folder that is whole or not there (docs/updates.md, "Staging"). */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { classified } from '../../db/errors.ts';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import type { SoftwarePlatform, SoftwareRelease } from '../contract/software.ts';
import { flushFolder, removeFile } from '../releases/durable-file.ts';
import { readPackage } from '../releases/package-folder.ts';
import { readStaged, readState, stagedFile, writeStaged } from '../releases/software-notes.ts';
import { unpackArchive } from '../releases/unpack.ts';

/** Left free beside an update, bytes: content and records go on meanwhile. */
export const spareBytes = 256 * 1024 * 1024;

/** Bytes that are free for this account where `folder` is. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

const partialOf = (version: string) => `${version}.partial`;

async function hashOf(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20, signal }))
    hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** What was unpacked must be what was signed. @throws SanwuError `malformed` */
function check(
  folder: string,
  unpacked: { files: number; bytes: number },
  release: SoftwareRelease,
  platform: SoftwarePlatform,
): void {
  const { archive, version, recordsSchema } = release;
  const facts = readPackage(folder);
  const agrees =
    unpacked.files === archive.files &&
    unpacked.bytes === archive.unpackedBytes &&
    facts.version === version &&
    facts.platform === platform &&
    facts.recordsSchema === recordsSchema;
  if (!agrees) throw new SanwuError('malformed', `software ${version}`);
}

export type StageOptions = {
  /** `<data>/software`. */
  folder: string;
  /** The archive in the file store. */
  archive: string;
  release: SoftwareRelease;
  platform: SoftwarePlatform;
  free: (folder: string) => Promise<number>;
  /** UTC ms. */
  now: () => number;
  signal: AbortSignal;
};

/**
 * Unpacks, checks, and notes the version as staged. A kill at any point leaves the version away or whole: its folder gets its
 * name when everything in it is on disk, and counts from the note on.
 * @throws SanwuError `broken-file` (the archive changed on disk), `malformed`, storage kinds; LimitError
 */
export async function stage(options: StageOptions): Promise<void> {
  const { folder, archive, release, platform, free, now, signal } = options;
  const { version } = release;
  const partial = path.join(folder, partialOf(version));
  const target = path.join(folder, version);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rm(partial, { recursive: true, force: true });
    if ((await free(folder)) < release.archive.unpackedBytes + spareBytes)
      throw new SanwuError('storage-full', `software ${version}`);
    if ((await hashOf(archive, signal)) !== release.archive.sha256)
      throw new SanwuError('broken-file', release.archive.sha256);
    await mkdir(partial, { mode: 0o700 });
    const bounds = { entries: limits.softwareFiles, bytes: release.archive.unpackedBytes };
    const unpacked = await unpackArchive(archive, partial, bounds, signal);
    check(partial, unpacked, release, platform);
    // It would have to be setuid root; without it Chromium takes the installed package's (main/launcher/launcher.ts).
    await rm(path.join(partial, 'chrome-sandbox'), { force: true });
    await rm(target, { recursive: true, force: true });
    flushFolder(partial);
    await rename(partial, target);
    flushFolder(folder);
    writeStaged(folder, { format: 1, version, sha256: release.archive.sha256, at: Math.trunc(now()) });
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    throw classified(error, `software ${version}`);
  }
}

/** Takes back that a version is staged; its folder goes with the next `tidy`. */
export const unstage = (folder: string): void => removeFile(path.join(folder, stagedFile));

/** Removes folders of versions that nothing leads back to, and what interrupted unpacking left. */
export async function tidy(folder: string, running: string): Promise<void> {
  const { current, previous, trial } = readState(folder);
  const keep = new Set([current, previous, trial?.version, readStaged(folder)?.version, running]);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const isVersion = /^\d+\.\d+\.\d+(\.partial)?$/.test(name);
    if (isVersion && !keep.has(name)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
