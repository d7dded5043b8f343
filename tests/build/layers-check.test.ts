import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { layers } from '../../build/layers.ts';
import { layerFaults } from '../../build/layers-check.ts';
import { declaredPackages } from '../../build/packages.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Writes a little project and checks it against the real table. */
function faultsOf(files: Record<string, string>): string[] {
  const project = mkdtempSync(path.join(tmpdir(), 'sanwu-layers-'));
  folders.push(project);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), text);
  }
  return layerFaults(project, layers, declaredPackages());
}

const good = {
  'main/contract/content.ts': "import { z } from 'zod';\nexport const item = z.string();\n",
  'main/search/index.ts':
    "import { hash } from 'node:crypto';\nimport { item } from '../contract/content.ts';\nexport { hash, item };\n",
  'main/core/main.ts': "export * from '../search/index.ts';\n",
  'main/electron/main.ts': "import { app } from 'electron';\nexport { app };\n",
  'renderer/terminal/main.tsx':
    "import { createRoot } from 'react-dom/client';\nimport worker from './page.css?url';\nexport const page = <p>{String([createRoot, worker])}</p>;\n",
  'tests/any.test.ts': "import '../main/core/main.ts';\nimport 'vitest';\n",
};

test('a project that keeps to the table has no faults', () => {
  expect(faultsOf(good)).toEqual([]);
});

test.each([
  [
    'a service imports another',
    'main/search/a.ts',
    "import '../printing/slip.ts';",
    'may not import main/printing',
  ],
  [
    'as a type alone',
    'main/search/a.ts',
    "import type { A } from '../sync/a.ts';",
    'may not import main/sync',
  ],
  ['inside a type', 'main/search/a.ts', "type A = import('../sync/a.ts').A;", 'may not import main/sync'],
  ['re-exported', 'county/a.ts', "export * from '../main/core/main.ts';", 'may not import main/core'],
  ['dynamically', 'main/sync/a.ts', "await import('../core/main.ts');", 'may not import main/core'],
  ['by a computed name', 'main/sync/a.ts', 'await import(name);', 'computed name'],
  ['by require', 'main/sync/a.cjs', "require('electron');", 'electron: not a package for main/sync'],
  ['Node in a page', 'renderer/a.tsx', "import 'node:fs';", 'does not run on Node'],
  ['Node in a page, without node:', 'renderer/a.tsx', "import 'fs';", 'without node:'],
  ['Node in the contract', 'main/contract/a.ts', "import 'node:fs';", 'does not run on Node'],
  ['a page library in main', 'main/core/a.ts', "import 'react';", 'react: not a package for main/core'],
  [
    'Electron outside its folder',
    'main/start/a.ts',
    "import 'electron';",
    'electron: not a package for main/start',
  ],
  ['Electron in a page', 'renderer/a.ts', "import 'electron';", 'electron: not a package for renderer'],
  ['a tool in a page', 'renderer/a.ts', "import 'vite';", 'vite: not a package for renderer'],
  ['an undeclared package', 'main/core/a.ts', "import 'left-pad';", 'left-pad: not a package for main/core'],
  ['tests from the product', 'main/core/a.ts', "import '../../tests/fakes/a.ts';", 'may not import tests'],
])('refused: %s', (_name, file, text, message) => {
  const faults = faultsOf({ ...good, [file]: `\n${text}\n` });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(`${file}:2: imports `);
  expect(faults[0]).toContain(message);
});

test('a file that no row covers is a fault', () => {
  expect(faultsOf({ ...good, 'main/surprise/a.ts': '', 'stray.mjs': '' })).toEqual([
    'main/surprise/a.ts: no row of build/layers.ts covers this file',
    'stray.mjs: no row of build/layers.ts covers this file',
  ]);
});
