/** How long to wait before the next connection, and whether another machine is fighting for the same client id. */
import type { Clock, Random } from './ports.ts';

/** With its jitter a thousand that lost one broker come back within 150 ms of each other: as fast as it takes them, and no faster. */
const firstDelayMs = 150;
/** With its jitter (×1.5) well inside the 60 s in which a terminal converges once the link is back. */
const mostDelayMs = 16_000;
/** A connection that lasted this long was a good one. */
const settledMs = 20_000;
/** Wait between connections while two machines fight: each gets its turn, the broker no storm. */
const clashDelayMs = 45_000;
const clashDelayMostMs = 300_000;
/** A connection that lasted this long ends a clash. */
export const peaceMs = 600_000;

export class ConnectionRhythm {
  readonly #clock: Clock;
  readonly #random: Random;
  #openedAt: number | undefined;
  #attempts = 0;
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

  /** The other machine is gone. Returns whether there was one. */
  peace(): boolean {
    const was = this.#clashes > 0;
    this.#clashes = 0;
    return was;
  }

  /** The connection, or the attempt at one, ended. */
  closed(): void {
    const lasted = this.#openedAt === undefined ? 0 : this.#clock.monotonic() - this.#openedAt;
    this.#openedAt = undefined;
    this.#attempts = lasted >= settledMs ? 0 : this.#attempts + 1;
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
