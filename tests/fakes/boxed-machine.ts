/**
 * A machine of its own inside this one: a copy-on-write root, its own process table, and a real systemd as process 1. What is
 * installed, enabled or broken in it leaves no trace. It shares the network, so the tests' brokers and folders can be reached.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Units that would reach through to the real machine's kernel and devices, or wait for what is not there. */
const masked = [
  'systemd-sysctl',
  'systemd-modules-load',
  'systemd-udevd',
  'systemd-udev-trigger',
  'systemd-udev-settle',
  'systemd-binfmt',
  'systemd-remount-fs',
  'systemd-tmpfiles-setup-dev',
  'systemd-random-seed',
  'systemd-timesyncd',
  'systemd-logind',
  'console-getty',
];

/** systemd must have reached its target by now, on two busy cores. Milliseconds. */
const startLimit = 60_000;

/** In a mount namespace; $1 is an empty folder. A control group of its own, so that systemd takes it for the root of all. */
const outer = `
set -e
mount -t tmpfs -o mode=755 tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root" "$1/groups"
mount -t cgroup2 cgroup2 "$1/groups"
mkdir "$1/groups/$2"
echo $$ >"$1/groups/$2/cgroup.procs"
exec unshare --pid --cgroup --uts --ipc --fork --kill-child sh -c "$3" box "$1"
`;

/** Becomes process 1. */
const inner = `
set -e
umount "$1/groups"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
cd "$1/root"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount --rbind /dev dev
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
rm -rf etc/systemd/system/*.wants
for unit in ${masked.join(' ')}; do ln -sf /dev/null "etc/systemd/system/$unit.service"; done
export container=test
# Not chroot: Chromium's sandbox could not make its user namespace there.
mkdir -p .outside
pivot_root . .outside
umount -l /.outside
exec /lib/systemd/systemd --unit=multi-user.target --log-target=journal --show-status=no
`;

const privateMounts = ['--mount', '--propagation', 'private'];

/** Empty control groups stay behind when everything in them is killed. */
const sweep = `mount -t cgroup2 cgroup2 "$1" && find "$1/$2" -depth -type d -exec rmdir {} +`;

export type Outcome = { code: number | null; output: string };

export class BoxedMachine {
  readonly #child: ChildProcess;
  readonly #folder: string;
  /** Process 1 of the box, as this machine numbers it. */
  readonly #first: number;

  private constructor(child: ChildProcess, folder: string, first: number) {
    this.#child = child;
    this.#folder = folder;
    this.#first = first;
  }

  /** Needs root, and a kernel that allows namespaces and overlays: requirement('systemd'). */
  static async start(): Promise<BoxedMachine> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-box-'));
    const args = [...privateMounts, 'sh', '-c', outer, 'box', folder, path.basename(folder), inner];
    const child = spawn('unshare', args, { stdio: 'ignore' });
    const until = performance.now() + startLimit;
    while (performance.now() < until && child.exitCode === null) {
      const first = firstProcess(child.pid ?? 0);
      if (first !== undefined) {
        const machine = new BoxedMachine(child, folder, first);
        if (machine.run('systemctl is-system-running').output.match(/^(running|degraded)/)) return machine;
      }
      await delay(300);
    }
    child.kill('SIGKILL');
    throw new Error(`systemd did not start in its box (${child.exitCode})`);
  }

  /** A file of the box, as this machine reaches it. */
  path(file: string): string {
    return path.join(`/proc/${this.#first}/root`, file);
  }

  /** Copies a file or folder of this machine into it. */
  put(from: string, to: string): void {
    mkdirSync(path.dirname(this.path(to)), { recursive: true });
    cpSync(from, this.path(to), { recursive: true });
  }

  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** Runs a line of shell in it, as root. */
  run(line: string): Outcome {
    const enter = ['-t', String(this.#first), '-m', '-p', '-u', '-i', '-C', '-r', '-w'];
    const ran = spawnSync('nsenter', [...enter, 'sh', '-c', line], {
      encoding: 'utf8',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
    });
    return { code: ran.status, output: `${ran.stdout}${ran.stderr}` };
  }

  /** As `run`. @throws Error with the output where it does not end with 0 */
  do(line: string): string {
    const { code, output } = this.run(line);
    if (code !== 0) throw new Error(`${line}: ${code}\n${output}`);
    return output.trim();
  }

  /** Switches it off: everything in it is killed, and nothing of it stays. */
  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    process.kill(this.#first, 'SIGKILL');
    await ended;
    spawnSync('unshare', [
      ...privateMounts,
      'sh',
      '-c',
      sweep,
      'box',
      this.#folder,
      path.basename(this.#folder),
    ]);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The child of `unshare` that has become systemd. */
function firstProcess(unshare: number): number | undefined {
  try {
    const child = readFileSync(`/proc/${unshare}/task/${unshare}/children`, 'utf8').trim().split(' ')[0];
    if (!child) return undefined;
    return readFileSync(`/proc/${child}/comm`, 'utf8').trim() === 'systemd' ? Number(child) : undefined;
  } catch {
    return undefined;
  }
}
