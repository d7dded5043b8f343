/** Where the kills of many rounds landed, as a picture for people, and the share of them that hit the work itself. */

/** `mid-work`: something had been begun on disk and was not yet whole. */
export type Landing = { place: string; midWork: boolean };

export class Landings {
  readonly #name: string;
  readonly #counts = new Map<string, number>();
  #midWork = 0;
  #all = 0;

  constructor(name: string) {
    this.#name = name;
  }

  add({ place, midWork }: Landing): void {
    this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1);
    this.#all += 1;
    if (midWork) this.#midWork += 1;
  }

  /** 0 … 1 */
  get share(): number {
    return this.#midWork / Math.max(1, this.#all);
  }

  /** One line a place. */
  picture(seed: number): string {
    const lines = [...this.#counts]
      .sort(([first], [second]) => first.localeCompare(second))
      .map(
        ([place, count]) =>
          `  ${place.padEnd(52)} ${'#'.repeat(Math.ceil((40 * count) / this.#all))} ${count}`,
      );
    const share = `${Math.round(100 * this.share)} % mid-work`;
    return [`kill rounds: ${this.#name}: ${this.#all} rounds, seed ${seed}, ${share}`, ...lines].join('\n');
  }
}
