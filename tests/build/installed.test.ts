import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureInstalled } from '../../build/bootstrap/installed.mjs';
import { pinnedNode } from '../../build/bootstrap/runtime.mjs';

const elsewhere = process.platform === 'win32' ? 'linux' : 'win32';
const lock = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/native': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
    'node_modules/foreign': { version: '1.0.0', optional: true, os: [elsewhere], cpu: ['x64'] },
  },
};

let project = '';
beforeEach(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'sanwu-installed-'));
  await writeFile(path.join(project, 'package-lock.json'), JSON.stringify(lock));
  await mkdir(path.dirname(pinnedNode(project)), { recursive: true });
  await writeFile(pinnedNode(project), '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(project, { recursive: true });
});

async function haveInstalled(packages: object): Promise<void> {
  await writeFile(path.join(project, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

/** Stands in for npm, which would need a registry: notes its arguments, then does what `script` says. */
async function npmIs(script: string): Promise<void> {
  const file = path.join(project, 'npm-cli.js');
  const note =
    "const fs = require('node:fs'); fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');";
  await writeFile(file, `${note}\n${script}`);
  vi.stubEnv('npm_execpath', file);
  vi.stubEnv('npm_node_execpath', process.execPath);
}

const installs = `setTimeout(() => fs.writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(JSON.stringify(lock))}), 100);`;

async function calls(): Promise<string[]> {
  const text = await readFile(path.join(project, 'calls'), 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1);
}

test('nothing is installed where all that this machine needs is there', async () => {
  await npmIs(installs);
  const { 'node_modules/foreign': _foreign, ...needed } = lock.packages;
  await haveInstalled(needed);
  await ensureInstalled(project);
  expect(await calls()).toEqual([]);
});

test.each([
  ['nothing is there', undefined],
  [
    'another version is there',
    { ...lock.packages, 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } },
  ],
  [
    'other bytes are there',
    { ...lock.packages, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } },
  ],
  ["this machine's native part is missing", { 'node_modules/a': lock.packages['node_modules/a'] }],
])('npm ci runs once, for all who ask, when %s', async (_name, packages) => {
  await npmIs(installs);
  if (packages !== undefined) await haveInstalled(packages);
  await Promise.all([ensureInstalled(project), ensureInstalled(project)]);
  expect(await calls()).toHaveLength(1);
  expect((await calls())[0]).toMatch(/^ci /);
});

test('a failure names its cause, and who waited for it does not try again', async () => {
  await npmIs("console.error('npm error code ENOTFOUND'); process.exit(1);");
  const attempts = await Promise.allSettled([ensureInstalled(project), ensureInstalled(project)]);
  expect(attempts.map((attempt) => attempt.status)).toEqual(['rejected', 'rejected']);
  for (const attempt of attempts)
    expect(String(Object(attempt).reason)).toContain('npm error code ENOTFOUND');
  expect(await calls()).toHaveLength(1);
  await npmIs(installs);
  await ensureInstalled(project);
  expect(await calls()).toHaveLength(2);
});
