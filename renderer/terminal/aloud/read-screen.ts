import { collect, firstInSight, readable } from './collect.ts';
import type { Reader } from './reader.ts';

/** Reads what is on the screen as it is now. */
export function readScreen(reader: Reader): void {
  const texts = collect(readable());
  reader.read(texts, firstInSight(texts));
}
