/** How long to wait before the next connection, and whether another machine is fighting for the same client id. */
import type { Clock, Random } from './ports.ts';

const firstDelayMs = 500;
/** With its jitter (×1.5) well inside the 60 s in which a terminal converges once the link is back. */
const mostDelayMs = 16_000;
/** A connection that lasted this long was a good one. */
const settledMs = 20_000;
/** Connections in a row that were closed right after they opened: someone is pushing us out, or does not want us. */
const kicksThatClash = 4;
/** Wait between connections while two machines fight: each gets its turn, the broker no storm. */
const clashDelayMs = 45_000;
const clashDelayMostMs = 300_000;
/** A connection that lasted this long ends a clash. */
const peaceMs = 600_000;

export class ConnectionRhythm {
  readonly #clock: Clock;
  readonly #random: Random;
  #openedAt: number | undefined;
  #attempts = 0;
  #kicks = 0;
  #clashes = 0;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  opened(): void {
    this.#openedAt = this.#clock.monotonic();
  }

  /** Evidence of another machine with our id. Returns whether this is news. */
  clash(): boolean {
    this.#clashes++;
    return this.#clashes === 1;
  }

  /** The connection, or the attempt at one, ended. Returns whether it made a clash evident for the first time. */
  closed(): boolean {
    const lasted = this.#openedAt === undefined ? undefined : this.#clock.monotonic() - this.#openedAt;
    this.#openedAt = undefined;
    this.#attempts++;
    if (lasted === undefined) return false;
    if (lasted >= settledMs) {
      this.#attempts = 0;
      this.#kicks = 0;
      if (lasted >= peaceMs) this.#clashes = 0;
      return false;
    }
    this.#kicks++;
    return this.#kicks === kicksThatClash && this.#clashes === 0 ? this.clash() : false;
  }

  /** Milliseconds until the next attempt. */
  delay(): number {
    const jitter = 0.5 + this.#random();
    if (this.#clashes > 0) {
      return Math.min(clashDelayMostMs, clashDelayMs * 2 ** Math.min(4, this.#clashes - 1)) * jitter;
    }
    return Math.min(mostDelayMs, firstDelayMs * 2 ** Math.min(10, this.#attempts)) * jitter;
  }
}
