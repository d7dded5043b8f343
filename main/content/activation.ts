/** What swaps one verified generation of content for the next. The shape is the one in which sync hands it over. */
import type { Catalogue } from '../contract/catalogue.ts';
import type { ContentIndex, Pack } from '../contract/content.ts';
import type { ContentChange } from '../contract/events.ts';
import type { TerminalSettings } from '../contract/settings.ts';

/** One signer's index that is active, or to become so. `sha256` is of the index file. */
export interface SignerContent {
  readonly sha256: string;
  readonly index: ContentIndex;
}

/**
 * A pack not active before. `path`, where given, is its verified file: a worker then reads it itself (and hashes it anew),
 * and the core's thread never sees it.
 */
export interface NewPack {
  readonly sha256: string;
  read(): Pack;
  readonly path?: string;
}

/** What stays of a generation besides its items, just as it was given. */
export interface GenerationFiles {
  /** All signers shown from now on; what belongs to one that is not named goes. */
  readonly signers: readonly SignerContent[];
  readonly settings?: TerminalSettings;
  readonly catalogues: readonly Catalogue[];
  /** TUF metadata by role name, the files' bytes. */
  readonly metadata: ReadonlyMap<string, Uint8Array>;
  /** Version of the TUF timestamp that carries this generation. */
  readonly timestamp: number;
  /** Whether all of that timestamp's content could be taken. */
  readonly complete: boolean;
  /** Hashes of files that sync keeps for settings and catalogues. */
  readonly targets: readonly string[];
}

/** A whole generation, verified: signatures, hashes, schemas, divisions, signers, item digests. */
export interface Activation extends GenerationFiles {
  readonly newPacks: readonly NewPack[];
}

/** A file that shown content names. `length` in bytes, as signed; `publishedAt` of its newest item, UTC ms. */
export interface WantedFile {
  readonly sha256: string;
  readonly length: number;
  readonly publishedAt: number;
}

export interface ActivationResult {
  /** Counts activations; pages compare it. */
  readonly revision: number;
  /** What people should see as changed, oldest first. Empty on the first activation of an empty database (`all`). */
  readonly changes: readonly ContentChange[];
  /** Too much changed to be told item by item: signers came or went. */
  readonly all: boolean;
  /** Files that nothing names any more: to be removed at once. */
  readonly unreferenced: readonly string[];
  /** Items erased by this activation, also by a tombstone from before; `RecordsWriter.markCarriedOut` once files are gone. */
  readonly erased: readonly string[];
}

/** Does activations one at a time; the writer itself or its worker's client. */
export interface ContentActivator {
  /**
   * Swaps to the generation in one transaction; before it nothing of it is visible, after it everything.
   * @throws SanwuError `missing-file` (a pack neither active nor given), `broken-file`, `malformed` (one item twice),
   *   `rollback` (an item's version went back), `storage-full`, `read-only`, `locked`; the last good generation stays
   */
  activate(activation: Activation): Promise<ActivationResult>;
  /**
   * Makes the database forget erasures that a crash left half done, and tells their items. When the files that nothing names
   * are removed too, `RecordsWriter.markCarriedOut`. Does nothing where none is pending.
   */
  carryOutErasures(): Promise<readonly string[]>;
  close(): Promise<void>;
}
