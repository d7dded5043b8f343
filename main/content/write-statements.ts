/** Statements of the content writer, prepared once. */
import {
  and,
  asc,
  eq,
  getTableColumns,
  is,
  isNotNull,
  ne,
  Param,
  Placeholder,
  sql,
  type Table,
} from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import {
  attachments,
  catalogueLinks,
  fileTexts,
  generation,
  items,
  metadata,
  packs,
  signers,
  versions,
} from '../../db/content-schema.ts';
import type { WriteConnection } from '../../db/open.ts';

const parameter = sql.placeholder;

/** A placeholder of its own name for each column but those left out. */
function placeholders<T extends Table>(table: T, leftOut: readonly string[] = []) {
  const names = Object.keys(getTableColumns(table)).filter((name) => !leftOut.includes(name));
  const values: Record<string, Placeholder> = Object.fromEntries(
    names.map((name) => [name, parameter(name)]),
  );
  return values as Record<keyof T['$inferInsert'], Placeholder>;
}

/** A statement that drizzle wrote and the driver runs: binding through drizzle costs a third of a bulk import. */
function bulk(connection: WriteConnection, query: { toSQL(): { sql: string; params: unknown[] } }) {
  const { sql: text, params } = query.toSQL();
  const names = params.map((param) => {
    const value = is(param, Param) ? param.value : param;
    if (!is(value, Placeholder)) throw new TypeError('a bulk statement has placeholders only');
    return value.name;
  });
  const statement = connection.database.prepare(text);
  return { run: (row: Readonly<Record<string, unknown>>) => statement.run(names.map((name) => row[name])) };
}

/** Sets each column to the placeholder of its name. */
function assignments(table: Table, leftOut: readonly string[]) {
  const names = Object.keys(getTableColumns(table)).filter((name) => !leftOut.includes(name));
  return Object.fromEntries(names.map((name) => [name, sql`${parameter(name)}`]));
}

/** Sets each column to the value that the insert would have given. */
function excluded(table: Table, leftOut: readonly string[]) {
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => !leftOut.includes(name));
  return Object.fromEntries(columns.map(([name, column]) => [name, sql.raw(`excluded."${column.name}"`)]));
}

function itemWrites(connection: WriteConnection, database: BetterSQLite3Database) {
  const known = {
    number: items.number,
    place: items.place,
    state: items.state,
    version: items.version,
    digest: items.digest,
    publishedAt: items.publishedAt,
    traceAt: items.traceAt,
  };
  return {
    known: database
      .select(known)
      .from(items)
      .where(eq(items.id, parameter('id')))
      .prepare(),
    addItem: bulk(connection, database.insert(items).values(placeholders(items, ['number', 'place']))),
    changeItem: database
      .update(items)
      .set(assignments(items, ['number', 'place', 'id']))
      .where(eq(items.number, parameter('number')))
      .prepare(),
    putVersion: bulk(connection, database.insert(versions).values(placeholders(versions))),
    putAttachment: bulk(connection, database.insert(attachments).values(placeholders(attachments))),
    putLink: bulk(connection, database.insert(catalogueLinks).values(placeholders(catalogueLinks))),
    dropVersions: database
      .delete(versions)
      .where(eq(versions.item, parameter('item')))
      .prepare(),
    dropAttachments: database
      .delete(attachments)
      .where(eq(attachments.item, parameter('item')))
      .prepare(),
    dropLinks: database
      .delete(catalogueLinks)
      .where(eq(catalogueLinks.item, parameter('item')))
      .prepare(),
    files: database
      .select({ sha256: attachments.sha256 })
      .from(attachments)
      .where(eq(attachments.item, parameter('item')))
      .prepare(),
    fileText: database
      .select({ text: fileTexts.text })
      .from(fileTexts)
      .where(eq(fileTexts.sha256, parameter('sha256')))
      .prepare(),
    putFileText: database.insert(fileTexts).values(placeholders(fileTexts)).onConflictDoNothing().prepare(),
    dropFileText: database
      .delete(fileTexts)
      .where(eq(fileTexts.sha256, parameter('sha256')))
      .prepare(),
    placedWith: database
      .select({ number: items.number, place: items.place })
      .from(items)
      .innerJoin(
        attachments,
        sql`${attachments.item} = ${items.number} and ${attachments.version} = ${items.version}`,
      )
      .where(and(eq(attachments.sha256, parameter('sha256')), isNotNull(items.place)))
      .groupBy(items.number)
      .prepare(),
    fileUsed: database
      .select({ item: attachments.item })
      .from(attachments)
      .where(eq(attachments.sha256, parameter('sha256')))
      .limit(1)
      .prepare(),
  };
}

function placeWrites(connection: WriteConnection, database: BetterSQLite3Database) {
  const newest = sql<number | null>`max(${items.place})`;
  return {
    setPlace: bulk(
      connection,
      database
        .update(items)
        .set({ place: sql`${parameter('place')}` })
        .where(eq(items.number, parameter('number'))),
    ),
    clearPlaces: database.update(items).set({ place: null }).where(isNotNull(items.place)).prepare(),
    last: database
      .select({ place: items.place, publishedAt: items.publishedAt })
      .from(items)
      .where(isNotNull(items.place))
      .orderBy(sql`${items.place} desc`)
      .limit(1)
      .prepare(),
    placeBefore: database
      .select({ place: newest })
      .from(items)
      .where(sql`${items.place} is not null and ${items.publishedAt} <= ${parameter('publishedAt')}`)
      .prepare(),
    placeAfter: database
      .select({ place: sql<number | null>`min(${items.place})` })
      .from(items)
      .where(sql`${items.place} > ${parameter('place')}`)
      .prepare(),
    inOrder: database
      .select({ number: items.number })
      .from(items)
      .where(ne(items.state, 'erased'))
      .orderBy(asc(items.publishedAt), asc(items.number))
      .prepare(),
    placed: database
      .select({ count: sql<number>`count(*)` })
      .from(items)
      .where(isNotNull(items.place))
      .prepare(),
    newestContent: database
      .select({ content: versions.content, year: items.year })
      .from(items)
      .innerJoin(versions, sql`${versions.item} = ${items.number} and ${versions.version} = ${items.version}`)
      .where(eq(items.number, parameter('number')))
      .prepare(),
  };
}

function generationWrites(database: BetterSQLite3Database) {
  return {
    generation: database.select().from(generation).prepare(),
    putGeneration: database
      .insert(generation)
      .values(placeholders(generation))
      .onConflictDoUpdate({ target: generation.id, set: excluded(generation, ['id']) })
      .prepare(),
    dropMetadata: database.delete(metadata).prepare(),
    putMetadata: database.insert(metadata).values(placeholders(metadata)).prepare(),
    signers: database
      .select({ id: signers.id, division: signers.division, signer: signers.signer })
      .from(signers)
      .prepare(),
    putSigner: database
      .insert(signers)
      .values(placeholders(signers, ['id']))
      .onConflictDoUpdate({
        target: [signers.division, signers.signer],
        set: excluded(signers, ['id', 'division', 'signer']),
      })
      .returning({ id: signers.id })
      .prepare(),
    packsOf: database
      .select({ sha256: packs.sha256 })
      .from(packs)
      .where(eq(packs.signer, parameter('signer')))
      .prepare(),
    dropPacks: database
      .delete(packs)
      .where(eq(packs.signer, parameter('signer')))
      .prepare(),
    putPack: database.insert(packs).values(placeholders(packs)).prepare(),
    itemsOf: database
      .select({ number: items.number, place: items.place })
      .from(items)
      .where(eq(items.signer, parameter('signer')))
      .prepare(),
    dropItemsOf: database
      .delete(items)
      .where(eq(items.signer, parameter('signer')))
      .prepare(),
    dropSigner: database
      .delete(signers)
      .where(eq(signers.id, parameter('signer')))
      .prepare(),
  };
}

export type WriteStatements = ReturnType<typeof prepareWrites>;

export function prepareWrites(connection: WriteConnection) {
  const database = drizzle(connection.database);
  return {
    ...itemWrites(connection, database),
    ...placeWrites(connection, database),
    ...generationWrites(database),
  };
}
