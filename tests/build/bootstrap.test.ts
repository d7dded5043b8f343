import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint, sources } from '../../build/bootstrap/built.mjs';
import { withLock } from '../../build/bootstrap/lock.mjs';
import { layers } from '../../build/layers.ts';

let project = '';
beforeEach(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'sanwu-bootstrap-'));
});
afterEach(async () => {
  await rm(project, { recursive: true });
});

const runtime = path.resolve(import.meta.dirname, '../../build/bootstrap/runtime.mjs');

/** A process that hands over to `script` as bootstrap does. */
function handOver(script: string) {
  const code = `import { passOn } from ${JSON.stringify(runtime)}; passOn(process.execPath, ['-e', ${JSON.stringify(script)}]);`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
}

test('tests run on the pinned Node', () => {
  expect(process.versions.node).toMatch(/^24\./);
});

test('the exit code of the program is kept, and stdin and stdout are its own', async () => {
  const running = handOver("process.stdin.on('data', (d) => { console.log('got ' + d); process.exit(3); })");
  running.stdin.write('line');
  const [said] = await once(running.stdout, 'data');
  const [code] = await once(running, 'exit');
  expect([String(said), code]).toEqual(['got line\n', 3]);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s reaches the program, which ends in its own way',
  async (signal) => {
    const running = handOver(
      `process.on('${signal}', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')`,
    );
    await once(running.stdout, 'data');
    running.kill(signal);
    expect(await once(running, 'exit')).toEqual([7, null]);
  },
);

test('a program that dies by a signal looks so from outside', async () => {
  const running = handOver("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)");
  expect(await once(running, 'exit')).toEqual([null, 'SIGTERM']);
});

test('a program that npm started ends when npm is gone', async () => {
  const script =
    "process.on('SIGTERM', () => { console.log('asked'); process.exit(); }); setInterval(() => {}, 1000); console.log('up')";
  const code = `import { passOn } from ${JSON.stringify(runtime)}; passOn(process.execPath, ['-e', ${JSON.stringify(script)}]);`;
  // The second command keeps the shell from handing its process over, as npm's shell does.
  const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, code], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('up');
  shell.kill('SIGTERM');
  expect((await lines.next()).value).toBe('asked');
});

test('two holders of the lock never overlap', async () => {
  const events: string[] = [];
  const work = (name: string) =>
    withLock(project, async () => {
      events.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      events.push(`${name} out`);
    });
  await Promise.all([work('a'), work('b')]);
  expect(events.map((event) => event.slice(2))).toEqual(['in', 'out', 'in', 'out']);
});

test("a dead process's lock is taken over", async () => {
  const file = path.join(project, '.sanwu', 'bootstrap.lock');
  await mkdir(path.dirname(file));
  await writeFile(file, '1 dead');
  await utimes(file, new Date(0), new Date(0));
  expect(await withLock(project, () => readFile(file, 'utf8'))).not.toBe('1 dead');
});

test('the fingerprint changes with a source, its name, and nothing else', async () => {
  await mkdir(path.join(project, 'renderer'));
  const page = path.join(project, 'renderer', 'page.tsx');
  await writeFile(page, 'one');
  const before = await fingerprint(project);
  await writeFile(path.join(project, 'README.md'), 'not a source');
  expect(await fingerprint(project)).toBe(before);
  await writeFile(page, 'two');
  expect(await fingerprint(project)).not.toBe(before);
  await writeFile(page, 'one');
  expect(await fingerprint(project)).toBe(before);
  await writeFile(path.join(project, 'renderer', 'other.tsx'), '');
  expect(await fingerprint(project)).not.toBe(before);
});

test('everything that the pages and the Electron shell may import counts as a source of the build', () => {
  const built = layers.filter((layer) => ['renderer', 'main/electron'].includes(layer.folder));
  const needed = built.flatMap((layer) => [layer.folder, ...layer.imports]);
  expect(sources).toEqual(expect.arrayContaining(needed));
});
