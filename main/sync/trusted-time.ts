/**
 * Which time expiry is judged by (design.md, "Expiry is judged by trusted time"). The wall clock of a terminal may be
 * anything; what the county signed is not.
 */
import type { Clock } from './ports.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** A wall clock this close to signed time agrees with it. */
export const agreementMs = 5 * minute;
/** Without an answer from the county in this run, a wall clock further ahead of all signed time than this is in doubt. */
export const plausibleAheadMs = 45 * day;

export class TrustedTime {
  readonly #clock: Clock;
  /** Greatest signed time known, and build time. */
  #floor: number;
  #anchor: { at: number; monotonic: number } | undefined;

  constructor(clock: Clock, builtAt: number, signedTime: number) {
    this.#clock = clock;
    this.#floor = Math.max(builtAt, signedTime);
  }

  /** The county signed `at` (UTC ms) in answer to this run's own nonce. */
  answered(at: number): void {
    this.#anchor = { at, monotonic: this.#clock.monotonic() };
    this.noteSigned(at);
  }

  /** Something was signed at `at`, so it is not earlier. */
  noteSigned(at: number): void {
    this.#floor = Math.max(this.#floor, at);
  }

  /** Signed time carried on by the monotonic clock, where the county has answered in this run. */
  #answeredNow(): number | undefined {
    if (this.#anchor === undefined) return undefined;
    return Math.round(this.#anchor.at + this.#clock.monotonic() - this.#anchor.monotonic);
  }

  /** Whether the wall clock cannot be believed. */
  clockInDoubt(): boolean {
    const wall = this.#clock.now();
    const answered = this.#answeredNow();
    if (answered !== undefined) return Math.abs(wall - answered) > agreementMs;
    return wall < this.#floor - agreementMs || wall > this.#floor + plausibleAheadMs;
  }

  /** Best known time, UTC ms: the county's, else a plausible wall clock, else the greatest signed time. */
  now(): number {
    const answered = this.#answeredNow();
    if (answered !== undefined) return answered;
    return this.clockInDoubt() ? this.#floor : Math.max(this.#floor, this.#clock.now());
  }

  /** Time to judge expiry by; undefined where it must not be enforced because no believable clock is there. */
  expiryTime(): number | undefined {
    if (this.#answeredNow() === undefined && this.clockInDoubt()) return undefined;
    return this.now();
  }
}
