/** Starting the core as a child process: the same for both shells, so that one runtime is tested everywhere. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a shell needs to start the core: the pinned Node, the core's entry and its arguments. */
export type CoreCommand = { node: string; args: string[] };

/** First line of the core's stdout. */
export type CoreAddress = { port: number; pid: number; tokens: { terminal: string; board: string } };

export type RunningCore = CoreAddress & {
  /** Resolves with the exit code, or the signal's name, when the core has ended. */
  ended: Promise<number | string>;
  /** Asks the core to stop, and ends it after a grace period. */
  stop: () => Promise<void>;
};

/** The core must have said its address by now. Milliseconds. */
const startLimit = 60_000;
/** Time the core has to close its databases. Milliseconds; below the 10 s that SIGTERM promises. */
const stopLimit = 6_000;

function readAddress(line: string): CoreAddress | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'port' in value && 'tokens' in value
      ? (value as CoreAddress)
      : undefined;
  } catch {
    return undefined;
  }
}

function firstAddress(child: ChildProcess): Promise<CoreAddress> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the core did not start in time')), startLimit);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the core ended while starting (${code})`));
    });
    child.once('error', reject);
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = readAddress(line);
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimit);
  return ended.then(() => clearTimeout(timer));
}

/**
 * Starts the core. Its stdin stays open: when this process dies, however it dies, the core sees the end of it and stops.
 * @throws Error when it ends or stays silent while starting; what it said is on stderr
 */
export async function startCore(command: CoreCommand): Promise<RunningCore> {
  const child = spawn(command.node, command.args, { stdio: ['pipe', 'pipe', 'inherit'] });
  // The core may end while something is still written to it; its exit is what counts.
  child.stdin?.on('error', () => {});
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 0));
  });
  try {
    const address = await firstAddress(child);
    return { ...address, ended, stop: () => stopChild(child, ended) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
