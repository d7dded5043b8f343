/** The core as a child process on the pinned Node: the same for every shell, so that one runtime is tested everywhere. */
import { type CoreNotice, type CoreOrder, type CoreReady, coreEnvironment } from './core-order.ts';
import { jsonLine, readJsonLines } from './json-lines.ts';
import { killGroup, spawnGroup, stopGroup } from './process-group.ts';

/** What is needed to start the core: the pinned Node, the core's entry and its arguments. */
export type CoreCommand = { node: string; args: string[] };

export type CoreProcess = {
  /** Resolves with the exit code, or the signal's name, when the core has ended or could not be started. */
  ended: Promise<number | string>;
  tell: (notice: CoreNotice) => void;
  /** SIGKILL: for a core that does not answer. */
  kill: () => void;
  /** Asks the core to stop, and ends it after a grace period. */
  stop: () => Promise<void>;
};

export type CoreEvents = {
  ready: (ready: CoreReady) => void;
  /** The core asks for a start of the whole software: perhaps another version of it is ready. */
  restartWanted: () => void;
};

/** Time the core has to close its databases. Milliseconds; below the 10 s that SIGTERM promises. */
const stopLimit = 6_000;

/** Starts the core. Its stdin stays open: when this process dies, however it dies, the core sees the end of it and stops. */
export function startCoreProcess(command: CoreCommand, order: CoreOrder, events: CoreEvents): CoreProcess {
  const child = spawnGroup(command.node, command.args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...coreEnvironment },
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 0));
    child.once('error', () => resolve('not started'));
  });
  // The core may end while something is still written to it; its exit is what counts.
  child.stdin?.on('error', () => {});
  child.stdin?.write(jsonLine(order));
  if (child.stdout) {
    void readJsonLines(child.stdout, (line) => {
      if ('port' in line && 'pid' in line) events.ready(line as CoreReady);
      if ('restart' in line) events.restartWanted();
    });
  }
  return {
    ended,
    tell: (notice) => void child.stdin?.write(jsonLine(notice)),
    kill: () => killGroup(child),
    stop: () => stopGroup(child, ended, stopLimit),
  };
}
