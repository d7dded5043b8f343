/** records.db: what exists nowhere else. Readers and writers are separate types. */

/** A message for the county that must arrive. `payload` is what is sent; it is never logged. Instants are UTC ms. */
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

export interface RecordsReader {
  /** Version floor of a role or index; 0 where none is known. */
  floor(name: string): number;
  floors(): Record<string, number>;
  tombstone(id: string): Tombstone | undefined;
  /** Newest first. */
  tombstones(limit?: number): Tombstone[];
  /** Erasures whose content may still be on this machine (a crash in between). */
  pendingErasures(): Tombstone[];
  /** Undelivered, oldest first. */
  outbox(limit: number): OutboxEntry[];
}

/** Every method is one durable commit (synchronous FULL) unless it says otherwise. */
export interface RecordsWriter extends RecordsReader {
  /** Raises floors together; a lower version changes nothing. */
  raiseFloors(floors: readonly { name: string; version: number }[]): void;
  /** The first tombstone of an id stays. */
  addTombstones(tombstones: readonly { id: string; reason: string; at: number }[]): void;
  markCarriedOut(ids: readonly string[], at: number): void;
  /** Putting the same id again changes nothing: ids make delivery exactly-once. */
  putOutbox(entry: OutboxEntry): void;
  markDelivered(id: string, at: number): void;
  close(): void;
}
