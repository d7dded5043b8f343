/** The Windows installer, by electron-builder and NSIS. Not verified: it downloads NSIS, and no Windows machine was at hand. */
import { mkdir } from 'node:fs/promises';
import { Arch, build, Platform } from 'electron-builder';
import type { BuiltPackage } from './build-package.ts';
import { writtenConfiguration } from './electron-folder.ts';
import { PackagingError } from './target.ts';

/**
 * Writes `<folder>/sanwu Setup <version>.exe`.
 * @throws PackagingError `unknown-target` for another kind of package; electron-builder's own errors
 */
export async function writeInstaller(built: BuiltPackage, folder: string): Promise<string> {
  if (built.target.platform !== 'win32' || built.shell !== 'electron')
    throw new PackagingError('unknown-target', 'an installer is made of a Windows package with Electron');
  await mkdir(folder, { recursive: true });
  const [file] = await build({
    prepackaged: built.folder,
    targets: Platform.WINDOWS.createTarget('nsis', Arch[built.target.arch]),
    config: { ...(await writtenConfiguration()), directories: { output: folder } },
    publish: 'never',
  });
  if (!file) throw new PackagingError('tool-failed', 'electron-builder made no installer');
  return file;
}
