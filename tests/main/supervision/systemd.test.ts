import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemdNotifier, watchdogPeriod } from '../../../main/supervision/systemd.ts';

/** Stands where systemd does: a datagram socket in the file system; says `bound`, then each message on a line. */
const receiver = `
import socket, sys
listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listening.bind(sys.argv[1])
print('bound', flush=True)
while True:
    print(listening.recv(4096).decode().replace('\\n', ' '), flush=True)
`;
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

describe('watchdogPeriod', () => {
  it('is half of what the watchdog waits', () => {
    expect(watchdogPeriod({ WATCHDOG_USEC: '30000000' })).toBe(15_000);
    expect(watchdogPeriod({})).toBeUndefined();
    expect(watchdogPeriod({ WATCHDOG_USEC: '0' })).toBeUndefined();
  });
});

describe.skipIf(!has('systemd-notify') || !has('python3'))('SystemdNotifier', () => {
  let folder: string;
  let socket: string;
  let systemd: ChildProcess;
  const heard: string[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-systemd-'));
    socket = path.join(folder, 'notify');
    heard.length = 0;
    systemd = spawn('python3', ['-c', receiver, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    const bound = Promise.withResolvers<void>();
    createInterface({ input: systemd.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line === 'bound') bound.resolve();
      else heard.push(line);
    });
    await bound.promise;
  });
  afterEach(() => {
    systemd.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('says that it is ready, feeds the watchdog while it is well, and says that it stops', async () => {
    let well = true;
    const notifier = new SystemdNotifier({ NOTIFY_SOCKET: socket, WATCHDOG_USEC: '400000' }, () => well);
    notifier.start();
    await expect.poll(() => heard.filter((line) => line === 'WATCHDOG=1').length).toBeGreaterThan(1);
    expect(heard).toContain('READY=1');
    well = false;
    // What was sent while it was still well arrives first.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const fed = heard.length;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(heard).toHaveLength(fed);
    notifier.stop();
    await expect.poll(() => heard.at(-1)).toBe('STOPPING=1');
  });

  it('does nothing where no systemd asks', async () => {
    const notifier = new SystemdNotifier({}, () => true);
    notifier.start();
    notifier.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard).toEqual([]);
  });
});
