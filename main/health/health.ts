/** What is wrong with this machine, collected from disks, processes and software; the pages and the county are told. */
import type { HealthKind, HealthProblem } from '../contract/health.ts';

export class Health {
  readonly #now: () => number;
  readonly #problems = new Map<HealthKind, HealthProblem>();
  readonly #listeners = new Set<(problems: readonly HealthProblem[]) => void>();

  /** @param now trusted UTC milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Current problems, one a kind, oldest first. */
  problems(): readonly HealthProblem[] {
    return [...this.#problems.values()].sort((left, right) => left.since - right.since);
  }

  /** A state that holds or does not (a full disk). Saying it again changes nothing. */
  set(kind: HealthKind, holds: boolean): void {
    if (holds === this.#problems.has(kind)) return;
    if (holds) this.#problems.set(kind, { kind, since: this.#now() });
    else this.#problems.delete(kind);
    this.#tell();
  }

  /** Something that happens (a restart): counted until `set(kind, false)`. */
  happened(kind: HealthKind): void {
    const before = this.#problems.get(kind);
    const now = this.#now();
    this.#problems.set(kind, {
      kind,
      since: before?.since ?? now,
      count: (before?.count ?? 0) + 1,
      latest: now,
    });
    this.#tell();
  }

  /** What last happened before `instant`, UTC ms, is past: nobody needs to hear of it any more. */
  forgetBefore(instant: number): void {
    const old = this.problems().filter(({ latest }) => latest !== undefined && latest < instant);
    for (const { kind } of old) this.#problems.delete(kind);
    if (old.length > 0) this.#tell();
  }

  /** Returns its own unsubscribe. */
  onChange(listener: (problems: readonly HealthProblem[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    const problems = this.problems();
    for (const listener of this.#listeners) listener(problems);
  }
}
