/** The program's files in a package: the bundle that holds this module lies beside them, in resources/app. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ProgramFiles, Shipped } from './layout.ts';

const folder = import.meta.dirname;
/** The package's top: what lies beside `resources`. */
const top = path.resolve(folder, '../..');

/** What the pages have too, so that it is shipped once. Vite has put a hash behind each name. */
function assets(pattern: RegExp): string[] {
  const all = path.join(folder, 'renderer/assets');
  return readdirSync(all)
    .filter((name) => pattern.test(name))
    .map((name) => path.join(all, name));
}

function lexicon(): string {
  const [found] = assets(/^lexicon\.txt-.*\.gz$/);
  if (found === undefined) throw new Error('the lexicon is not in this package');
  return found;
}

function slipFonts(): string[] {
  return [...assets(/^noto-sans-sc-.*wght-normal-.*\.woff2$/), ...assets(/^rare-regular-.*\.woff2$/)];
}

function shipped(): Shipped {
  const launcher = path.join(folder, 'launcher.mjs');
  if (process.platform === 'win32') {
    const machine = path.join(process.env.PROGRAMDATA ?? 'C:\\ProgramData', 'Sanwu');
    return {
      launcher,
      node: path.join(top, 'resources/node/node.exe'),
      electron: path.join(top, 'sanwu.exe'),
      config: path.join(machine, 'kiosk.yaml'),
      data: path.join(machine, 'data'),
    };
  }
  const node = path.join(top, 'resources/node/node');
  const electron = path.join(top, 'sanwu');
  return { node, launcher, electron, config: '/etc/sanwu/kiosk.yaml', data: '/var/lib/sanwu' };
}

export const programFiles: ProgramFiles = {
  root: top,
  manifest: path.join(folder, 'package.json'),
  core: path.join(folder, 'core.mjs'),
  contentWorker: new URL('content-worker.mjs', import.meta.url),
  pdfReader: path.join(folder, 'read-pdf.mjs'),
  pdfData: path.join(folder, 'renderer/pdfjs'),
  pages: path.join(folder, 'renderer'),
  electronMain: path.join(folder, 'electron-main.mjs'),
  migrations: path.join(folder, 'migrations'),
  lexicon,
  slipFonts,
  shipped: shipped(),
};
