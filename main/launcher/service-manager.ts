/** What the launcher tells systemd (sd_notify(3)): that it is up, and that it still turns. Nothing where systemd did not start it. */
import { spawn } from 'node:child_process';

/** One telling may take so long before it is given up. Milliseconds. */
const tellLimit = 5_000;
/** systemd asks for a sign of life within its limit; so many are given in that time. */
const signsPerLimit = 3;

export type ServiceManagerParts = {
  env: NodeJS.ProcessEnv;
  /** ms */
  monotonic: () => number;
  /** Tells systemd these assignments; a failure is not reported, the next sign of life is the answer to it. */
  tell: (assignments: readonly string[]) => void;
};

export class ServiceManager {
  readonly #parts: ServiceManagerParts;
  readonly #isThere: boolean;
  /** Milliseconds between two signs of life; undefined where systemd does not watch. */
  readonly #every: number | undefined;
  #last: number | undefined;

  constructor(parts: ServiceManagerParts) {
    this.#parts = parts;
    this.#isThere = Boolean(parts.env.NOTIFY_SOCKET);
    const limit = Number(parts.env.WATCHDOG_USEC ?? 0) / 1_000;
    this.#every = limit > 0 ? limit / signsPerLimit : undefined;
  }

  /** May be called as often as one likes. The first call says that the service is up. */
  alive(): void {
    if (!this.#isThere) return;
    const now = this.#parts.monotonic();
    if (this.#last === undefined) {
      this.#last = now;
      this.#parts.tell(['READY=1', 'WATCHDOG=1']);
    } else if (this.#every !== undefined && now - this.#last >= this.#every) {
      this.#last = now;
      this.#parts.tell(['WATCHDOG=1']);
    }
  }
}

/** By systemd's own program: Node has no datagrams on Unix sockets. The unit needs `NotifyAccess=all` for it. */
export function systemdNotify(assignments: readonly string[]): void {
  const child = spawn('systemd-notify', assignments, { stdio: 'ignore', timeout: tellLimit });
  child.once('error', () => undefined);
}
