/**
 * Who has signed in at this terminal (R1.6, 凭账号进入). One person stands in front of it: a new sign-in ends the one before. The
 * right is in memory alone; it ends with the visit, with the core, and after a while in any case.
 */
import type { VisitorView } from '../contract/sealed-question.ts';
import type { VisitorStanding } from '../contract/visitor.ts';
import type { NoAnswer } from './asking.ts';

/** Longest stay on one sign-in. Seconds. */
const rightSeconds = 600;

export type VisitorsParts = {
  ask: (name: string, idNumber: string, signal?: AbortSignal) => Promise<VisitorStanding | NoAnswer>;
  /** Milliseconds that only grow. */
  monotonic: () => number;
  /** 16 random bytes, base64url. */
  random: () => string;
};

type Visit = { right: string; handle: string; until: number };

export class Visitors {
  readonly #parts: VisitorsParts;
  #visit: Visit | undefined;

  constructor(parts: VisitorsParts) {
    this.#parts = parts;
  }

  /** @throws SanwuError `aborted` */
  async signIn(name: string, idNumber: string, signal?: AbortSignal): Promise<VisitorView> {
    this.#visit = undefined;
    const standing = await this.#parts.ask(name, idNumber, signal);
    if (typeof standing !== 'string') return standing;
    // Whoever asked may have left while the county answered: nobody gets a right for the next person.
    if (standing !== 'known' || signal?.aborted === true)
      return { type: standing === 'known' ? 'unknown' : standing };
    const { random, monotonic } = this.#parts;
    this.#visit = { right: random(), handle: random(), until: monotonic() + rightSeconds * 1000 };
    return { type: 'known', right: this.#visit.right, seconds: rightSeconds };
  }

  signOut(right: string): void {
    if (this.#visit?.right === right) this.#visit = undefined;
  }

  holds(right: string): boolean {
    return this.#current()?.right === right;
  }

  /** What addresses of this visit's files are signed with, so that they end with it; never the right itself. */
  handle(): string | undefined {
    return this.#current()?.handle;
  }

  #current(): Visit | undefined {
    if (this.#visit && this.#visit.until <= this.#parts.monotonic()) this.#visit = undefined;
    return this.#visit;
  }
}
