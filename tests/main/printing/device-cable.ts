/** A device file whose other end is the virtual printer: a pseudo terminal, joined to it by socat. Only the hardware is made up. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, type FileHandle, open, rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { requirement } from '../../../build/requirements.ts';

export class DeviceCable {
  readonly path: string;
  readonly #port: number;
  readonly #raw: boolean;
  #socat: ChildProcess | undefined;
  #kept: FileHandle | undefined;

  /** `raw`: as usblp hands bytes on; a serial line is as a system leaves it, until somebody sets it. */
  constructor(path: string, port: number, raw: boolean) {
    this.path = path;
    this.#port = port;
    this.#raw = raw;
  }

  async plugIn(): Promise<void> {
    const device = `PTY,link=${this.path}${this.#raw ? ',raw,echo=0' : ''}`;
    const socat = spawn(requirement('socat').path, [device, `TCP:127.0.0.1:${this.#port},nodelay`], {
      stdio: 'ignore',
    });
    this.#socat = socat;
    while (!(await exists(this.path))) await setTimeout(5);
    // A pseudo terminal that nobody has open hangs up; a device does not.
    this.#kept = await open(this.path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  }

  /** The plug is pulled: the device goes away in the middle of whatever is being done. */
  async pullOff(): Promise<void> {
    const socat = this.#socat;
    this.#socat = undefined;
    if (socat !== undefined && socat.exitCode === null && socat.signalCode === null) {
      const ended = new Promise((resolve) => socat.once('exit', resolve));
      socat.kill('SIGKILL');
      await ended;
    }
    await this.#kept?.close();
    this.#kept = undefined;
    await rm(this.path, { force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
