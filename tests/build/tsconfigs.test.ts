import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { root } from '../../build/packages.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/**
 * What tsc says of one source text under a layer's settings, the layer's other files included (a library's type
 * declarations could bring the forbidden names in).
 */
function complaints(layer: string, others: string[], text: string): string {
  const folder = mkdtempSync(path.join(root, 'node_modules', '.sanwu-types-'));
  folders.push(folder);
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(folder, 'probe.ts'), text);
  const include = ['probe.ts', ...others.map((each) => path.join(root, each))];
  const settings = { extends: path.join(root, `tsconfig.${layer}.json`), include, exclude: [] };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const ran = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  return ran.stdout
    .split('\n')
    .filter((line) => line.includes('probe.ts'))
    .join('\n');
}

const onNode = "import { cpus } from 'node:os';\nexport const count = cpus().length;\n";
const onPage = 'export const width = window.innerWidth;\n';

test.each([
  ['main', ['main', 'county', 'kiosk-config', 'db']],
  ['build', ['build']],
])('%s knows Node and no window', (layer, others) => {
  expect(complaints(layer, others, onNode)).toBe('');
  expect(complaints(layer, others, onPage)).toContain("Cannot find name 'window'");
});

test('renderer knows window and no Node', () => {
  expect(complaints('renderer', ['renderer'], onPage)).toBe('');
  expect(complaints('renderer', ['renderer'], onNode)).toContain("'node:os'");
});
