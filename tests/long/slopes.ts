/** Figures that must stay flat over a long time: their slopes by least squares, printed, and held against bounds. */

/** Absolute growth over the whole run that is noise, in the figure's own unit. */
export type Figure = { name: string; unit: string; noise: number };

type Sample = { at: number; values: ReadonlyMap<string, number> };

/** At the beginning caches fill. This part of the run is not looked at. */
const warmUp = 1 / 4;
/** Growth of the mean over the whole run that is noise. */
const mostShare = 0.08;

/** Units of `values` per unit of `times`. */
export function slopeOf(times: readonly number[], values: readonly number[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const [time, value] = [mean(times), mean(values)];
  let [above, below] = [0, 0];
  for (const [index, at] of times.entries()) {
    above += (at - time) * ((values[index] ?? 0) - value);
    below += (at - time) ** 2;
  }
  return below === 0 ? 0 : above / below;
}

export class Slopes {
  readonly #title: string;
  readonly #timeUnit: string;
  readonly #figures: readonly Figure[];
  readonly #samples: Sample[] = [];

  /** @param timeUnit unit of `at` */
  constructor(title: string, timeUnit: string, figures: readonly Figure[]) {
    this.#title = title;
    this.#timeUnit = timeUnit;
    this.#figures = figures;
  }

  add(at: number, values: Readonly<Record<string, number>>): void {
    this.#samples.push({ at, values: new Map(Object.entries(values)) });
  }

  /** One line a figure, and the names of those that grow. */
  judge(): { lines: string[]; growing: string[] } {
    const [first, last] = [this.#samples[0]?.at ?? 0, this.#samples.at(-1)?.at ?? 0];
    const settled = this.#samples.filter(({ at }) => at >= first + warmUp * (last - first));
    const growing: string[] = [];
    const lines = this.#figures.map(({ name, unit, noise }) => {
      const values = settled.map((sample) => sample.values.get(name) ?? 0);
      const slope = slopeOf(
        settled.map(({ at }) => at),
        values,
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
      const most = Math.max(noise, mostShare * mean);
      const growth = slope * (last - first);
      if (growth > most) growing.push(name);
      const numbers = [values[0] ?? 0, values.at(-1) ?? 0, Math.max(...values)].map((value) =>
        value.toFixed(1),
      );
      const verdict = growth > most ? 'GROWS' : 'flat';
      return (
        `  ${name.padEnd(28)} ${numbers[0]} → ${numbers[1]} ${unit}, most ${numbers[2]}; ` +
        `slope ${slope.toFixed(3)} ${unit}/${this.#timeUnit}, over the run ${growth.toFixed(1)} of ${most.toFixed(1)}: ${verdict}`
      );
    });
    return {
      lines: [
        `${this.#title}: ${settled.length} samples over ${(last - first).toFixed(1)} ${this.#timeUnit}`,
        ...lines,
      ],
      growing,
    };
  }
}
