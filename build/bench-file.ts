/** What a file of build/bench/ offers: a bench of its own, or several as `benches`. */
import { pathToFileURL } from 'node:url';
import type { Bench } from './bench-runner.ts';

const isBench = (each: Partial<Bench>): each is Bench => typeof each.run === 'function';

/** @param file absolute path */
export async function benchesOf(file: string): Promise<readonly Bench[]> {
  const loaded: Partial<Bench> & { benches?: readonly Bench[] } = await import(pathToFileURL(file).href);
  const { benches = [], ...each } = loaded;
  return isBench(each) ? [each, ...benches] : benches;
}
