import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { say } from './progress.mjs';

/** Who started this process, as long as it lives. */
const parent = process.ppid;
/** Between two looks at whether npm still lives. Milliseconds. */
const lookEvery = 500;
const signals = /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGINT']);
/** Characters of a failed program's stderr that are kept for its error message. */
const tailOfErrors = 4_000;

/**
 * Path of the pinned Node inside node_modules (package `node-<platform>-<arch>`), whether or not it exists.
 * @param {string} root project folder
 */
export function pinnedNode(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const folder = path.join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin');
  return path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Throws, in words a person can act on, where the platform has no pinned Node.
 * @param {string} root project folder
 */
export function requirePinnedNode(root) {
  if (existsSync(pinnedNode(root))) return;
  throw new Error(
    `No Node runtime for ${process.platform}-${process.arch} in node_modules. ` +
      'Supported: linux-x64, linux-arm64, win32-x64. If yours is one of these, delete node_modules and try again.',
  );
}

/**
 * Runs a program in place of this process: same stdin, stdout, stderr, environment; signals passed on, exit code and
 * death by signal kept.
 * @param {string} program
 * @param {string[]} args
 */
export function passOn(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const signal of signals) {
    process.on(signal, () => {
      // A terminal's Ctrl+C reaches the whole process group: a second copy would read as impatience.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
  }
  if (process.env.npm_lifecycle_event !== undefined) endWithParent(child);
  child.on('error', (error) => {
    say(`cannot start ${program}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  });
}

/**
 * npm puts a shell between itself and us, and a signal to npm ends the shell without reaching us: where our parent is gone,
 * the program is asked to end.
 * @param {import('node:child_process').ChildProcess} child
 */
function endWithParent(child) {
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    child.kill('SIGTERM');
  }, lookEvery);
}

/**
 * Runs a program to its end, with all its output on our stderr. A signal to this process goes to the program first; what
 * waits for it is then rejected, so that nothing goes on half done in the background.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, shell?: boolean }} options
 * @returns {Promise<{ code: number, errors: string }>} exit code (1 when it could not be started or died by a signal) and
 *   the end of what it wrote to stderr
 */
export function runToEnd(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', process.stderr, 'pipe'] });
    let errors = '';
    child.stderr.on('data', (bytes) => {
      process.stderr.write(bytes);
      errors = (errors + bytes).slice(-tailOfErrors);
    });
    /** @type {NodeJS.Signals | undefined} */
    let stoppedBy;
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      stoppedBy = signal;
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, stop);
    child.on('error', (error) =>
      resolve({ code: 1, errors: `${program} cannot be started: ${error.message}` }),
    );
    child.on('close', (code) => {
      for (const signal of signals) process.removeListener(signal, stop);
      if (stoppedBy === undefined) resolve({ code: code ?? 1, errors });
      else reject(new Error(`stopped by ${stoppedBy}`));
    });
  });
}
