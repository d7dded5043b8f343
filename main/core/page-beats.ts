/** When each surface's page was last heard of: what the supervisor asks to find a page that hangs. */
import type { PageBeat, Surface } from '../contract/api.ts';

/** `ageMs`: monotonic milliseconds since the last beat. */
export type LastBeat = { ageMs: number; screen: PageBeat['screen'] };

export class PageBeats {
  readonly #monotonic: () => number;
  readonly #last = new Map<Surface, { at: number; screen: PageBeat['screen'] }>();

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  note(surface: Surface, { screen }: PageBeat): void {
    this.#last.set(surface, { at: this.#monotonic(), screen });
  }

  /** Absent: no page of this surface has been heard of since the core started. */
  all(): Partial<Record<Surface, LastBeat>> {
    const now = this.#monotonic();
    const beats = [...this.#last].map(([surface, { at, screen }]) => [surface, { ageMs: now - at, screen }]);
    return Object.fromEntries(beats) as Partial<Record<Surface, LastBeat>>;
  }
}
