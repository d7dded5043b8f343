/** The pages as they are in the sources now, built into a folder of the test's own: dist/ may be another's at this moment. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const config = path.resolve(import.meta.dirname, '../../build/vite.config.ts');

export interface BuiltPages {
  folder: string;
  remove(): void;
}

export async function buildPages(): Promise<BuiltPages> {
  // Vite asks the environment, where Vitest says `test`, whether to take the development builds of React: nobody runs those.
  process.env.NODE_ENV = 'production';
  const folder = mkdtempSync(path.join(tmpdir(), 'sanwu-pages-'));
  await build({ configFile: config, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
