/** Figures that must stay flat over a long time: their slopes by least squares, printed, and held against bounds. */

/** Absolute growth over the whole run that is noise, in the figure's own unit. */
export type Figure = { name: string; unit: string; noise: number };

type Sample = { at: number; values: ReadonlyMap<string, number> };

/** At the beginning caches fill. This part of the run is not looked at, nor what the caller says that its caches need. */
const warmUp = 1 / 4;
/** Fewer samples than this say nothing. */
const fewestSamples = 8;
/** Standard errors of a slope below which it may be chance: a growth counts where even its lower bound does. */
const confidence = 2;
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

/** Standard error of `slopeOf`, in its unit: how far it would scatter if the run were repeated. */
export function slopeErrorOf(times: readonly number[], values: readonly number[]): number {
  const slope = slopeOf(times, values);
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const [time, value] = [mean(times), mean(values)];
  let [rest, spread] = [0, 0];
  for (const [index, at] of times.entries()) {
    rest += ((values[index] ?? 0) - value - slope * (at - time)) ** 2;
    spread += (at - time) ** 2;
  }
  return times.length < 3 || spread === 0 ? 0 : Math.sqrt(rest / (times.length - 2) / spread);
}

export class Slopes {
  readonly #title: string;
  readonly #timeUnit: string;
  readonly #figures: readonly Figure[];
  readonly #settling: number;
  readonly #samples: Sample[] = [];

  /**
   * @param timeUnit unit of `at`
   * @param settling so long caches fill, in that unit; a quarter of the run at least
   */
  constructor(title: string, timeUnit: string, figures: readonly Figure[], settling = 0) {
    this.#settling = settling;
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
    const from = first + Math.max(this.#settling, warmUp * (last - first));
    const settled = this.#samples.filter(({ at }) => at >= from);
    if (settled.length < fewestSamples)
      throw new RangeError(`${settled.length} samples after settling: too short a run`);
    const growing: string[] = [];
    const lines = this.#figures.map(({ name, unit, noise }) => {
      const values = settled.map((sample) => sample.values.get(name) ?? 0);
      const times = settled.map(({ at }) => at);
      const [slope, error] = [slopeOf(times, values), slopeErrorOf(times, values)];
      const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
      const most = Math.max(noise, mostShare * mean);
      const growth = slope * (last - from);
      const isGrowing = (slope - confidence * error) * (last - from) > most;
      if (isGrowing) growing.push(name);
      const numbers = [values[0] ?? 0, values.at(-1) ?? 0, Math.max(...values)].map((value) =>
        value.toFixed(1),
      );
      const verdict = isGrowing ? 'GROWS' : 'flat';
      return (
        `  ${name.padEnd(28)} ${numbers[0]} → ${numbers[1]} ${unit}, most ${numbers[2]}; ` +
        `slope ${slope.toFixed(3)} ± ${(confidence * error).toFixed(3)} ${unit}/${this.#timeUnit}, over the run ${growth.toFixed(1)} of ${most.toFixed(1)}: ${verdict}`
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
