/** records.db behind its reader and writer types. */
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { type ErrorKind, SanwuError } from '../main/contract/errors.ts';
import { classifying } from './errors.ts';
import { type Connection, type lockWaits, openEmpty, openForReading, openForWriting } from './open.ts';
import type { tombstones } from './records-schema.ts';
import { prepareReads, prepareWrites } from './records-statements.ts';
import type { Floor, OutboxEntry, RecordsWriter, Tombstone } from './records-types.ts';

const subject = 'records.db';

/** What the one who opens records is told, and asked for. */
export interface RecordsEvents {
  /** A commit went through (undefined) or was refused; a read found a broken page (`broken-file`). */
  outcome?(kind: ErrorKind | undefined): void;
  /** The disk is full: makes room for a small commit. False: there is none to be made. */
  makeRoom?(): boolean;
}

const asTombstone = (row: typeof tombstones.$inferSelect): Tombstone => ({
  id: row.id,
  reason: row.reason,
  at: row.at,
  ...(row.carriedOutAt === null ? {} : { carriedOutAt: row.carriedOutAt }),
});

type Reads = ReturnType<typeof prepareReads>;
type Writes = ReturnType<typeof prepareWrites>;
type Opened = { database: Connection['database']; reads: Reads; writes: Writes };

function prepared({ database }: Connection): Opened {
  const through = drizzle(database);
  return { database, reads: prepareReads(through), writes: prepareWrites(through) };
}

/**
 * Records over a connection, which may be changed under it: after a salvage, and when a disk can be written again. Over a connection
 * that only reads every write is refused.
 */
export class Records implements RecordsWriter {
  readonly #events: RecordsEvents;
  #open: Opened;
  #refusal: ErrorKind | undefined;
  /** Epochs counted while they could not be recorded. */
  #unrecorded = 0;

  /** @param refusal why writes are refused; undefined: they are not */
  constructor(connection: Connection, events: RecordsEvents = {}, refusal?: ErrorKind) {
    this.#open = prepared(connection);
    this.#events = events;
    this.#refusal = refusal ?? (connection.access === 'read' ? 'read-only' : undefined);
  }

  /** Why writes are refused; undefined where they are not. */
  get refusal(): ErrorKind | undefined {
    return this.#refusal;
  }

  /** Goes on with another connection; the one before is closed. */
  adopt(connection: Connection, refusal?: ErrorKind): void {
    const before = this.#open.database;
    this.#open = prepared(connection);
    this.#refusal = refusal ?? (connection.access === 'read' ? 'read-only' : undefined);
    before.close();
  }

  #read<T>(work: (reads: Reads) => T): T {
    try {
      return classifying(subject, () => work(this.#open.reads));
    } catch (error) {
      if (error instanceof SanwuError && error.kind === 'broken-file') this.#events.outcome?.(error.kind);
      throw error;
    }
  }

  /** One commit, with the reserve's room where the disk is full. */
  #commit(work: (writes: Writes) => void): void {
    if (this.#refusal) throw new SanwuError(this.#refusal, subject);
    const attempt = () =>
      classifying(subject, () => this.#open.database.transaction(() => work(this.#open.writes)).immediate());
    try {
      try {
        attempt();
      } catch (error) {
        const isFull = error instanceof SanwuError && error.kind === 'storage-full';
        if (!isFull || !this.#events.makeRoom?.()) throw error;
        attempt();
      }
      this.#events.outcome?.(undefined);
    } catch (error) {
      if (error instanceof SanwuError) this.#events.outcome?.(error.kind);
      throw error;
    }
  }

  /** Asks for the lock and gives it back, without waiting. @throws SanwuError `locked`, `storage-full`, `read-only` */
  probe(): void {
    if (this.#refusal) throw new SanwuError(this.#refusal, subject);
    const { database } = this.#open;
    classifying(subject, () => {
      database.exec('BEGIN IMMEDIATE');
      database.exec('ROLLBACK');
    });
  }

  floors(): Floor[] {
    return this.#read((reads) => reads.floors.all());
  }

  isTombstoned(itemId: string): boolean {
    return this.tombstone(itemId) !== undefined;
  }

  tombstone(itemId: string): Tombstone | undefined {
    const row = this.#read((reads) => reads.tombstone.get({ id: itemId }));
    return row && asTombstone(row);
  }

  erasures(most: number): { id: string; at: number }[] {
    const rows = this.#read((reads) => reads.erasures.all({ most }));
    return rows.flatMap(({ id, at }) => (at === null ? [] : [{ id, at }])).reverse();
  }

  pendingErasures(): Tombstone[] {
    return this.#read((reads) => reads.pending.all()).map(asTombstone);
  }

  outbox(most: number, kind?: string): OutboxEntry[] {
    const rows = this.#read((reads) =>
      kind === undefined ? reads.outbox.all({ most }) : reads.outboxOfKind.all({ most, kind }),
    );
    return rows.map((row) => ({ ...row, payload: row.payload ?? Buffer.alloc(0) }));
  }

  keptAt(id: string): number | undefined {
    return this.#read((reads) => reads.message.get({ id }))?.createdAt;
  }

  waiting(kind: string): number {
    return this.#read((reads) => reads.waiting.get({ kind }))?.count ?? 0;
  }

  signedTime(): number {
    return this.#counter('signed-time');
  }

  #counter(name: string): number {
    return this.#read((reads) => reads.counter.get({ name }))?.value ?? 0;
  }

  saveFloors(changed: readonly Floor[]): void {
    this.#commit((writes) => {
      for (const floor of changed) writes.floor.run({ ...floor });
    });
  }

  addTombstones(added: readonly { id: string; reason: string; at: number }[]): void {
    this.#commit((writes) => {
      for (const { id, reason, at } of added) writes.tombstone.run({ id, reason, at });
    });
  }

  markCarriedOut(ids: readonly string[], at: number): void {
    this.#commit((writes) => {
      for (const id of ids) writes.carriedOut.run({ id, at });
    });
  }

  putOutbox(entry: OutboxEntry): void {
    this.#commit((writes) => {
      writes.message.run({ ...entry, payload: Buffer.from(entry.payload) });
    });
  }

  markDelivered(ids: readonly string[], at: number): void {
    this.#commit((writes) => {
      for (const id of ids) writes.delivered.run({ id, at });
    });
  }

  saveSignedTime(at: number): void {
    // Asked for at each refresh, mostly with nothing new: no commit then.
    if (at <= this.signedTime()) return;
    this.#commit((writes) => {
      writes.greatest.run({ name: 'signed-time', value: at });
    });
  }

  nextEpoch(): number {
    try {
      this.#commit((writes) => {
        writes.next.run({ name: 'epoch', value: 1 + this.#unrecorded });
      });
      this.#unrecorded = 0;
    } catch (error) {
      // A terminal whose disk takes nothing still connects, not least to say so.
      if (!(error instanceof SanwuError)) throw error;
      this.#unrecorded++;
    }
    return this.#counter('epoch') + this.#unrecorded;
  }

  close(): void {
    this.#open.database.close();
  }
}

/**
 * Opens `<folder>/records.db` for writing, creating and migrating it; errors as of `openForWriting`.
 * @param wait how long a commit waits for somebody's lock
 */
export function openRecords(
  folder: string,
  events: RecordsEvents = {},
  wait: keyof typeof lockWaits = 'worker',
): Records {
  return new Records(openForWriting(folder, 'records', wait), events);
}

/**
 * Opens `<folder>/records.db` so that it can only be read: every write is refused with `read-only`. Empty where there is none.
 * Errors as of `openForReading`, but `missing-file`.
 */
export function openRecordsForReading(folder: string): Records {
  try {
    return new Records(openForReading(folder, 'records'));
  } catch (error) {
    if (error instanceof SanwuError && error.kind === 'missing-file')
      return new Records(openEmpty('records'));
    throw error;
  }
}
