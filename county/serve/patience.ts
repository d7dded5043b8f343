/**
 * Slows down who tries out numbers (R2.4). Lists that are masked elsewhere leave some 1,000–2,700 possible identity numbers
 * for a name, and slip numbers can be guessed; so every miss makes the next try wait longer, up to a cap that keeps a
 * neighbour from locking anyone out for long.
 */

export type PatienceRules = {
  /** Misses that cost nothing. */
  free: number;
  /** Wait after the first miss beyond those, ms; doubles with each further one. */
  first: number;
  /** Longest wait between two tries, ms. */
  longest: number;
  /** Without a try for so long, all is forgotten, ms. */
  forgets: number;
};

const minute = 60_000;

/** The same name, whatever the number and the terminal: 2,700 numbers take at least 28 days of trying day and night. */
export const perPerson: PatienceRules = {
  free: 3,
  first: minute,
  longest: 15 * minute,
  forgets: 24 * 60 * minute,
};
/** All tries of one terminal, whatever the name: several people may mistype in a row. */
export const perTerminal: PatienceRules = {
  free: 20,
  first: 15_000,
  longest: 2 * minute,
  forgets: 60 * minute,
};

export type AnsweringRules = {
  person: PatienceRules;
  terminal: PatienceRules;
  /** Answers go out at multiples of this after the question came; looking up takes far less. ms */
  slot: number;
  /** Questions of one terminal that are answered at the same moment: people stand before it one after the other. */
  mostOfOne: number;
};

export const usualRules: AnsweringRules = {
  person: perPerson,
  terminal: perTerminal,
  slot: 500,
  mostOfOne: 4,
};

/** Keys remembered at the same time; the oldest go first. */
const mostKeys = 100_000;

/** Misses of one key, and when the last was, by the clock that only grows. */
export type Tries = { count: number; at: number };

export class Patience {
  readonly #rules: PatienceRules;
  readonly #clock: () => number;
  readonly #misses = new Map<string, Tries>();
  readonly #changed = new Set<string>();

  /** @param clock milliseconds that only grow */
  constructor(rules: PatienceRules, clock: () => number) {
    this.#rules = rules;
    this.#clock = clock;
  }

  /** Goes on from what was tried before this process began. */
  resume(before: Iterable<readonly [string, Tries]>): void {
    for (const [key, tries] of before) this.#misses.set(key, tries);
  }

  /** Keys that changed since this was last asked, with their tries now; undefined: none are held against it any more. */
  changes(): [string, Tries | undefined][] {
    const changes = [...this.#changed].map((key): [string, Tries | undefined] => [
      key,
      this.#misses.get(key),
    ]);
    this.#changed.clear();
    return changes;
  }

  /** Milliseconds until the next try of `key` is answered; 0: now. */
  wait(key: string): number {
    const found = this.#current(key);
    if (!found || found.count <= this.#rules.free) return 0;
    const { first, longest, free } = this.#rules;
    const pause = Math.min(longest, first * 2 ** Math.min(30, found.count - free - 1));
    return Math.max(0, found.at + pause - this.#clock());
  }

  /**
   * `key` is tried now. It counts as a miss from this moment on, so that tries side by side are as slow as one after the
   * other.
   * @returns takes it back: there was something
   */
  tried(key: string): () => void {
    const before = this.#current(key);
    this.#set(key, { count: (before?.count ?? 0) + 1, at: this.#clock() });
    return () => {
      const now = this.#misses.get(key);
      if (!now) return;
      const isAsBefore = now.count - 1 === (before?.count ?? 0);
      if (!isAsBefore) this.#set(key, { ...now, count: now.count - 1 });
      else if (before) this.#set(key, before);
      else this.#misses.delete(key);
      this.#changed.add(key);
    };
  }

  #set(key: string, tries: Tries): void {
    this.#misses.delete(key);
    this.#misses.set(key, tries);
    this.#changed.add(key);
    for (const oldest of this.#misses.keys()) {
      if (this.#misses.size <= mostKeys) break;
      this.#misses.delete(oldest);
      this.#changed.add(oldest);
    }
  }

  #current(key: string) {
    const found = this.#misses.get(key);
    return found && this.#clock() - found.at < this.#rules.forgets ? found : undefined;
  }
}
