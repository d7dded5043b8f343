/** content.db as drizzle sees it; db/migrations/content is the truth, tests/db compares the two. */
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const generation = sqliteTable('generation', {
  id: integer('id').primaryKey(),
  revision: integer('revision').notNull(),
  timestamp: integer('timestamp').notNull(),
  complete: integer('complete').notNull(),
  targets: text('targets').notNull(),
  settings: text('settings'),
  catalogues: text('catalogues').notNull(),
});

export const metadata = sqliteTable('metadata', {
  role: text('role').primaryKey(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
});

export const signers = sqliteTable('signers', {
  id: integer('id').primaryKey(),
  division: text('division').notNull(),
  signer: text('signer').notNull(),
  sha256: text('sha256').notNull(),
  contents: text('contents').notNull(),
});

export const packs = sqliteTable(
  'packs',
  { signer: integer('signer').notNull(), sha256: text('sha256').notNull() },
  (columns) => [primaryKey({ columns: [columns.signer, columns.sha256] })],
);

export const items = sqliteTable('items', {
  number: integer('number').primaryKey(),
  id: text('id').notNull().unique(),
  signer: integer('signer').notNull(),
  place: integer('place').unique(),
  state: text('state', { enum: ['published', 'withdrawn', 'erased'] }).notNull(),
  version: integer('version').notNull(),
  digest: text('digest').notNull(),
  title: text('title').notNull(),
  emphasis: text('emphasis'),
  module: text('module').notNull(),
  kind: text('kind').notNull(),
  period: text('period'),
  year: integer('year').notNull(),
  quarter: integer('quarter'),
  publishedAt: integer('published_at').notNull(),
  firstPublishedAt: integer('first_published_at').notNull(),
  catalogue: text('catalogue').notNull(),
  publicity: text('publicity'),
  publicityFrom: text('publicity_from'),
  publicityTo: text('publicity_to'),
  follows: text('follows'),
  project: text('project'),
  projectStage: text('project_stage'),
  series: text('series'),
  seriesFen: integer('series_fen'),
  traceAt: integer('trace_at'),
  traceReason: text('trace_reason'),
  power: text('power'),
});

export const versions = sqliteTable(
  'versions',
  {
    item: integer('item').notNull(),
    version: integer('version').notNull(),
    digest: text('digest').notNull(),
    publishedAt: integer('published_at').notNull(),
    seal: text('seal'),
    reason: text('reason'),
    content: text('content'),
  },
  (columns) => [primaryKey({ columns: [columns.item, columns.version] })],
);

export const attachments = sqliteTable(
  'attachments',
  {
    item: integer('item').notNull(),
    version: integer('version').notNull(),
    position: integer('position').notNull(),
    sha256: text('sha256').notNull(),
    length: integer('length').notNull(),
    mediaType: text('media_type').notNull(),
    access: text('access', { enum: ['all', 'signed-in', 'desk'] }).notNull(),
  },
  (columns) => [primaryKey({ columns: [columns.item, columns.version, columns.position] })],
);

export const catalogueLinks = sqliteTable(
  'catalogue_links',
  { entry: text('entry').notNull(), item: integer('item').notNull() },
  (columns) => [primaryKey({ columns: [columns.entry, columns.item] })],
);

export const searchTexts = sqliteTable('search_texts', {
  place: integer('place').primaryKey(),
  folded: text('folded').notNull(),
  shown: text('shown'),
  marks: blob('marks', { mode: 'buffer' }),
});

export const searchIndex = sqliteTable('search_index', {
  key: integer('key').primaryKey(),
  places: blob('places', { mode: 'buffer' }).notNull(),
});

export const fileTexts = sqliteTable('file_texts', {
  sha256: text('sha256').primaryKey(),
  text: text('text').notNull(),
});

export const searchOutdated = sqliteTable('search_outdated', { id: integer('id').primaryKey() });
