/** The demo's county origin: `county serve` as a child process, started again when it dies. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { startText } from '../text/start.ts';

export type CountyServiceOptions = {
  root: string;
  countyDir: string;
  brokerUrl: string;
  say: (line: string) => void;
};

/** Pause before it is started again. Milliseconds. */
const restartAfter = 1_000;
/** Time it has to end. Milliseconds. */
const stopLimit = 4_000;

export class CountyService {
  readonly #options: CountyServiceOptions;
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: CountyServiceOptions) {
    this.#options = options;
  }

  start(): void {
    const { root, countyDir, brokerUrl, say } = this.#options;
    const args = [path.join(root, 'county/cli/main.ts'), 'serve', '--dir', countyDir, '--broker', brokerUrl];
    // Its own process group: a Ctrl+C is ours to pass on. The channel's end tells it that we are gone.
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    this.#child = child;
    child.once('exit', () => {
      if (this.#stopped) return;
      say(startText.serveEnded);
      this.#timer = setTimeout(() => this.start(), restartAfter);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const limit = setTimeout(() => child.kill('SIGKILL'), stopLimit);
    await ended;
    clearTimeout(limit);
  }
}
