/** What swaps one verified generation of content for the next. Plain data, so that a worker thread can do it. */
import type { ModuleId } from '../contract/content.ts';
import type { ContentChange } from '../contract/events.ts';

/** A pack that an index names. `path`: where the verified download lies; needed only for packs not active yet. */
export interface PackSource {
  readonly sha256: string;
  readonly length: number;
  readonly module: ModuleId;
  readonly year: number;
  readonly part: number;
  readonly path?: string;
}

/** One signer's index in one division, with all packs that it names (active ones too). */
export interface ActivationIndex {
  readonly division: string;
  readonly signer: string;
  /** TUF role that signs it, `v/<division>/<signer>`. */
  readonly role: string;
  readonly sequence: number;
  /** Raw Ed25519 public key of the seals, base64url. */
  readonly sealKey: string;
  readonly packs: readonly PackSource[];
}

/** A TUF metadata file or a catalogue, kept byte by byte as it was trusted. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A whole generation. `indexes` are all that this terminal shows from now on: what belongs to an index that is not named goes.
 * `metadata`, `settings`, `catalogues` replace what was kept; absent means unchanged.
 */
export interface Activation {
  readonly indexes: readonly ActivationIndex[];
  readonly metadata?: readonly KeptFile[];
  readonly settings?: Uint8Array;
  readonly catalogues?: readonly KeptFile[];
  /** Version of the TUF timestamp that carries this generation. */
  readonly timestampVersion: number;
  /** UTC milliseconds, the signed time of that timestamp (freshness.updatedAt). */
  readonly confirmedAt: number;
  /** Version floors that the generation proves; raised in records.db before the swap, never lowered. */
  readonly floors: readonly VersionFloor[];
}

/** `name`: a TUF role (`timestamp`, `snapshot`, `v/…`) or `index:<division>/<signer>`. */
export interface VersionFloor {
  readonly name: string;
  readonly version: number;
}

/** A file that shown content names. `length` in bytes, as signed. */
export interface WantedFile {
  readonly sha256: string;
  readonly length: number;
}

export interface ActivationResult {
  /** Counts activations; pages compare it. */
  readonly revision: number;
  /** What people should see as changed, in publish order. */
  readonly changes: readonly ContentChange[];
  /** Files that new content names, newest item first; some may already have arrived. */
  readonly wanted: readonly WantedFile[];
  /** Files that nothing names any more: to be removed at once. */
  readonly unreferenced: readonly string[];
  /** Items erased by this activation (also by a tombstone from before). */
  readonly erased: readonly string[];
}

/** Does activations one at a time; the writer itself or its worker's client. */
export interface ContentActivator {
  /**
   * Swaps to the generation in one transaction; before it nothing of it is visible, after it everything.
   * Packs are hashed, parsed and checked here (SHA-256, schema, division, signer, item digests, seals).
   * @throws SanwuError `broken-file`, `malformed`, `foreign-content`, `bad-signature`, `rollback`, `missing-file`, `limit`,
   *   or a storage kind (`storage-full`, `read-only`, `locked`); the last good generation stays
   */
  activate(activation: Activation): Promise<ActivationResult>;
  /** The county confirmed the same content again: moves freshness without a new generation. */
  confirm(timestampVersion: number, confirmedAt: number): Promise<void>;
}
