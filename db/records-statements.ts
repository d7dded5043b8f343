/** Prepared statements of records.db (1.24× of raw SQLite; unprepared 5–9×). */
import { and, asc, count, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { counters, floors, outbox, tombstones } from './records-schema.ts';

const parameter = sql.placeholder;

export function prepareReads(database: BetterSQLite3Database) {
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
    message: database
      .select({ createdAt: outbox.createdAt })
      .from(outbox)
      .where(eq(outbox.id, parameter('id')))
      .prepare(),
    waiting: database
      .select({ count: count() })
      .from(outbox)
      .where(and(waiting, eq(outbox.kind, parameter('kind'))))
      .prepare(),
    counter: database
      .select({ value: counters.value })
      .from(counters)
      .where(eq(counters.name, parameter('name')))
      .prepare(),
  };
}

export function prepareWrites(database: BetterSQLite3Database) {
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
