/** One writer at a time, also after a `kill -9` of the holder anywhere between taking the lock and giving it back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { acquireLock, withLock } from '../../../county/repository/lock.ts';
import { temporaryFolder } from '../fixture/temporary-county.ts';

/** Id of a process that is gone. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock of a county folder', () => {
  it('lets one in at a time and leaves nothing behind', async () => {
    const folder = temporaryFolder();
    let inside = 0;
    let most = 0;
    const one = () =>
      withLock(folder, 'county', 10_000, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await pause(5);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 8 }, one));
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while a living holder has it', async () => {
    const folder = temporaryFolder();
    const release = await acquireLock(folder, 'county', 0);
    await expect(acquireLock(folder, 'county', 200)).rejects.toMatchObject({ kind: 'locked' });
    await release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused at once where there is no folder', async () => {
    const none = path.join(temporaryFolder(), 'none');
    await expect(acquireLock(none, 'county', 60_000)).rejects.toMatchObject({ kind: 'locked' });
  });

  it('of a dead process is taken at once, by one of many', async () => {
    const folder = temporaryFolder();
    const lock = path.join(folder, 'county.lock');
    mkdirSync(lock);
    writeFileSync(path.join(lock, 'holder'), `${await deadPid()} ${os.hostname()} x`);
    let inside = 0;
    const one = () =>
      withLock(folder, 'county', 2_000, async () => {
        inside += 1;
        expect(inside).toBe(1);
        await pause(5);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 5 }, one));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of another machine is taken once it has been silent for long', async () => {
    const folder = temporaryFolder();
    const lock = path.join(folder, 'county.lock');
    mkdirSync(lock);
    writeFileSync(path.join(lock, 'holder'), '1 another-machine x');
    await expect(acquireLock(folder, 'county', 100)).rejects.toMatchObject({ kind: 'locked' });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    await (await acquireLock(folder, 'county', 100))();
    expect(readdirSync(folder)).toEqual([]);
  });
});
