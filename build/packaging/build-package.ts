/** One package as a folder: what every other form of it (Debian package, tarball, update) is made of. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../packages.ts';
import { electronFolder, writeElectronFolder } from './electron-folder.ts';
import { declaredVersion, writeProgram } from './program.ts';
import { writeServiceFiles } from './service-files.ts';
import { type PackagedShell, type Target, targetOf } from './target.ts';

export interface PackageOrder {
  /** Folder to write; what was there is replaced. Default: dist/packages/sanwu-<version>-<platform>-<arch>[-chromium]. */
  readonly folder?: string;
  /** Default: package.json's. */
  readonly version?: string;
  /** Default: this machine. */
  readonly target?: Target;
  /** `electron` (default), or `chromium`: everything but Electron, which takes a second instead of ten. */
  readonly shell?: PackagedShell;
  /** Unpacked Electron of the target. Default: `ELECTRON_OVERRIDE_DIST_PATH`, else node_modules/electron/dist. */
  readonly electron?: string;
  /** node_modules with the target's native packages. Default: the project's. */
  readonly modules?: string;
}

export interface BuiltPackage {
  readonly folder: string;
  readonly version: string;
  readonly target: Target;
  readonly shell: PackagedShell;
}

/**
 * Builds a package's folder: `sanwu` (Electron), `resources/app/`, `resources/node/`, `service/`.
 * @throws PackagingError where a part is missing or the target is none
 */
export async function buildPackage(order: PackageOrder = {}): Promise<BuiltPackage> {
  const target = order.target ?? targetOf(process.platform, process.arch);
  const shell = order.shell ?? 'electron';
  const version = order.version ?? (await declaredVersion());
  const name = `sanwu-${version}-${target.platform}-${target.arch}${shell === 'chromium' ? '-chromium' : ''}`;
  const folder = order.folder ?? path.join(root, 'dist/packages', name);
  const program = { target, shell, version, modules: order.modules ?? path.join(root, 'node_modules') };
  await rm(folder, { recursive: true, force: true });
  if (shell === 'electron')
    await writeElectronFolder(folder, program, electronFolder(target, order.electron));
  else await writeProgram(path.join(folder, 'resources'), program);
  await writeServiceFiles(folder, target, shell);
  return { folder, version, target, shell };
}
