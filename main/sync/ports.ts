/**
 * What sync needs from the rest of the core, and what it gives. `main/core` implements the ports with content.db
 * (ContentPort), records.db (RecordsPort) and a log; sync knows no database.
 */
import type { Catalogue } from '../contract/catalogue.ts';
import type { ContentIndex, Pack } from '../contract/content.ts';
import type { ErrorKind } from '../contract/errors.ts';
import type { TerminalState } from '../contract/mqtt.ts';
import type { TerminalSettings } from '../contract/settings.ts';
import type { SoftwareOffer, SoftwarePlatform } from '../contract/software.ts';

/** UTC milliseconds of the wall clock, and a clock that no one can set. */
export type Clock = {
  now(): number;
  /** Milliseconds since some start; never goes back. */
  monotonic(): number;
};

/** Uniform in [0, 1). Jitter only; secrets come from node:crypto. */
export type Random = () => number;

/**
 * The least version that will ever be accepted again of a TUF role or an index.
 * `name`: `root`, `timestamp`, `snapshot`, `role:<role>`, `index:<division>/<signer>`.
 * `keys`: fingerprint of the keys that were trusted for it; a rotation of the keys starts a new floor (TUF 5.3.11).
 */
export type Floor = { name: string; version: number; keys: string };

/** records.db, as much of its writer as sync needs. Every write is on disk (synchronous FULL) before the call returns. */
export type RecordsPort = {
  floors(): Floor[];
  /** Writes floors as given, replacing those of the same name; one transaction. */
  saveFloors(floors: readonly Floor[]): void;
  isTombstoned(itemId: string): boolean;
  /** The first tombstone of an id stays; one transaction. `at`: UTC ms of the erasure at its signer. */
  addTombstones(tombstones: readonly { id: string; at: number; reason: string }[]): void;
  /** Tombstones whose content may still be on this machine. */
  pendingErasures(): readonly { id: string }[];
  /** The items' content and files are gone from here. */
  markCarriedOut(ids: readonly string[], at: number): void;
  /** Newest `most` erasures carried out here (`at`: when), oldest first: the acks in the retained state. */
  erasures(most: number): { id: string; at: number }[];
  /** Kind `alert` waits here until the broker has acknowledged it, `feedback` until the county has. The same `id` is kept once, for ever. */
  putOutbox(entry: { id: string; kind: string; payload: Uint8Array; createdAt: number }): void;
  outbox(most: number, kind?: string): readonly { id: string; payload: Uint8Array }[];
  /** One transaction. */
  markDelivered(ids: readonly string[], at: number): void;
  /** Greatest signed time ever seen, UTC ms; 0 where none. */
  signedTime(): number;
  /** Keeps the greater one. */
  saveSignedTime(at: number): void;
  /** Grows by one with each call and survives restarts. */
  nextEpoch(): number;
};

/** A download that may go on after a restart. */
export type PartialFile = {
  /** Bytes that are there without a gap from the start. */
  readonly received: number;
  write(offset: number, bytes: Uint8Array): Promise<void>;
  /** Hashes, syncs, gives the file its name. Throws SanwuError `broken-file`; the partial is gone then. */
  finish(): Promise<unknown>;
  /** Closes and keeps what is there for the next time. */
  close(): Promise<void>;
};

/** The terminal's content-addressed files: indexes, packs, settings, catalogues, attachments. */
export type FilesPort = {
  has(sha256: string): boolean;
  path(sha256: string): string;
  read(sha256: string, maxBytes: number): Promise<Uint8Array>;
  partial(sha256: string, length: number): Promise<PartialFile>;
  remove(hashes: Iterable<string>): Promise<void>;
  /** Removes everything that is not in `keep`, unfinished files too. */
  collect(keep: ReadonlySet<string>): Promise<unknown>;
};

/** One signer's content that is active, or to become so. */
export type SignerContent = {
  /** SHA-256 of the index file. */
  sha256: string;
  index: ContentIndex;
};

/**
 * What becomes current in one transaction: afterwards exactly these signers, packs, settings and catalogues are shown.
 * Everything in it is verified. Packs that were active before keep their rows (`index.packs[].sha256` tells).
 */
export type Activation = {
  signers: readonly SignerContent[];
  /** Packs not active before; `read` parses the staged, verified file anew, so that not all are in memory at once. */
  newPacks: readonly { sha256: string; read(): Pack; path: string }[];
  /** Absent: none known yet. */
  settings?: TerminalSettings;
  catalogues: readonly Catalogue[];
  /** TUF metadata by role name (`root`, `timestamp`, …, `v/<code>/<signer>`): the file's bytes, kept for the next start. */
  metadata: ReadonlyMap<string, Uint8Array>;
  /** Version of the TUF timestamp, and whether all of it could be taken; if not, the next refresh tries again. */
  timestamp: number;
  complete: boolean;
  /** Files of `sha256` that sync keeps on disk for the settings and catalogues. */
  targets: readonly string[];
};

/** What was activated last; the counterpart of Activation. */
export type ActiveContent = {
  signers: readonly SignerContent[];
  settings?: TerminalSettings;
  catalogues: readonly Catalogue[];
  metadata: ReadonlyMap<string, Uint8Array>;
  timestamp: number;
  complete: boolean;
  targets: readonly string[];
};

/** An attachment that current content names. */
export type WantedFile = { sha256: string; length: number; publishedAt: number };

/** content.db: a cache. Lost → `active()` is undefined and everything is fetched again. */
export type ContentPort = {
  active(): ActiveContent | undefined;
  /** Whole or not at all. Throws SanwuError (`storage-full`, `locked`, …); sync then keeps what is shown and tries again. */
  activate(activation: Activation): Promise<unknown>;
  /** Makes the database forget erased content for good, also after a crash; returns the items that may be acknowledged. */
  carryOutErasures(): Promise<readonly string[]>;
  /** Attachments of all versions that are kept, erased ones not; newest first. */
  wantedFiles(): readonly WantedFile[];
};

/** New versions of the program: sync verifies what the county offers and brings the archive; the rest is not its business. */
export type SoftwarePort = {
  readonly platform: SoftwarePlatform;
  /** What is signed for this platform now; undefined: nothing. Kept when it returns, before the content beside it counts as taken. */
  offered(offer: SoftwareOffer | undefined): void;
  /** The archive to fetch now. */
  wanted(): { sha256: string; length: number } | undefined;
  /** Files that are not to be swept away. */
  kept(): readonly string[];
  failed(sha256: string, kind: ErrorKind): void;
};

export type LinkState = 'online' | 'connecting' | 'offline' | 'folder';

/** What staff, pages and the county are told about sync. Same fields as `freshness` of main/contract/views.ts. */
export type SyncStatus = {
  /** When the county last confirmed what is shown (its signed time), UTC ms. */
  updatedAt?: number;
  staleDays: number;
  link: LinkState;
  clockInDoubt: boolean;
  /** ErrorKind or TerminalAlert kind that keeps newer content out. */
  trouble?: string;
  /** File or role concerned by `trouble`. */
  subject?: string;
  /** A refresh is running; attachments still to fetch. */
  busy: boolean;
  filesMissing: number;
};

/** Broker, with what TLS and the broker's password file need. The user name is the terminal's id unless given. */
export type BrokerOptions = {
  url: string;
  username?: string;
  password?: string;
  /** PEM of the certificate authority. */
  ca?: string;
};

export type SyncOptions = {
  terminal: string;
  /** 12-digit codes. */
  village: string;
  county: string;
  /** Bytes of the TUF root the terminal was born with (TUF 5.2). */
  trustedRoot: Uint8Array;
  /** When this program was built, UTC ms: trusted time is never before it. */
  builtAt: number;
  software: string;
  broker?: BrokerOptions;
  /** `repository` folder on a stick or disk; may come and go. */
  folder?: string;
  records: RecordsPort;
  content: ContentPort;
  files: FilesPort;
  /** Metadata of what was shown last, kept beside content.db for its loss; verified before it counts. Empty where there is none. */
  keptMetadata?(): ReadonlyMap<string, Uint8Array>;
  clock: Clock;
  random: Random;
  /** Never given content, personal data or credentials. */
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>): void;
  /** An attachment is whole, checked, and lies in the file store. */
  fileArrived?(sha256: string): void;
  /** Fields of the retained state that other services know (printer). */
  stateFields?(): Pick<TerminalState, 'printer' | 'health' | 'update'>;
  /** Absent where nothing could start another version: the project's folder, a machine without the launcher. */
  updates?: SoftwarePort;
};

export type Sync = {
  /** Returns at once; connecting and refreshing go on until `stop` or the signal. Never throws for an unreachable county. */
  start(signal: AbortSignal): void;
  stop(): Promise<void>;
  /** Fetches what is wanted and missing, where a source is there. */
  fetchFiles(): void;
  /** Something in the retained state has changed. */
  touchState(): void;
  /** content.db was lost: everything is taken again, first from what this machine kept. */
  contentLost(): void;
  /** Converges now (staff's button, resume from sleep). Resolves when done, also when nothing could be taken. */
  refreshNow(): Promise<void>;
  status(): SyncStatus;
  /** Something new is in the outbox; without a line it goes with the next one. */
  sendWaiting(): void;
  /**
   * Asks the county what only it may read; needs the line, a folder cannot answer.
   * @param key id of the county's key that `question` is sealed to
   * @throws SanwuError `unreachable`, `timeout`, `locked`, `forbidden`, `aborted`
   */
  ask(key: string, question: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
  /** Best known time, UTC ms (TrustedTime.now): what days left and schedules are counted by. */
  now(): number;
  /** Called after each change of status. Returns its own unsubscribe. */
  onChange(listener: () => void): () => void;
};
