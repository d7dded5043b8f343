/** Events to the pages: each stream has its own bounded queue, so a stuck page costs nothing. */
import { randomUUID } from 'node:crypto';
import type { AppEvent } from '../contract/events.ts';

/** A page this far behind is told to refetch everything instead. */
const mostQueued = 256;

type Listener = { queue: AppEvent[]; wake: () => void };

export class EventHub {
  readonly #listeners = new Set<Listener>();
  readonly #core = randomUUID();
  #revision = 0;

  /** Number of open streams. */
  get open(): number {
    return this.#listeners.size;
  }

  /** Next number for a `content` event; grows with each activation in this process. */
  nextRevision(): number {
    return ++this.#revision;
  }

  send(event: AppEvent): void {
    for (const listener of this.#listeners) {
      if (listener.queue.length >= mostQueued) {
        listener.queue = [{ type: 'content', revision: this.#revision, changes: [], all: true }];
      } else listener.queue.push(event);
      listener.wake();
    }
  }

  /** A stream of events from now until `signal` aborts; begins with `hello`. */
  async *stream(signal: AbortSignal): AsyncGenerator<AppEvent> {
    let wake = () => {};
    const hello: AppEvent = { type: 'hello', core: this.#core, revision: this.#revision };
    const listener: Listener = { queue: [hello], wake: () => wake() };
    this.#listeners.add(listener);
    const onAbort = () => wake();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        const next = listener.queue.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#listeners.delete(listener);
    }
  }
}
