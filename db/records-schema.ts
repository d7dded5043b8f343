/** records.db as drizzle sees it; db/migrations/records is the truth, tests/db compares the two. */
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const floors = sqliteTable('floors', {
  name: text('name').primaryKey(),
  version: integer('version').notNull(),
  keys: text('keys').notNull(),
});

export const tombstones = sqliteTable('tombstones', {
  id: text('id').primaryKey(),
  reason: text('reason').notNull(),
  at: integer('at').notNull(),
  carriedOutAt: integer('carried_out_at'),
});

export const outbox = sqliteTable('outbox', {
  number: integer('number').primaryKey(),
  id: text('id').notNull().unique(),
  kind: text('kind').notNull(),
  payload: blob('payload', { mode: 'buffer' }),
  createdAt: integer('created_at').notNull(),
  deliveredAt: integer('delivered_at'),
});

export const counters = sqliteTable('counters', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
});
