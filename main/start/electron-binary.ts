/**
 * Where Electron's binary is. Never asks the `electron` package: since version 42 it downloads inside `require`,
 * synchronously, for minutes (design.md).
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { programFiles } from '../program/program-files.ts';

const executable: Partial<Record<NodeJS.Platform, string>> = { linux: 'electron', win32: 'electron.exe' };

/** Path of the binary, or undefined. A package has its own or none; in the project's folder `ELECTRON_OVERRIDE_DIST_PATH` names a folder that has one. */
export function findElectron(
  root: string,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (programFiles.shipped) return existingFile(programFiles.shipped.electron);
  const name = executable[platform];
  if (!name) return undefined;
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(root, 'node_modules/electron/dist');
  return existingFile(path.join(folder, name));
}

function existingFile(file: string): string | undefined {
  return existsSync(file) ? file : undefined;
}

/** The download may take this long. Milliseconds. */
const downloadLimit = 5 * 60_000;
/** Progress is said this often. Milliseconds. */
const progressEvery = 5_000;

/** The remembered failure of an earlier download of the same version; a new version is tried anew. */
function failureFile(root: string): string {
  return path.join(root, 'node_modules/.sanwu-electron-failed');
}

function electronVersion(root: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'),
  );
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

/** Whether an earlier start already failed to fetch this version; a package fetches nothing. */
export function downloadFailedBefore(root: string): boolean {
  if (programFiles.shipped) return true;
  const file = failureFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === electronVersion(root);
}

/** Forgets a failure, so that the next start tries again. */
export function forgetFailedDownload(root: string): void {
  rmSync(failureFile(root), { force: true });
}

/**
 * Fetches Electron once, in a child process, within a time limit.
 * @param say called with seconds elapsed, for visible progress
 * @returns whether the binary is there now; a failure is remembered
 */
export async function downloadElectron(root: string, say: (seconds: number) => void): Promise<boolean> {
  if (programFiles.shipped) return false;
  const started = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'node_modules/electron/install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const progress = setInterval(() => say(Math.round((performance.now() - started) / 1000)), progressEvery);
  const limit = setTimeout(() => child.kill('SIGKILL'), downloadLimit);
  const code = await new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  clearInterval(progress);
  clearTimeout(limit);
  if (code === 0) return true;
  mkdirSync(path.dirname(failureFile(root)), { recursive: true });
  writeFileSync(failureFile(root), electronVersion(root));
  return false;
}
