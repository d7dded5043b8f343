/** Brings one content-addressed file into the file store: resumed where it stopped, checked by its hash. */
import { LimitError, SanwuError } from '../contract/errors.ts';
import { type LimitName, limits } from '../contract/limits.ts';
import { sha256Hex } from '../trust/digest.ts';
import type { FilesPort, PartialFile } from './ports.ts';
import type { ContentSource } from './source.ts';

export type FileWanted = { sha256: string; length: number; limit: LimitName };

export type FetchOptions = {
  files: FilesPort;
  /** Tried in this order. */
  sources: readonly ContentSource[];
  signal: AbortSignal;
  background: boolean;
};

export const targetPath = (sha256: string) => `targets/${sha256}`;

/**
 * A file whose hash is wrong is fetched once more from the start, then refused.
 * @throws LimitError; SanwuError `bad-signature` (wrong hash twice), `missing-file`, `broken-file`, `unreachable`, storage kinds
 */
export async function fetchFile(wanted: FileWanted, options: FetchOptions): Promise<void> {
  const { sha256, length, limit } = wanted;
  if (length > limits[limit]) throw new LimitError(limit, targetPath(sha256));
  if (options.files.has(sha256)) return;
  for (let attempt = 0; ; attempt++) {
    const partial = await options.files.partial(sha256, length);
    await transferFrom(partial, wanted, options);
    try {
      await partial.finish();
      return;
    } catch (error) {
      if (!(error instanceof SanwuError && error.kind === 'broken-file')) throw error;
      if (attempt > 0) throw new SanwuError('bad-signature', targetPath(sha256));
    }
  }
}

/** Fetches a small file if need be and reads it. One that was damaged on disk is fetched anew. Errors as `fetchFile`. */
export async function readFile(wanted: FileWanted, options: FetchOptions): Promise<Uint8Array> {
  const { sha256, limit } = wanted;
  for (let attempt = 0; ; attempt++) {
    await fetchFile(wanted, options);
    const bytes = await options.files.read(sha256, limits[limit]);
    if (sha256Hex(bytes) === sha256) return bytes;
    await options.files.remove([sha256]);
    if (attempt > 0) throw new SanwuError('broken-file', targetPath(sha256));
  }
}

/** Closes the partial file, which keeps what came, when it could not be completed. */
async function transferFrom(partial: PartialFile, { sha256, length }: FileWanted, options: FetchOptions) {
  const { sources, signal, background } = options;
  const before = partial.received;
  const sink = {
    has: (offset: number) => Math.min(offset + limits.chunkBytes, length) <= before,
    write: (offset: number, bytes: Uint8Array) => partial.write(offset, bytes),
  };
  let failure: unknown = new SanwuError('unreachable', targetPath(sha256));
  for (const source of sources.filter((candidate) => candidate.available())) {
    try {
      return await source.download(targetPath(sha256), { length, sink, signal, background });
    } catch (error) {
      failure = error;
      const elsewhere = error instanceof SanwuError && ['missing-file', 'unreachable'].includes(error.kind);
      if (!elsewhere) break;
    }
  }
  await partial.close();
  throw failure;
}

/** Runs `work` over all values, at most `width` at a time. The first failure stops what has not begun, and is thrown. */
export async function eachOf<Value>(
  values: readonly Value[],
  width: number,
  work: (value: Value) => Promise<void>,
): Promise<void> {
  const waiting = values.values();
  let failed = false;
  const lane = async () => {
    for (let next = waiting.next(); !next.done && !failed; next = waiting.next()) {
      await work(next.value).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.min(width, values.length) }, lane));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}
