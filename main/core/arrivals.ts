/** Which items arrived so lately that the notice screen announces them. Measured by the monotonic clock. */
import type { ContentChange } from '../contract/events.ts';
import { announcedFor } from '../screens/rotation.ts';

export class Arrivals {
  readonly #monotonic: () => number;
  readonly #arrivedAt = new Map<string, number>();

  /** @param monotonic milliseconds on a clock that no one can set */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  note(changes: readonly ContentChange[]): void {
    for (const { id, change } of changes) {
      if (change === 'published' || change === 'corrected') this.#arrivedAt.set(id, this.#monotonic());
      else this.#arrivedAt.delete(id);
    }
  }

  current(): ReadonlySet<string> {
    const oldest = this.#monotonic() - announcedFor;
    for (const [id, at] of this.#arrivedAt) {
      if (at < oldest) this.#arrivedAt.delete(id);
    }
    return new Set(this.#arrivedAt.keys());
  }
}
