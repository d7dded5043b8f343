/** The program's files in the project's folder. A package has main/program/packaged-files.ts in this module's place (build/packaging/bundle.ts). */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ProgramFiles } from './layout.ts';

const root = path.resolve(import.meta.dirname, '../..');

function slipFonts(): string[] {
  const manifest = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json');
  const folder = path.join(path.dirname(manifest), 'files');
  const common = readdirSync(folder).filter((name) => name.endsWith('wght-normal.woff2'));
  const rare = path.join(root, 'renderer/shared/fonts/rare-regular.otf');
  return [...common.map((name) => path.join(folder, name)), rare];
}

export const programFiles: ProgramFiles = {
  root,
  manifest: path.join(root, 'package.json'),
  core: path.join(root, 'main/core/main.ts'),
  contentWorker: new URL('../core/content-worker.ts', import.meta.url),
  pdfReader: path.join(root, 'main/pdf-text/read-pdf.ts'),
  pdfData: path.join(root, 'node_modules/pdfjs-dist'),
  pages: path.join(root, 'dist/renderer'),
  electronMain: path.join(root, 'dist/electron/main.mjs'),
  migrations: path.join(root, 'db/migrations'),
  lexicon: () => path.join(root, 'main/pinyin/data/lexicon.txt.gz'),
  slipFonts,
  shipped: undefined,
};
