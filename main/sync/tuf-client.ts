/**
 * The TUF client workflow (TUF 1.0, 5.3–5.6) around tuf-js's store, which verifies. tuf-js's own Updater writes its
 * metadata file by file and hides the class of what failed; here nothing is written before all of it is known, and it is
 * kept with the content in one transaction. Clauses are cited where they are carried out.
 */
import type { Metadata, Targets } from '@tufjs/models';
import { SanwuError } from '../contract/errors.ts';
import { type LimitName, limits } from '../contract/limits.ts';
import { parseBoundedJson } from '../trust/bounded-json.ts';
import type { Floors } from './floors.ts';
import type { ContentSource } from './source.ts';
import {
  EqualVersionError,
  keyFingerprint,
  openTrustedStore,
  setReferenceTime,
  type TrustedStore,
} from './tuf-store.ts';

export type TufOptions = {
  source: ContentSource;
  /** What was trusted last, by role; empty after a loss. */
  cached: ReadonlyMap<string, Uint8Array>;
  /** The root that the terminal was born with (5.2). */
  trustedRoot: Uint8Array;
  floors: Floors;
  signal: AbortSignal;
};

export class TufClient {
  readonly #options: TufOptions;
  readonly #store: TrustedStore;
  /** Verified bytes by role, to be kept for the next time. */
  readonly metadata = new Map<string, Uint8Array>();
  #keysBefore = '';

  /** @throws what tuf-js throws when even the pinned root does not verify */
  constructor(options: TufOptions) {
    this.#options = options;
    const [store, root] = openNewestRoot(options.cached.get('root'), options.trustedRoot);
    this.#store = store;
    this.metadata.set('root', root);
    this.#keysBefore = this.#onlineKeys();
  }

  /** Raw public keys (hex) of the timestamp role, by key id: they sign time answers. */
  timestampKey(keyid: string): string | undefined {
    const { roles, keys } = this.#store.root.signed;
    return roles.timestamp?.keyIDs.includes(keyid) ? keys[keyid]?.keyVal.public : undefined;
  }

  #onlineKeys(): string {
    const { roles } = this.#store.root.signed;
    return keyFingerprint(roles.timestamp, roles.snapshot);
  }

  #fetch(file: string, limit: LimitName, expectedLength?: number): Promise<Uint8Array> {
    const { source, signal } = this.#options;
    const length = expectedLength === undefined ? {} : { expectedLength };
    return source.read(`metadata/${file}`, { maxBytes: limits[limit], limit, ...length, signal });
  }

  /** 5.3: every newer root, one after the other. */
  async updateRoot(): Promise<void> {
    for (let rotation = 0; rotation < limits.rootRotations; rotation++) {
      const file = `${this.#store.root.signed.version + 1}.root.json`;
      let bytes: Uint8Array;
      try {
        bytes = await this.#fetch(file, 'rootBytes');
      } catch (error) {
        if (error instanceof SanwuError && error.kind === 'missing-file') break;
        throw error;
      }
      this.#store.updateRoot(bounded(bytes, limits.rootBytes, file));
      this.metadata.set('root', bytes);
    }
    const { version, roles } = this.#store.root.signed;
    this.#options.floors.accept('root', version, keyFingerprint(roles.root));
  }

  /** 5.4. `time`: what expiry is judged by, UTC ms; undefined: not enforced. Returns the timestamp's version. */
  async updateTimestamp(time: number | undefined): Promise<{ version: number; expires: number }> {
    setReferenceTime(this.#store, time);
    // 5.3.11: after a rotation of the online keys what they had signed before counts no more.
    const cached =
      this.#keysBefore === this.#onlineKeys() ? this.#options.cached.get('timestamp') : undefined;
    if (cached) attempt(() => this.#store.updateTimestamp(Buffer.from(cached)));
    const fetched = await this.#fetch('timestamp.json', 'timestampBytes');
    let bytes = fetched;
    try {
      this.#store.updateTimestamp(bounded(fetched, limits.timestampBytes, 'timestamp.json'));
    } catch (error) {
      if (!(error instanceof EqualVersionError && cached)) throw error;
      bytes = cached;
    }
    const signed = this.#store.timestamp?.signed;
    if (signed === undefined) throw new SanwuError('malformed', 'timestamp.json');
    this.#options.floors.accept('timestamp', signed.version, this.#onlineKeys());
    this.metadata.set('timestamp', bytes);
    return { version: signed.version, expires: Date.parse(signed.expires) };
  }

  /** 5.5 */
  async updateSnapshot(): Promise<void> {
    const cached = this.#keysBefore === this.#onlineKeys() ? this.#options.cached.get('snapshot') : undefined;
    const current = cached && attempt(() => this.#store.updateSnapshot(Buffer.from(cached), true));
    if (cached && current) this.metadata.set('snapshot', cached);
    else {
      const meta = this.#store.timestamp?.signed.snapshotMeta;
      if (meta === undefined) throw new SanwuError('malformed', 'timestamp.json');
      const file = `${meta.version}.snapshot.json`;
      const bytes = await this.#fetch(file, 'snapshotBytes', meta.length);
      this.#store.updateSnapshot(bounded(bytes, limits.snapshotBytes, file));
      this.metadata.set('snapshot', bytes);
    }
    const version = this.#store.snapshot?.signed.version ?? 0;
    this.#options.floors.accept('snapshot', version, this.#onlineKeys());
  }

  /** 5.6: a role through the role that delegates to it (`root` for `targets`), which must be loaded. */
  async loadRole(role: string, delegator: string): Promise<Metadata<Targets>> {
    const meta = this.#store.snapshot?.signed.meta[`${role}.json`];
    if (meta === undefined) throw new SanwuError('missing-file', `${role}.json`);
    const keys = this.roleKeys(role, delegator);
    const cached = this.#options.cached.get(role);
    const known = cached && attempt(() => this.#verify(cached, role, delegator));
    if (cached && known) this.metadata.set(role, cached);
    else {
      const file = `${meta.version}.${encodeURIComponent(role)}.json`;
      const bytes = await this.#fetch(file, 'targetsBytes', meta.length);
      bounded(bytes, limits.targetsBytes, file);
      this.#verify(bytes, role, delegator);
      this.metadata.set(role, bytes);
    }
    const loaded = this.#store.getRole(role);
    if (loaded === undefined) throw new SanwuError('malformed', role);
    this.#options.floors.accept(`role:${role}`, loaded.signed.version, keys);
    return loaded;
  }

  #verify(bytes: Uint8Array, role: string, delegator: string): void {
    this.#store.updateDelegatedTargets(Buffer.from(bytes), role, delegator);
  }

  /** Fingerprint of the keys that `delegator` trusts for `role`. */
  roleKeys(role: string, delegator: string): string {
    if (delegator === 'root') return keyFingerprint(this.#store.root.signed.roles[role]);
    return keyFingerprint(this.#store.getRole(delegator)?.signed.delegations?.roles?.[role]);
  }
}

/** The newer one of the cached and the pinned root that can be opened. */
function openNewestRoot(cached: Uint8Array | undefined, pinned: Uint8Array): [TrustedStore, Uint8Array] {
  const born = openTrustedStore(bounded(pinned, limits.rootBytes, 'root.json'));
  const later = cached && attempt(() => openTrustedStore(cached));
  const useCached = later && later.root.signed.version >= born.root.signed.version;
  return useCached ? [later, cached] : [born, pinned];
}

function bounded(bytes: Uint8Array, maxBytes: number, subject: string): Buffer {
  parseBoundedJson(bytes, maxBytes, subject);
  return Buffer.from(bytes);
}

/** Tries what was trusted before; that it no longer fits is expected. Returns true where there is no value. */
function attempt<Value>(work: () => Value): (Value extends void ? true : Value) | undefined {
  try {
    return (work() ?? true) as Value extends void ? true : Value;
  } catch {
    return undefined;
  }
}
