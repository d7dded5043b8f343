/** What has happened to this machine's processes since the supervisor started: a restarted core is told of it. */
import type { HealthKind } from '../contract/health.ts';

/** Older ones are past: nobody needs to know any more. Milliseconds. */
const rememberedFor = 24 * 3_600_000;

export class Happenings {
  readonly #monotonic: () => number;
  #noted: { kind: HealthKind; at: number }[] = [];

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  note(kind: HealthKind): void {
    const at = this.#monotonic();
    this.#noted = [...this.#noted.filter((each) => each.at > at - rememberedFor), { kind, at }];
  }

  counts(): Partial<Record<HealthKind, number>> {
    const counts: Partial<Record<HealthKind, number>> = {};
    const since = this.#monotonic() - rememberedFor;
    for (const { kind, at } of this.#noted) {
      if (at > since) counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  }
}
