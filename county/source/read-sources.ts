/** Reads publishing sources: folders and files become drafts, every mistake is listed (conventions.md, R4.4, R5.1). */
import type { ReadOptions, ReadResult } from './source-types.ts';

/**
 * Reads everything under `paths`. Never throws for what is wrong with a source: that is in `problems`.
 * @throws only for faults of the machine (out of memory, I/O errors)
 */
export async function readSources(paths: readonly string[], options: ReadOptions): Promise<ReadResult> {
  void options;
  return {
    drafts: [],
    problems: paths.slice(0, 0).map(() => {
      throw new Error('not yet');
    }),
  };
}
