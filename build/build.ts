// Builds dist/: the pages (Vite) and the Electron shell (rolldown). Run by build/bootstrap, which decides whether it is due.
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type RolldownOptions, rolldown } from 'rolldown';
import { build } from 'vite';
import { fingerprint, fingerprintFile } from './bootstrap/built.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** The main process is an ES module; a sandboxed preload script, where there is one, can only be CommonJS. */
const electronBundles = [
  { entry: 'main.ts', file: 'main.mjs', format: 'es' },
  { entry: 'preload.ts', file: 'preload.cjs', format: 'cjs' },
] as const;

/**
 * Electron's own Node cannot be trusted to strip types (the test runtime's is version 20), so the shell is bundled.
 * Only `electron` and node: stay outside; a native module in here would be a mistake, and fails at run time.
 */
async function buildElectron(source: string, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  for (const { entry, file, format } of electronBundles) {
    if (!existsSync(path.join(source, entry))) continue;
    const input: RolldownOptions = {
      input: path.join(source, entry),
      external: ['electron', /^node:/],
      platform: 'node',
      transform: { target: 'node20' },
    };
    await using bundle = await rolldown(input);
    await bundle.write({ file: path.join(target, file), format, codeSplitting: false });
  }
}

// Whoever starts this: within a test run Vite would take the slow development builds of React.
process.env.NODE_ENV = 'production';
// The fingerprint is taken first: a source changed during the build then counts as not built yet.
const stamp = await fingerprint(root);
await rm(path.join(root, fingerprintFile), { force: true });
await build({ configFile: path.join(root, 'build', 'vite.config.ts'), logLevel: 'warn' });
const shell = path.join(root, 'main', 'electron');
if (existsSync(shell)) await buildElectron(shell, path.join(root, 'dist', 'electron'));
await writeFile(path.join(root, fingerprintFile), stamp);
