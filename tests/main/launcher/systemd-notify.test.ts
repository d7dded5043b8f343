import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServiceManager, systemdNotify } from '../../../main/launcher/service-manager.ts';

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

describe.skipIf(!has('systemd-notify') || !has('python3'))('systemd', () => {
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
    delete process.env.NOTIFY_SOCKET;
    systemd.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('hears that the service is up, and that it turns while it does', async () => {
    process.env.NOTIFY_SOCKET = socket;
    const env = { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '600000' };
    const manager = new ServiceManager({ env, monotonic: () => performance.now(), tell: systemdNotify });
    const timer = setInterval(() => manager.alive(), 50);
    await expect.poll(() => heard.filter((line) => line.includes('WATCHDOG=1')).length).toBeGreaterThan(2);
    clearInterval(timer);
    expect(heard.filter((line) => line.includes('READY=1'))).toHaveLength(1);
    // What was sent while it still turned arrives first.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = heard.length;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(heard).toHaveLength(before);
  });
});
