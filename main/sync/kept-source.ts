/**
 * What this machine itself kept of the county's metadata, as a source: when content.db is lost, content is made anew from it and
 * from the packs in the file store, without the county. It is verified like any other source, floors included.
 */
import { LimitError, SanwuError } from '../contract/errors.ts';
import type { ContentSource, ReadOptions } from './source.ts';

const rolePath = /^metadata\/(?:\d+\.)?([^/]+)\.json$/;

export class KeptSource implements ContentSource {
  readonly kind = 'folder';
  readonly #kept: () => ReadonlyMap<string, Uint8Array>;
  #metadata: ReadonlyMap<string, Uint8Array> = new Map();

  /** @param kept metadata by role, read anew at each round */
  constructor(kept: () => ReadonlyMap<string, Uint8Array>) {
    this.#kept = kept;
  }

  available(): boolean {
    this.#metadata = this.#kept();
    return this.#metadata.size > 0;
  }

  async read(path: string, { maxBytes, limit }: ReadOptions): Promise<Uint8Array> {
    const [, name] = rolePath.exec(path) ?? [];
    // Only the newest root is kept; it is where the client begins.
    const role = name === undefined || name === 'root' ? undefined : decodeURIComponent(name);
    const bytes = role === undefined ? undefined : this.#metadata.get(role);
    if (bytes === undefined) throw new SanwuError('missing-file', path);
    if (bytes.length > maxBytes) throw new LimitError(limit, path);
    return bytes;
  }

  /** Files are in the store, or come from elsewhere. */
  async download(path: string): Promise<void> {
    throw new SanwuError('missing-file', path);
  }

  async askTime(): Promise<undefined> {
    return undefined;
  }

  /** What was trusted last, for a client that has nothing else. */
  get metadata(): ReadonlyMap<string, Uint8Array> {
    return this.#metadata;
  }
}
