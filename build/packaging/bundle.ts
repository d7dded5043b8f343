/** The program's processes as one plain JavaScript file each: what a package runs instead of the sources. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Plugin, type RolldownOptions, rolldown } from 'rolldown';
import { root } from '../packages.ts';
import { nativeModules } from './native-modules.ts';
import { PackagingError } from './target.ts';

interface Bundle {
  readonly entry: string;
  readonly file: string;
  /** Node's major version that runs it; Electron's own may be older than the shipped one. */
  readonly node: number;
}

const bundles: readonly Bundle[] = [
  { entry: 'main/launcher/main.ts', file: 'launcher.mjs', node: 24 },
  { entry: 'main/start/kiosk.ts', file: 'kiosk.mjs', node: 24 },
  { entry: 'main/core/main.ts', file: 'core.mjs', node: 24 },
  { entry: 'main/core/content-worker.ts', file: 'content-worker.mjs', node: 24 },
  { entry: 'main/pdf-text/read-pdf.ts', file: 'read-pdf.mjs', node: 24 },
  { entry: 'main/electron/main.ts', file: 'electron-main.mjs', node: 20 },
];

/** A file that Node would hold as two bytes a character: it reads UTF-8, and takes the short way only where all of it is ASCII. */
export const isWide = (code: string): boolean => /[\u0080-\uffff]/.test(code);

/**
 * Names of functions and classes stay, so that logged errors say where they come from. A program's text stays in memory while
 * it runs: with one character outside of ASCII in it twice its size (docs/decisions/061-disks.md).
 */
const compact = {
  compress: false,
  mangle: { toplevel: false, keepNames: true },
  codegen: { removeWhitespace: true, asciiOnly: true },
} as const;

const inProject = path.join(root, 'main/program/program-files.ts');
const inPackage = path.join(root, 'main/program/packaged-files.ts');

/** Puts the package's file table in the place of the project's. */
const packagedFiles: Plugin = {
  name: 'sanwu-packaged-files',
  async resolveId(source, importer, options) {
    if (!source.endsWith('/program-files.ts')) return null;
    const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
    return resolved?.id === inProject ? inPackage : null;
  },
};

/** How a module's text asks for its own place, if it does; comments do not count. */
export function ownPlaceIn(code: string): string | undefined {
  const spoken = code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return /import\.meta\.(?:url|dirname|filename|resolve)/.exec(spoken)?.[0];
}

/**
 * A module that finds files from its own place finds other ones, or none, from a bundle. All such places are in main/program;
 * one anywhere else stops the build instead of the kiosk.
 */
const noOwnPlace: Plugin = {
  name: 'sanwu-no-own-place',
  transform(code, id) {
    if (id.includes('node_modules') || id === inPackage || !id.startsWith(root)) return null;
    const used = ownPlaceIn(code);
    if (!used) return null;
    const file = path.relative(root, id);
    throw new PackagingError(
      'unwanted-part',
      `${file} uses ${used}; say where the file lies in main/program`,
    );
  },
};

/** Says so where a part is asked for that is not in the program. */
const leftOut = '\0left-out';
const leftOutModules: ReadonlySet<string> = new Set(['socks', 'worker-timers', 'pngjs']);

/**
 * What libraries bring along and a kiosk does not need: from MQTT.js a copy of Node's own streams (twice; as `READABLE_STREAM=disable`
 * has it, they are Node's), SOCKS proxies and timers for browsers, from qrcode the writing of PNG files. A program's text stays in
 * memory (docs/decisions/061-disks.md).
 */
const leaner: Plugin = {
  name: 'sanwu-leaner',
  resolveId(source) {
    if (source === 'readable-stream') return { id: 'node:stream', external: true };
    return leftOutModules.has(source) ? leftOut : null;
  },
  load: (id) => (id === leftOut ? 'export {};' : null),
};

/** `core-pinyin-pro.mjs`: what a program reads only when it is wanted, by its package or file; else what its parts share. */
function partName(program: string, { facadeModuleId }: { facadeModuleId?: string | null }): string {
  const inPackages = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(facadeModuleId ?? '')?.[1];
  const part = inPackages ?? path.basename(facadeModuleId ?? 'common', '.ts');
  return `${program}-${part.replaceAll(/[^\w-]+/g, '-')}.mjs`;
}

async function writeBundle({ entry, file, node }: Bundle, folder: string): Promise<void> {
  const input: RolldownOptions = {
    input: path.join(root, entry),
    external: ['electron', /^node:/, ...nativeModules],
    platform: 'node',
    plugins: [packagedFiles, noOwnPlace, leaner],
    transform: { target: `node${node}` },
    logLevel: 'warn',
  };
  await using bundle = await rolldown(input);
  const program = path.basename(file, '.mjs');
  await bundle.write({
    dir: folder,
    entryFileNames: file,
    chunkFileNames: (chunk) => partName(program, chunk),
    format: 'es',
    comments: false,
    minify: compact,
  });
}

/**
 * Writes the bundles into `folder`.
 * @throws PackagingError `unwanted-part` where a source finds files by its own place
 */
export async function writeBundles(folder: string, shell: 'electron' | 'chromium'): Promise<void> {
  await mkdir(folder, { recursive: true });
  const wanted = bundles
    .filter(({ entry }) => existsSync(path.join(root, entry)))
    .filter(({ file }) => shell === 'electron' || file !== 'electron-main.mjs');
  for (const bundle of wanted) await writeBundle(bundle, folder);
}
