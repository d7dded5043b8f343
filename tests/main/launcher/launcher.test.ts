import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readState } from '../../../main/releases/software-notes.ts';
import type { Behaviour } from './fake-version.ts';
import { LauncherRig } from './launcher-rig.ts';

const rigs: LauncherRig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.remove();
});

function rigWith(behaviour: Behaviour = 'well'): LauncherRig {
  const rig = new LauncherRig(behaviour);
  rigs.push(rig);
  return rig;
}

/** One that has ended and waits for its parent to notice is no longer running. */
function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

const soon = { timeout: 20_000, interval: 50 };
const state = (rig: LauncherRig) => readState(rig.software);

describe('a staged version', () => {
  it('is tried at the next start, and stays once its home screen has stood for a while', async () => {
    const rig = rigWith();
    rig.stage('1.1.0', 'well');
    rig.start();
    await expect
      .poll(() => state(rig), soon)
      .toEqual({ format: 1, current: '1.1.0', previous: null, bad: [] });
    await rig.end();
    rig.start();
    await expect.poll(() => rig.started(), soon).toEqual(['1.1.0', '1.1.0']);
    expect(rig.lines.some((line) => line.startsWith('{"ready":true,"version":"1.1.0"'))).toBe(true);
    expect(rig.lines.join('\n')).not.toContain('beat');
  });

  it('is tried when the running version asks to be restarted, not before', async () => {
    const rig = rigWith('asks');
    rig.start();
    await expect.poll(() => rig.started().length, soon).toBeGreaterThan(0);
    rig.stage('1.1.0', 'well');
    await expect.poll(() => state(rig).current, soon).toBe('1.1.0');
  });

  it.each([
    ['dies', 'exited'],
    ['dies-later', 'exited'],
    ['never-home', 'no-home'],
    ['hangs', 'silent'],
    ['silent', 'silent'],
    ['unsteady', 'unsteady'],
  ] as const)(
    'that %s is taken back (%s), never tried again, and nothing of it is left',
    async (behaviour, why) => {
      const rig = rigWith();
      rig.stage('1.1.0', behaviour);
      rig.start();
      const failed = { version: '1.1.0', why, failures: 1, verdict: 'bad' };
      await expect.poll(() => state(rig), soon).toMatchObject({ current: null, bad: ['1.1.0'], failed });
      if (behaviour !== 'dies') await expect.poll(() => isRunning(rig.childOf('1.1.0')), soon).toBe(false);
      await rig.end();
      rig.start();
      await expect.poll(() => rig.started(), soon).toEqual(['1.1.0', '1.0.0', '1.0.0']);
    },
  );

  it('that fails leaves the version before it current, and a better one is taken afterwards', async () => {
    const rig = rigWith();
    rig.stage('1.1.0', 'well');
    rig.start();
    await expect.poll(() => state(rig).current, soon).toBe('1.1.0');
    await rig.end();
    rig.stage('1.2.0', 'dies');
    rig.start();
    await expect.poll(() => state(rig), soon).toMatchObject({ current: '1.1.0', bad: ['1.2.0'] });
    await rig.end();
    rig.stage('1.3.0', 'well');
    rig.start();
    await expect.poll(() => state(rig), soon).toMatchObject({ current: '1.3.0', previous: '1.1.0' });
  });

  it('is not blamed where the version before it does not come home either; three times, then it is', async () => {
    const rig = rigWith('never-home');
    rig.stage('1.1.0', 'dies');
    for (const failures of [1, 2, 3]) {
      rig.start();
      await expect.poll(() => state(rig).failed?.failures, soon).toBe(failures);
      await expect.poll(() => rig.started().at(-1), soon).toBe('1.0.0');
      expect(state(rig).failed?.verdict).toBe(failures < 3 ? 'open' : 'bad');
      await rig.end();
    }
    expect(state(rig).bad).toEqual(['1.1.0']);
  });

  it('survives one power cut in its trial; after two it is taken back', async () => {
    const rig = rigWith();
    rig.stage('1.1.0', 'never-home');
    for (const attempt of [1, 2]) {
      rig.start();
      await expect.poll(() => state(rig).trial, soon).toEqual({ version: '1.1.0', attempt });
      await expect.poll(() => rig.started().length, soon).toBe(attempt);
      await rig.end('SIGKILL');
    }
    rig.start();
    await expect.poll(() => rig.started().at(-1), soon).toBe('1.0.0');
    expect(state(rig)).toMatchObject({ bad: ['1.1.0'], failed: { why: 'power' } });
  });

  it('does not lose an attempt when the machine is switched off in order', async () => {
    const rig = rigWith();
    rig.stage('1.1.0', 'never-home');
    for (let round = 1; round <= 3; round++) {
      rig.start();
      await expect.poll(() => rig.started().length, soon).toBe(round);
      await rig.end();
    }
    expect(rig.started()).toEqual(['1.1.0', '1.1.0', '1.1.0']);
    expect(state(rig).bad).toEqual([]);
  });

  it('gets a copy of records.db made before it may touch it', async () => {
    const rig = rigWith();
    writeFileSync(path.join(rig.data, 'records.db'), 'as it was');
    rig.stage('1.1.0', 'migrates');
    rig.start();
    await expect.poll(() => state(rig).bad, soon).toEqual(['1.1.0']);
    expect(readFileSync(path.join(rig.software, 'before-trial/records.db'), 'utf8')).toBe('as it was');
    expect(existsSync(path.join(rig.software, 'before-trial.new'))).toBe(false);
  });
});

describe('the installed package', () => {
  it('runs where nothing else is there, and goes on where notes are damaged', async () => {
    const rig = rigWith();
    writeFileSync(path.join(rig.software, 'state.json'), '{"format":1,"current":"../../etc"');
    writeFileSync(path.join(rig.software, 'staged.json'), 'x');
    rig.start();
    await expect.poll(() => rig.started(), soon).toEqual(['1.0.0']);
  });

  it('wins over a staged version that it has overtaken', async () => {
    const rig = rigWith();
    rig.stage('1.1.0', 'well');
    rig.start();
    await expect.poll(() => state(rig).current, soon).toBe('1.1.0');
    await rig.end();
    rig.setBase('1.2.0');
    rig.start();
    await expect.poll(() => rig.started().at(-1), soon).toBe('1.2.0');
    expect(state(rig)).toMatchObject({ current: null, previous: null });
  });

  it('runs where the current version’s folder is damaged', async () => {
    const rig = rigWith();
    rig.stage('1.1.0', 'well');
    rig.start();
    await expect.poll(() => state(rig).current, soon).toBe('1.1.0');
    await rig.end();
    writeFileSync(path.join(rig.software, '1.1.0/resources/app/kiosk.mjs'), 'not a program');
    rig.start();
    await expect.poll(() => rig.started().at(-1), soon).toBe('1.0.0');
  });
});

describe('on a disk that takes no writes', () => {
  it('the installed package runs, and nothing is tried that could not be taken back', async () => {
    const rig = rigWith();
    rig.stage('1.1.0', 'well');
    // Root writes everywhere, so what must be written is in the way of itself.
    mkdirSync(path.join(rig.software, 'state.json.new'));
    rig.start();
    await expect.poll(() => rig.started(), soon).toEqual(['1.0.0']);
    await expect.poll(() => rig.notes.join(), soon).toContain('versions cannot be noted');
    await rig.end();
    expect(rig.started()).toEqual(['1.0.0']);
  });

  it('there need not even be a folder for versions', async () => {
    const rig = rigWith();
    rmSync(rig.software, { recursive: true });
    writeFileSync(rig.software, 'a file where the folder should be');
    rig.start();
    await expect.poll(() => rig.started(), soon).toEqual(['1.0.0']);
  });
});

describe('whatever runs', () => {
  it('is killed with all it started and started again when its heartbeat stops', async () => {
    const rig = rigWith('hangs');
    rig.start();
    await expect.poll(() => rig.started().length, soon).toBe(1);
    await expect.poll(() => existsSync(path.join(rig.data, 'child-1.0.0')), soon).toBe(true);
    const child = rig.childOf('1.0.0');
    await expect.poll(() => rig.started().length, soon).toBeGreaterThan(1);
    expect(isRunning(child)).toBe(false);
  });

  it('ends with SIGTERM to the launcher, deaf or not', async () => {
    const rig = rigWith('deaf');
    rig.start();
    await expect.poll(() => rig.lines.length, soon).toBeGreaterThan(0);
    const { pid } = JSON.parse(rig.lines[0] ?? '{}') as { pid: number };
    const child = rig.childOf('1.0.0');
    await rig.end();
    expect([isRunning(pid), isRunning(child)]).toEqual([false, false]);
  });
});
