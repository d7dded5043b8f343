/**
 * When to ask again, and how much at once. Decides only; asks nothing itself.
 *
 * A lost answer shows in that one asked for later has come (RACK, RFC 8985: by time, so that reordering is no loss), or
 * in that the link is silent for longer than it ever takes (RFC 6298). While bytes of an answer still drip in, nothing
 * is lost, however long it takes: asking again would only double the load.
 */
import { limits } from '../contract/limits.ts';

const minimumTimeoutMs = 250;
const firstTimeoutMs = 1_000;
/** Also bounds how long an origin that comes back waits for the next request. */
const maximumTimeoutMs = 15_000;
/** Least tolerance of reordering. */
const minimumReorderMs = 100;
const firstWindow = 16;
/** Above this round trip more in flight only waits longer in queues, and delays what is urgent. */
const comfortableRoundTripMs = 1_500;
const smallestWindow = 2;
const mostReorderSteps = 8;
/** Answers without a needless repetition after which the tolerance of reordering is halved again. */
const answersThatCalm = 64;

/** Something asked for and not yet answered. Times in ms of the monotonic clock. */
export type Asked = { sentAt: number };

export class Pacing {
  #smoothed: number | undefined;
  #variation = 0;
  #window = firstWindow;
  #backoff = 1;
  #reorderSteps = 1;
  #calmAnswers = 0;
  #spuriousAt = Number.NEGATIVE_INFINITY;
  /** The answered request that was sent last: RACK's reference. */
  #newest = { sentAt: -1, roundTrip: 0 };

  /** How many may be in flight. */
  get window(): number {
    return this.#window;
  }

  /** An answer came to what was sent at `sentAt`. */
  answered(sentAt: number, now: number): void {
    const roundTrip = Math.max(0, now - sentAt);
    if (this.#smoothed === undefined) {
      this.#smoothed = roundTrip;
      this.#variation = roundTrip / 2;
    } else {
      this.#variation = 0.75 * this.#variation + 0.25 * Math.abs(this.#smoothed - roundTrip);
      this.#smoothed = 0.875 * this.#smoothed + 0.125 * roundTrip;
    }
    if (sentAt >= this.#newest.sentAt) this.#newest = { sentAt, roundTrip };
    this.#backoff = 1;
    if (++this.#calmAnswers % answersThatCalm === 0) this.#reorderSteps = Math.max(1, this.#reorderSteps / 2);
    if (roundTrip < comfortableRoundTripMs) this.#window = Math.min(limits.chunkWindow, this.#window + 1);
    else this.#window = Math.max(smallestWindow, this.#window - 1);
  }

  /** What had been asked again was not lost: be slower to think so, by one step for all that come close together. */
  spurious(now: number): void {
    this.#calmAnswers = 0;
    if (now < this.#spuriousAt + this.#reorderTolerance) return;
    this.#spuriousAt = now;
    this.#reorderSteps = Math.min(mostReorderSteps, this.#reorderSteps * 2);
  }

  /** A new connection: what was in flight is gone, and the path may be another. */
  reset(): void {
    this.#smoothed = undefined;
    this.#variation = 0;
    this.#window = firstWindow;
    this.#backoff = 1;
    this.#newest = { sentAt: -1, roundTrip: 0 };
  }

  /** Silence of the link after which something is asked again, ms. */
  get timeout(): number {
    if (this.#smoothed === undefined) return Math.min(maximumTimeoutMs, firstTimeoutMs * this.#backoff);
    const measured = Math.max(minimumTimeoutMs, this.#smoothed + 4 * this.#variation);
    return Math.min(maximumTimeoutMs, measured * this.#backoff);
  }

  get #reorderTolerance(): number {
    return this.#reorderSteps * Math.max(minimumReorderMs, this.#smoothed ?? 0, 2 * this.#variation);
  }

  /** Whether an answer that was asked for before an answered one has been overtaken for too long. */
  overtaken(asked: Asked, now: number): boolean {
    if (asked.sentAt >= this.#newest.sentAt) return false;
    return now > asked.sentAt + this.#newest.roundTrip + this.#reorderTolerance;
  }

  /**
   * Whether the oldest request should be sent again because nothing comes. `lastByteAt`: when the link last gave a
   * byte; `mid`: whether part of a message has arrived: the link keeps order, so the rest comes before anything new.
   */
  silent(oldest: Asked, lastByteAt: number, mid: boolean, now: number): boolean {
    if (mid) return false;
    return (
      now > Math.max(oldest.sentAt, lastByteAt) + this.timeout || now > oldest.sentAt + 2 * maximumTimeoutMs
    );
  }

  /** Something was asked again because of silence: wait twice as long before the next. */
  backOff(): void {
    this.#backoff = Math.min(64, this.#backoff * 2);
  }
}
