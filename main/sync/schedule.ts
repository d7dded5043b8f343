/** When to refresh without being told to: once a day at a time of its own, after a failure, and after a sleep. */
import type { Clock, Random } from './ports.ts';

const tickMs = 5_000;
const dayMs = 24 * 3_600_000;
const firstRetryMs = 30_000;
const mostRetryMs = 30 * 60_000;
/** The wall clock went on this much further than the monotonic one, or a tick came this late: the machine slept. */
const sleptMs = 60_000;

export type ScheduleEvents = { due(): void; resumed(): void };

export class Schedule {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #events: ScheduleEvents;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;
  #failures = 0;
  #last = { wall: 0, monotonic: 0 };

  constructor(clock: Clock, random: Random, events: ScheduleEvents) {
    this.#clock = clock;
    this.#random = random;
    this.#events = events;
  }

  start(): void {
    this.#mark();
    this.#dueAt = this.#clock.monotonic() + dayMs * this.#random();
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A refresh ended: everything taken, or something not. */
  done(complete: boolean): void {
    this.#failures = complete ? 0 : this.#failures + 1;
    const retry = Math.min(mostRetryMs, firstRetryMs * 2 ** Math.min(10, this.#failures - 1));
    const wait = complete ? dayMs * (0.75 + 0.5 * this.#random()) : retry * (0.5 + this.#random());
    this.#dueAt = this.#clock.monotonic() + wait;
  }

  #mark(): void {
    this.#last = { wall: this.#clock.now(), monotonic: this.#clock.monotonic() };
  }

  #tick(): void {
    const elapsed = this.#clock.monotonic() - this.#last.monotonic;
    const wallElapsed = this.#clock.now() - this.#last.wall;
    this.#mark();
    if (wallElapsed - elapsed > sleptMs || elapsed > sleptMs) this.#events.resumed();
    else if (this.#clock.monotonic() >= this.#dueAt) {
      this.#dueAt += dayMs;
      this.#events.due();
    }
  }
}
