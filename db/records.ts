/** records.db behind its reader and writer types. Statements are prepared once (1.24× of raw SQLite, else 5–9×). */
import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { SanwuError } from '../main/contract/errors.ts';
import { classifying } from './errors.ts';
import {
  openEmpty,
  openForReading,
  openForWriting,
  type ReadConnection,
  type WriteConnection,
} from './open.ts';
import { counters, floors, outbox, tombstones } from './records-schema.ts';
import type { Floor, OutboxEntry, RecordsReader, RecordsWriter, Tombstone } from './records-types.ts';

const subject = 'records.db';
type Connection = ReadConnection | WriteConnection;
const parameter = sql.placeholder;

function prepareReads(database: BetterSQLite3Database) {
  const waiting = isNull(outbox.deliveredAt);
  const message = { id: outbox.id, kind: outbox.kind, payload: outbox.payload, createdAt: outbox.createdAt };
  const messages = () => database.select(message).from(outbox);
  const most = parameter('most');
  return {
    floors: database.select().from(floors).orderBy(floors.name).prepare(),
    tombstone: database
      .select()
      .from(tombstones)
      .where(eq(tombstones.id, parameter('id')))
      .prepare(),
    erasures: database
      .select({ id: tombstones.id, at: tombstones.carriedOutAt })
      .from(tombstones)
      .where(isNotNull(tombstones.carriedOutAt))
      .orderBy(desc(tombstones.carriedOutAt), desc(tombstones.id))
      .limit(most)
      .prepare(),
    pending: database.select().from(tombstones).where(isNull(tombstones.carriedOutAt)).prepare(),
    outbox: messages().where(waiting).orderBy(asc(outbox.number)).limit(most).prepare(),
    outboxOfKind: messages()
      .where(and(waiting, eq(outbox.kind, parameter('kind'))))
      .orderBy(asc(outbox.number))
      .limit(most)
      .prepare(),
    counter: database
      .select({ value: counters.value })
      .from(counters)
      .where(eq(counters.name, parameter('name')))
      .prepare(),
  };
}

function prepareWrites(database: BetterSQLite3Database) {
  const setFloor = { version: sql`excluded.version`, keys: sql`excluded.keys` };
  const counterValues = { name: parameter('name'), value: parameter('value') };
  return {
    floor: database
      .insert(floors)
      .values({ name: parameter('name'), version: parameter('version'), keys: parameter('keys') })
      .onConflictDoUpdate({ target: floors.name, set: setFloor })
      .prepare(),
    tombstone: database
      .insert(tombstones)
      .values({ id: parameter('id'), reason: parameter('reason'), at: parameter('at') })
      .onConflictDoNothing()
      .prepare(),
    carriedOut: database
      .update(tombstones)
      .set({ carriedOutAt: sql`${parameter('at')}` })
      .where(and(eq(tombstones.id, parameter('id')), isNull(tombstones.carriedOutAt)))
      .prepare(),
    message: database
      .insert(outbox)
      .values({
        id: parameter('id'),
        kind: parameter('kind'),
        payload: parameter('payload'),
        createdAt: parameter('createdAt'),
      })
      .onConflictDoNothing()
      .prepare(),
    delivered: database
      .update(outbox)
      .set({ deliveredAt: sql`${parameter('at')}`, payload: sql`NULL` })
      .where(and(eq(outbox.id, parameter('id')), isNull(outbox.deliveredAt)))
      .prepare(),
    greatest: database
      .insert(counters)
      .values(counterValues)
      .onConflictDoUpdate({
        target: counters.name,
        set: { value: sql`max(${counters.value}, excluded.value)` },
      })
      .prepare(),
    next: database
      .insert(counters)
      .values(counterValues)
      .onConflictDoUpdate({
        target: counters.name,
        set: { value: sql`${counters.value} + excluded.value` },
      })
      .prepare(),
  };
}

const asTombstone = (row: typeof tombstones.$inferSelect): Tombstone => ({
  id: row.id,
  reason: row.reason,
  at: row.at,
  ...(row.carriedOutAt === null ? {} : { carriedOutAt: row.carriedOutAt }),
});

class RecordsReads implements RecordsReader {
  readonly #connection: Connection;
  readonly #reads: ReturnType<typeof prepareReads>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#reads = prepareReads(drizzle(connection.database));
  }

  floors(): Floor[] {
    return classifying(subject, () => this.#reads.floors.all());
  }

  isTombstoned(itemId: string): boolean {
    return this.tombstone(itemId) !== undefined;
  }

  tombstone(itemId: string): Tombstone | undefined {
    const row = classifying(subject, () => this.#reads.tombstone.get({ id: itemId }));
    return row && asTombstone(row);
  }

  erasures(most: number): { id: string; at: number }[] {
    const rows = classifying(subject, () => this.#reads.erasures.all({ most }));
    return rows.flatMap(({ id, at }) => (at === null ? [] : [{ id, at }])).reverse();
  }

  pendingErasures(): Tombstone[] {
    return classifying(subject, () => this.#reads.pending.all()).map(asTombstone);
  }

  outbox(most: number, kind?: string): OutboxEntry[] {
    const rows = classifying(subject, () =>
      kind === undefined ? this.#reads.outbox.all({ most }) : this.#reads.outboxOfKind.all({ most, kind }),
    );
    return rows.map((row) => ({ ...row, payload: row.payload ?? Buffer.alloc(0) }));
  }

  signedTime(): number {
    return this.counter('signed-time');
  }

  protected counter(name: string): number {
    return classifying(subject, () => this.#reads.counter.get({ name }))?.value ?? 0;
  }

  close(): void {
    this.#connection.database.close();
  }
}

class RecordsWrites extends RecordsReads implements RecordsWriter {
  readonly #database: Connection['database'];
  readonly #writes: ReturnType<typeof prepareWrites>;

  constructor(connection: Connection) {
    super(connection);
    this.#database = connection.database;
    this.#writes = prepareWrites(drizzle(connection.database));
  }

  /** One commit. */
  #commit(work: () => void): void {
    classifying(subject, () => this.#database.transaction(work).immediate());
  }

  saveFloors(changed: readonly Floor[]): void {
    this.#commit(() => {
      for (const floor of changed) this.#writes.floor.run({ ...floor });
    });
  }

  addTombstones(added: readonly { id: string; reason: string; at: number }[]): void {
    this.#commit(() => {
      for (const { id, reason, at } of added) this.#writes.tombstone.run({ id, reason, at });
    });
  }

  markCarriedOut(ids: readonly string[], at: number): void {
    this.#commit(() => {
      for (const id of ids) this.#writes.carriedOut.run({ id, at });
    });
  }

  putOutbox(entry: OutboxEntry): void {
    this.#commit(() => {
      this.#writes.message.run({ ...entry, payload: Buffer.from(entry.payload) });
    });
  }

  markDelivered(id: string, at: number): void {
    this.#commit(() => {
      this.#writes.delivered.run({ id, at });
    });
  }

  saveSignedTime(at: number): void {
    this.#commit(() => {
      this.#writes.greatest.run({ name: 'signed-time', value: at });
    });
  }

  nextEpoch(): number {
    let epoch = 0;
    this.#commit(() => {
      this.#writes.next.run({ name: 'epoch', value: 1 });
      epoch = this.counter('epoch');
    });
    return epoch;
  }
}

/** Opens `<folder>/records.db` for writing, creating and migrating it; errors as of `openForWriting`. */
export function openRecords(folder: string): RecordsWriter {
  return new RecordsWrites(openForWriting(folder, 'records'));
}

/**
 * Opens `<folder>/records.db` so that it can only be read: every write is refused with `read-only`. Empty where there is none.
 * Errors as of `openForReading`, but `missing-file`.
 */
export function openRecordsForReading(folder: string): RecordsWriter {
  try {
    return new RecordsWrites(openForReading(folder, 'records'));
  } catch (error) {
    if (error instanceof SanwuError && error.kind === 'missing-file')
      return new RecordsWrites(openEmpty('records'));
    throw error;
  }
}
