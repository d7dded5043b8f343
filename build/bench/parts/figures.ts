/** Arithmetic on measured figures. */

/** Value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Four digits: more were never measured. */
export const rounded = (value: number): number => Number(value.toPrecision(4));
