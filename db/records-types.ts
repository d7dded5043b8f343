/** records.db: what exists nowhere else. Readers and writers are separate types. Instants are UTC milliseconds. */

/** A message for the county that must arrive. `payload` is what is sent; it is never logged. */
export interface OutboxEntry {
  readonly id: string;
  readonly kind: string;
  readonly payload: Uint8Array;
  readonly createdAt: number;
}

/** An erasure that holds for ever (R1.5). `carriedOutAt`: when the content was gone from this machine; absent until then. */
export interface Tombstone {
  readonly id: string;
  readonly reason: string;
  readonly at: number;
  readonly carriedOutAt?: number;
}

/**
 * The least version that is ever accepted again of a TUF role or an index (`role:<role>`, `index:<division>/<signer>`).
 * `keys`: fingerprint of the keys trusted for it; a rotation starts a new floor (TUF 5.3.11).
 */
export interface Floor {
  readonly name: string;
  readonly version: number;
  readonly keys: string;
}

export interface RecordsReader {
  floors(): Floor[];
  isTombstoned(itemId: string): boolean;
  tombstone(itemId: string): Tombstone | undefined;
  /** Newest `most` erasures carried out here (`at`: when), oldest first. */
  erasures(most: number): { id: string; at: number }[];
  /** Erasures whose content may still be on this machine (a crash in between). */
  pendingErasures(): Tombstone[];
  /** Undelivered messages, of one kind where given, oldest first. */
  outbox(most: number, kind?: string): OutboxEntry[];
  /** When a message was put in, delivered or not; undefined: it never was. */
  keptAt(id: string): number | undefined;
  /** How many messages of a kind are undelivered. */
  waiting(kind: string): number;
  /** Greatest signed time ever seen; 0 where none. */
  signedTime(): number;
  close(): void;
}

/** Every method is one durable commit (synchronous FULL) before it returns. @throws SanwuError of a storage kind */
export interface RecordsWriter extends RecordsReader {
  /** Writes floors as given, replacing those of the same name. */
  saveFloors(floors: readonly Floor[]): void;
  /** The first tombstone of an id stays. */
  addTombstones(tombstones: readonly { id: string; reason: string; at: number }[]): void;
  /** Items without a tombstone are left out; the first date stays. */
  markCarriedOut(ids: readonly string[], at: number): void;
  /** The same id again changes nothing, delivered or not: ids make delivery exactly-once. */
  putOutbox(entry: OutboxEntry): void;
  /** The payloads are dropped, the ids stay. */
  markDelivered(ids: readonly string[], at: number): void;
  /** Keeps the greater one. */
  saveSignedTime(at: number): void;
  /** Grows by one with each call and survives restarts; from 1. Where the disk refuses, it is counted in memory. */
  nextEpoch(): number;
}
