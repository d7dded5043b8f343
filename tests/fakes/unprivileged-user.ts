/** A user of this machine for one test, without any rights: a browser's sandbox works only for such a one. */
import { type ChildProcess, execFileSync, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type UnprivilegedUser = {
  readonly name: string;
  /** Empty at first, with the folder Downloads in it; readable by this user and root. */
  readonly home: string;
  /** A process of this user with nothing but `env`, PATH, HOME and a runtime folder in its environment. */
  spawn(
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    options?: SpawnOptions & { bind?: Bind },
  ): ChildProcess;
  /** The folder itself where this user can read it, else a copy that it can. */
  readable(folder: string): string;
  /** Processes of this user, oldest first. */
  processes(): UserProcess[];
  /** Ends all of its processes and removes it with its files. */
  remove(): Promise<void>;
};

/** A folder that this process alone sees in place of one of the machine's; only where the tests run as root. */
export type Bind = { folder: string; onto: string };

export type UserProcess = { pid: number; command: string; status: string };

/** Every file below its home, for a comparison before and after. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

function processesOf(uid: number): UserProcess[] {
  const found: UserProcess[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (Number(/^Uid:\t(\d+)/m.exec(status)?.[1]) !== uid || /^State:\tZ/m.test(status)) continue;
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      found.push({ pid: Number(pid), command, status });
    } catch {
      // It ended while it was looked at.
    }
  }
  return found.sort((one, other) => one.pid - other.pid);
}

/** Whether anybody may pass through all folders down to this one. */
function isPublic(folder: string): boolean {
  const parts = folder.split(path.sep);
  return parts.every((_, index) => {
    const mode = spawnSync('stat', ['-c', '%a', parts.slice(0, index + 1).join(path.sep) || '/']);
    return (Number.parseInt(String(mode.stdout), 8) & 0o5) === 0o5;
  });
}

/** A hard-linked copy where that is possible: an Electron has 250 MB. */
function copyFor(folder: string, target: string): string {
  const linked = spawnSync('cp', ['-al', folder, target]);
  if (linked.status !== 0) cpSync(folder, target, { recursive: true });
  return target;
}

/** A mount namespace of its own, so that nothing else on the machine notices. */
function bound(bind: Bind | undefined): string[] {
  if (!bind) return [];
  mkdirSync(bind.onto, { recursive: true });
  return [
    'unshare',
    '--mount',
    'sh',
    '-c',
    'mount --bind "$0" "$1" && shift && exec "$@"',
    bind.folder,
    bind.onto,
  ];
}

async function endAll(uid: number): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const left = processesOf(uid);
    if (left.length === 0) return;
    for (const { pid } of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Gone already.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Where the tests run as an ordinary user already, this is that user; only its home is another. */
export function createUnprivilegedUser(): UnprivilegedUser {
  const root = mkdtempSync(path.join(os.tmpdir(), 'sanwu-user-'));
  chmodSync(root, 0o755);
  const home = path.join(root, 'home');
  const runtime = path.join(root, 'runtime');
  mkdirSync(path.join(home, 'Downloads'), { recursive: true });
  mkdirSync(runtime, { mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  const name = isRoot ? `sanwu-t${process.pid}-${Date.now() % 100_000}` : os.userInfo().username;
  if (isRoot)
    execFileSync('useradd', ['--no-create-home', '--home-dir', home, '--shell', '/bin/false', name]);
  const uid = Number(execFileSync('id', ['-u', name], { encoding: 'utf8' }));
  const own = [home, path.join(home, 'Downloads'), runtime];
  if (isRoot) for (const folder of own) chownSync(folder, uid, uid);
  const started = new Set<ChildProcess>();
  return {
    name,
    home,
    spawn(program, args, env, options = {}) {
      const command = isRoot
        ? [
            ...bound(options.bind),
            'setpriv',
            `--reuid=${name}`,
            `--regid=${name}`,
            '--clear-groups',
            program,
            ...args,
          ]
        : [program, ...args];
      const child = spawn(command[0] ?? program, command.slice(1), {
        cwd: home,
        ...options,
        env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, XDG_RUNTIME_DIR: runtime, ...env },
      });
      started.add(child);
      return child;
    },
    readable(folder) {
      if (!isRoot || isPublic(folder)) return folder;
      accessSync(folder, constants.R_OK);
      const target = path.join(root, path.basename(folder));
      return existsSync(target) ? target : copyFor(folder, target);
    },
    processes: () =>
      isRoot
        ? processesOf(uid)
        : processesOf(uid).filter((each) => [...started].some(({ pid }) => pid === each.pid)),
    async remove() {
      if (isRoot) await endAll(uid);
      else for (const child of started) child.kill('SIGKILL');
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
      if (isRoot) spawnSync('userdel', [name]);
    },
  };
}
