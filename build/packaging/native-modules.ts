/** Packages with machine code: they stay outside the bundles, and only the target's binary is taken along. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { PackagingError, type Target } from './target.ts';

/** Names that bundles import from node_modules at run time. */
export const nativeModules: readonly string[] = ['better-sqlite3', '@napi-rs/canvas'];

interface Part {
  /** Package's name. */
  readonly name: string;
  /** Whether a file of it, by its path with `/`, is needed at run time. */
  readonly wanted: (file: string) => boolean;
}

/** GNU libc only: Debian, Kylin and UOS have it. */
const canvasBinary: Readonly<Record<string, string>> = {
  'linux-x64': '@napi-rs/canvas-linux-x64-gnu',
  'linux-arm64': '@napi-rs/canvas-linux-arm64-gnu',
  'win32-x64': '@napi-rs/canvas-win32-x64-msvc',
};

function parts(target: Target): Part[] {
  const machine = `${target.platform}-${target.arch}`;
  const otherEntry = /^lib\/(linux|linuxmusl|darwin|win32)-/;
  return [
    {
      name: 'better-sqlite3',
      wanted: (file) =>
        /^(package\.json|LICENSE|prebuilds\/.*)$/.test(file)
          ? !file.startsWith('prebuilds/') || file === `prebuilds/${machine}.node`
          : file.startsWith('lib/') && !otherEntry.test(file),
    },
    { name: '@napi-rs/canvas', wanted: (file) => /^(package\.json|LICENSE|[\w-]+\.js)$/.test(file) },
    {
      name: canvasBinary[machine] ?? '',
      wanted: (file) => /^(package\.json|.*\.node|icudtl\.dat)$/.test(file),
    },
  ];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/**
 * Copies what the target needs from an installed `node_modules` into another.
 * @throws PackagingError `missing-part` where a package of the target is not installed
 */
export async function copyNativeModules(from: string, to: string, target: Target): Promise<void> {
  for (const part of parts(target)) {
    const source = path.join(from, part.name);
    if (!existsSync(source)) throw missing(part.name, target);
    const wanted = (await filesBelow(source)).filter(part.wanted);
    if (part.name !== '@napi-rs/canvas' && !wanted.some((file) => file.endsWith('.node')))
      throw missing(`the binary of ${part.name}`, target);
    for (const file of wanted) {
      const goal = path.join(to, part.name, file);
      await mkdir(path.dirname(goal), { recursive: true });
      await cp(path.join(source, file), goal);
    }
  }
}

/** What to do about a package that npm has left out because it is another machine's. */
export function missing(name: string, target: Target): PackagingError {
  const flags = `--os=${target.platform} --cpu=${target.arch}`;
  return new PackagingError(
    'missing-part',
    `${name} is not installed: run "npm ci ${flags}" in another clone and name its node_modules with --modules`,
  );
}
