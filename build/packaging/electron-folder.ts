/** The folder with Electron in it, by electron-builder and electron-builder.yml, without downloading anything. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Arch, build, type Configuration, DIR_TARGET, Platform } from 'electron-builder';
import YAML from 'yaml';
import { declaredPackages, root } from '../packages.ts';
import { type ProgramOrder, writeProgram } from './program.ts';
import { executable, PackagingError, type Target } from './target.ts';

/** An unpacked Electron of the target: `ELECTRON_OVERRIDE_DIST_PATH`, else the one npm's package has fetched. */
export function electronFolder(target: Target, named: string | undefined): string {
  const folder =
    named ?? process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(root, 'node_modules/electron/dist');
  const binary = path.join(folder, executable(target, 'electron'));
  if (existsSync(binary)) return folder;
  const fetch = `node node_modules/electron/install.js --platform ${target.platform} --arch ${target.arch}`;
  throw new PackagingError(
    'missing-part',
    `no ${path.basename(binary)} in ${folder}: fetch it (${fetch}) or name an unpacked Electron with --electron`,
  );
}

/** Its own word, or else what package.json pins. */
async function electronVersion(folder: string): Promise<string> {
  const said = await readFile(path.join(folder, 'version'), 'utf8').catch(() => '');
  return said.trim().replace(/^v/, '') || (declaredPackages().devDependencies.electron ?? '');
}

/** Programs that Electron runs in the place of ours where they lie in its folder. electron-builder copies them along. */
const foreignPrograms = ['app', 'app.asar', 'default_app.asar'];

/** electron-builder.yml as it is. */
export async function writtenConfiguration(): Promise<Configuration> {
  return YAML.parse(await readFile(path.join(root, 'electron-builder.yml'), 'utf8'));
}

async function configuration(electron: string, output: string): Promise<Configuration> {
  const fuses = JSON.parse(await readFile(path.join(root, 'packaging/fuses.json'), 'utf8'));
  return {
    ...(await writtenConfiguration()),
    electronDist: electron,
    electronVersion: await electronVersion(electron),
    electronFuses: fuses,
    directories: { output },
    afterExtract: async ({ appOutDir }) => {
      for (const name of foreignPrograms)
        await rm(path.join(appOutDir, 'resources', name), { recursive: true, force: true });
    },
  };
}

/** electron-builder keeps node_modules that no manifest asks for out of an app: they go beside it and in as resources. */
async function stage(folder: string, order: ProgramOrder): Promise<void> {
  await writeProgram(folder, order);
  await rename(path.join(folder, 'app/node_modules'), path.join(folder, 'native'));
}

const platforms = { linux: Platform.LINUX, win32: Platform.WINDOWS } as const;
const unpackedNames = { linux: 'linux', win32: 'win' } as const;

/**
 * Writes the package into `folder`, which must not be there yet.
 * @param electron unpacked Electron of the target
 * @throws PackagingError where a part is missing; electron-builder's own errors
 */
export async function writeElectronFolder(
  folder: string,
  order: ProgramOrder,
  electron: string,
): Promise<void> {
  const { platform, arch } = order.target;
  await mkdir(path.dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}.work-`);
  try {
    await stage(path.join(work, 'stage'), order);
    const output = path.join(work, 'out');
    await build({
      targets: platforms[platform].createTarget(DIR_TARGET, Arch[arch]),
      projectDir: path.join(work, 'stage/app'),
      config: await configuration(electron, output),
      publish: 'never',
    });
    const suffix = arch === 'x64' ? '' : `-${arch}`;
    await rename(path.join(output, `${unpackedNames[platform]}${suffix}-unpacked`), folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
