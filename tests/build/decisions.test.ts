import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../build/packages.ts';

const folder = path.join(root, 'docs/decisions');
const records = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .sort();

test('every decision has a number of its own, and says it in its title', () => {
  const numbers = records.map((name) => /^(\d{3})-[a-z0-9-]+\.md$/.exec(name)?.[1]);
  expect(numbers).not.toContain(undefined);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const name of records) {
    expect(readFileSync(path.join(folder, name), 'utf8')).toMatch(new RegExp(`^# ${name.slice(0, 3)} \\S`));
  }
});

test('the index lists every decision, by number and title', () => {
  const rows = records.map((name) => {
    const title = readFileSync(path.join(folder, name), 'utf8').split('\n')[0]?.slice('# 000 '.length);
    return `| [${name.slice(0, 3)}](${name}) | ${title} |`;
  });
  const index = readFileSync(path.join(folder, 'README.md'), 'utf8').split('\n');
  expect(index.filter((line) => line.startsWith('| ['))).toEqual(rows);
});
