/** Requests of many terminals, one at a time from each in turn, so that nobody starves and memory stays bounded. */
import { limits } from '../../main/contract/limits.ts';

/** Answers in the making at the same moment. */
const lanes = 16;

export class RequestQueue<T> {
  readonly #answer: (terminal: string, request: T) => Promise<void>;
  /** Waiting requests; the order of terminals is the order of their turns. */
  readonly #waiting = new Map<string, T[]>();
  #active = 0;

  constructor(answer: (terminal: string, request: T) => Promise<void>) {
    this.#answer = answer;
  }

  /** @returns false when the terminal has too many waiting; the request was not taken */
  add(terminal: string, request: T): boolean {
    const queue = this.#waiting.get(terminal);
    if (queue) {
      if (queue.length >= limits.waitingRequests) return false;
      queue.push(request);
    } else {
      if (this.#waiting.size >= limits.terminals) return false;
      this.#waiting.set(terminal, [request]);
    }
    this.#pump();
    return true;
  }

  /** Forgets what has not begun. */
  clear(): void {
    this.#waiting.clear();
  }

  #pump(): void {
    while (this.#active < lanes) {
      const next = this.#next();
      if (!next) return;
      this.#active += 1;
      this.#answer(next.terminal, next.request)
        .catch(() => undefined)
        .finally(() => {
          this.#active -= 1;
          this.#pump();
        });
    }
  }

  #next(): { terminal: string; request: T } | undefined {
    for (const [terminal, queue] of this.#waiting) {
      const request = queue.shift();
      this.#waiting.delete(terminal);
      if (queue.length > 0) this.#waiting.set(terminal, queue);
      if (request !== undefined) return { terminal, request };
    }
    return undefined;
  }
}
