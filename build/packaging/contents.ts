/** What may lie in a package: checked after each build, so that nothing foreign or useless is ever shipped. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BuiltPackage } from './build-package.ts';
import { executable } from './target.ts';

/** All files below a folder, with `/`, in order. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** Bytes of all files below a folder. */
export async function folderSize(folder: string): Promise<number> {
  const files = await filesOf(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What `resources/` may hold; everything else in it is foreign. */
const program =
  /^resources\/(app\/((launcher|kiosk|core(-[\w-]+)?|content-worker|read-pdf|electron-main)\.mjs|package\.json|NOTICES|renderer\/.*|migrations\/.*|node_modules\/(better-sqlite3|@napi-rs\/canvas[\w-]*)\/.*)|node\/node(\.exe)?)$/;

/** Names that betray sources, tests, the county's side or a build tool wherever they lie. */
const unwanted = /\.(ts|tsx|map|md|d\.mts)$|(^|\/)(tests?|county|build|docs)\//;

const locale = /^locales\/(zh-CN|en-US)\.pak$/;

const needed = [
  'app/package.json',
  'app/kiosk.mjs',
  'app/core.mjs',
  'app/content-worker.mjs',
  'app/read-pdf.mjs',
];
const neededPages = ['app/renderer/terminal/index.html', 'app/renderer/board/index.html'];

function fault(file: string, machine: string): string | undefined {
  if (file.startsWith('resources/') && !program.test(file)) return `${file}: no part of the program`;
  if (unwanted.test(file)) return `${file}: nothing that runs`;
  if (file.startsWith('locales/') && !locale.test(file)) return `${file}: a language nobody is shown`;
  if (file.includes('/prebuilds/') && !file.endsWith(`/${machine}.node`)) return `${file}: another machine's`;
  return undefined;
}

/** What is in the package and should not be, and what should be and is not, one line each. */
export async function packageFaults(built: BuiltPackage): Promise<string[]> {
  const files = await filesOf(built.folder);
  const { platform, arch } = built.target;
  const faults = files.flatMap((file) => fault(file, `${platform}-${arch}`) ?? []);
  const wanted = [
    ...[...needed, ...neededPages].map((file) => `resources/${file}`),
    `resources/node/${executable(built.target, 'node')}`,
    ...(built.shell === 'electron'
      ? [executable(built.target, 'sanwu'), 'resources/app/electron-main.mjs']
      : []),
  ];
  const missing = wanted.filter((file) => !files.includes(file)).map((file) => `${file}: missing`);
  const binaries = files.filter((file) => file.endsWith('.node')).length;
  return [...faults, ...missing, ...(binaries === 2 ? [] : [`${binaries} native modules instead of 2`])];
}
