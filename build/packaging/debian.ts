/** A Debian package of a built folder, with Debian's own tool: electron-builder's would have to be downloaded. */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../packages.ts';
import type { BuiltPackage } from './build-package.ts';
import { folderSize } from './contents.ts';
import { place } from './service-files.ts';
import { PackagingError } from './target.ts';

/**
 * Libraries that Electron's binary is linked with or opens, beside glibc, as Debian 11 to 13 and Ubuntu 20.04 to 24.04 name
 * them; a test holds them against the binaries. The rest lies in the package.
 */
export const electronNeeds: readonly string[] = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libnspr4',
  'libasound2 | libasound2t64',
  'libatk1.0-0 | libatk1.0-0t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcups2 | libcups2t64',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libglib2.0-0 | libglib2.0-0t64',
  'libpango-1.0-0',
  'libcairo2',
  'libudev1',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
];

/** What the program itself needs: Node's C++ library, user accounts, `setpriv` and `unshare`. */
const programNeeds = ['libc6 (>= 2.28)', 'libgcc-s1 | libgcc1', 'libstdc++6', 'passwd', 'util-linux'];
/** The pages bring their own font; what the shell says where no page is, uses the system's. */
const chineseFonts = 'fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei';
/** A display of its own on a bare machine (packaging/linux), reading aloud, Chinese beside the pages: it runs without them. */
const recommended = [
  'systemd',
  'xserver-xorg-core',
  'xserver-xorg-input-libinput',
  'xauth',
  'espeak-ng',
  chineseFonts,
];

const architectures = { x64: 'amd64', arm64: 'arm64' } as const;

/** Files of the administrator's: dpkg keeps what was changed in them. */
const ownFiles: Readonly<Record<string, string>> = {
  'etc/default/sanwu': 'sanwu.default',
  'etc/sanwu/xorg.conf': 'xorg.conf',
};

function control(built: BuiltPackage, kilobytes: number): string {
  return [
    'Package: sanwu',
    `Version: ${built.version}`,
    `Architecture: ${architectures[built.target.arch]}`,
    'Maintainer: Sanwu <sanwu@localhost>',
    'Section: misc',
    'Priority: optional',
    `Installed-Size: ${kilobytes}`,
    `Depends: ${[...programNeeds, ...electronNeeds].join(', ')}`,
    `Recommends: ${recommended.join(', ')}`,
    'Description: village disclosure terminal and notice screen',
    ' Shows what a county signs and sends for a village, on a touch terminal and',
    ' a notice screen, with or without a network.',
    '',
  ].join('\n');
}

async function writeTree(tree: string, built: BuiltPackage): Promise<void> {
  const units = path.join(root, 'packaging/linux');
  await cp(built.folder, path.join(tree, 'opt/sanwu'), { recursive: true });
  for (const unit of ['sanwu.service', 'sanwu-display.service'])
    await place(path.join(units, unit), path.join(tree, 'lib/systemd/system', unit), 0o644);
  for (const [file, source] of Object.entries(ownFiles))
    await place(path.join(units, source), path.join(tree, file), 0o644);
  const documents = path.join(tree, 'usr/share/doc/sanwu');
  await place(path.join(root, 'NOTICES'), path.join(documents, 'copyright'), 0o644);
  await place(path.join(root, 'docs/packages.md'), path.join(documents, 'packages.md'), 0o644);
  await place(path.join(root, 'kiosk-config/sample.yaml'), path.join(documents, 'kiosk.sample.yaml'), 0o644);
}

async function writeControl(tree: string, built: BuiltPackage): Promise<void> {
  const folder = path.join(tree, 'DEBIAN');
  const kilobytes = Math.ceil((await folderSize(tree)) / 1024);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'control'), control(built, kilobytes));
  const conffiles = Object.keys(ownFiles).map((file) => `/${file}\n`);
  await writeFile(path.join(folder, 'conffiles'), conffiles.join(''));
  for (const script of ['postinst', 'prerm', 'postrm'])
    await place(path.join(root, 'packaging/deb', script), path.join(folder, script), 0o755);
}

/**
 * Writes `<folder>/sanwu_<version>_<architecture>.deb`.
 * @param compression `xz` takes a minute; `none` is for tests
 * @returns the file
 * @throws PackagingError `tool-failed` where dpkg-deb is missing or refuses, `unknown-target` for another kind of package
 */
export async function writeDebian(
  built: BuiltPackage,
  folder: string,
  compression: 'xz' | 'none' = 'xz',
): Promise<string> {
  if (built.target.platform !== 'linux' || built.shell !== 'electron')
    throw new PackagingError('unknown-target', 'a Debian package is made of a Linux package with Electron');
  const file = path.join(folder, `sanwu_${built.version}_${architectures[built.target.arch]}.deb`);
  const tree = await mkdtemp(path.join(os.tmpdir(), 'sanwu-deb-'));
  try {
    await chmod(tree, 0o755);
    await writeTree(tree, built);
    await writeControl(tree, built);
    await mkdir(folder, { recursive: true });
    const args = ['--root-owner-group', `-Z${compression}`, '--build', tree, file];
    const made = spawnSync('dpkg-deb', args, { encoding: 'utf8' });
    if (made.status !== 0)
      throw new PackagingError('tool-failed', `dpkg-deb: ${made.error?.message ?? made.stderr}`);
    return file;
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}
