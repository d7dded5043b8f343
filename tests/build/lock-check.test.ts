import { expect, test } from 'vitest';
import { lockFaults } from '../../build/lock-check.ts';

const none = { dependencies: {}, devDependencies: {}, optionalDependencies: {} };
const integrity = 'sha512-AA==';

test('exact versions with digests and without addresses pass', () => {
  const declared = { ...none, dependencies: { a: '1.2.3', b: '2.0.0-rc.1' } };
  expect(lockFaults(declared, { '': {}, 'node_modules/a': { version: '1.2.3', integrity } })).toEqual([]);
});

test.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', 'git+ssh://example.invalid/a'])(
  '%s is no pin',
  (version) => {
    expect(lockFaults({ ...none, devDependencies: { a: version } }, {})).toHaveLength(1);
  },
);

test('an address or a missing digest in the lockfile is a fault', () => {
  const locked = {
    'node_modules/a': { version: '1.0.0', integrity, resolved: 'https://example.invalid/a.tgz' },
    'node_modules/b': { version: '1.0.0' },
  };
  expect(lockFaults(none, locked)).toEqual([
    'package-lock.json: node_modules/a names the address that it came from',
    'package-lock.json: node_modules/b has no integrity',
  ]);
});
