/** Statements of the content reader, prepared once. */
import { and, asc, desc, eq, gte, isNotNull, lte, ne, sql } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import {
  attachments,
  catalogueLinks,
  fileTexts,
  generation,
  items,
  metadata,
  searchOutdated,
  signers,
  versions,
} from '../../db/content-schema.ts';
import type { ReadConnection } from '../../db/open.ts';
import { limits } from '../contract/limits.ts';
import { cardColumns } from './cards.ts';

const parameter = sql.placeholder;
export const published = eq(items.state, 'published');

/** Parameter `minute`: of publicity.ts. */
export const inPublicity = and(
  published,
  isNotNull(items.publicityTo),
  gte(items.publicityTo, parameter('minute')),
  lte(items.publicityFrom, parameter('minute')),
);

function lists(database: BetterSQLite3Database) {
  const cards = () => database.select(cardColumns).from(items);
  const newestFirst = [desc(items.publishedAt), desc(items.number)];
  const most = parameter('most');
  return {
    publicity: cards()
      .where(inPublicity)
      .orderBy(asc(items.publicityTo), ...newestFirst)
      .limit(most)
      .prepare(),
    publicityCount: database
      .select({ count: sql<number>`count(*)` })
      .from(items)
      .where(inPublicity)
      .prepare(),
    recent: cards()
      .where(published)
      .orderBy(...newestFirst)
      .limit(most)
      .prepare(),
    newestOfModule: cards()
      .where(and(published, eq(items.module, parameter('module'))))
      .orderBy(...newestFirst)
      .limit(most)
      .prepare(),
    // Withdrawn and erased items count too: they stay in their module's list, as such.
    modules: database
      .select({
        module: items.module,
        count: sql<number>`count(*)`,
        latest: sql<number>`max(${items.publishedAt})`,
      })
      .from(items)
      .groupBy(items.module)
      .prepare(),
    publishedSince: database
      .select({ count: sql<number>`count(*)` })
      .from(items)
      .where(and(published, gte(items.firstPublishedAt, parameter('since'))))
      .prepare(),
    card: cards()
      .where(eq(items.id, parameter('id')))
      .prepare(),
  };
}

function ofItem(database: BetterSQLite3Database) {
  const cards = () => database.select(cardColumns).from(items);
  const newestFirst = [desc(items.publishedAt), desc(items.number)];
  const version = {
    version: versions.version,
    digest: versions.digest,
    publishedAt: versions.publishedAt,
    reason: versions.reason,
  };
  return {
    versions: database
      .select(version)
      .from(versions)
      .where(eq(versions.item, parameter('item')))
      .orderBy(desc(versions.version))
      .prepare(),
    content: database
      .select({ content: versions.content, digest: versions.digest, seal: versions.seal })
      .from(versions)
      .where(and(eq(versions.item, parameter('item')), eq(versions.version, parameter('version'))))
      .prepare(),
    followers: cards()
      .where(eq(items.follows, parameter('id')))
      .orderBy(asc(items.publishedAt), asc(items.number))
      .prepare(),
    project: cards()
      .where(and(eq(items.project, parameter('code')), ne(items.state, 'erased')))
      .orderBy(...newestFirst)
      .prepare(),
    power: cards()
      .where(and(eq(items.power, parameter('code')), ne(items.state, 'erased')))
      .orderBy(...newestFirst)
      .limit(parameter('most'))
      .prepare(),
    filed: cards()
      .innerJoin(catalogueLinks, eq(catalogueLinks.item, items.number))
      .where(and(eq(catalogueLinks.entry, parameter('entry')), published))
      .orderBy(desc(catalogueLinks.item))
      .limit(parameter('most'))
      .prepare(),
    series: cards()
      .where(and(eq(items.series, parameter('series')), published))
      .orderBy(asc(items.period), asc(items.publishedAt))
      .prepare(),
    file: database
      .select({
        item: attachments.item,
        version: attachments.version,
        position: attachments.position,
        length: attachments.length,
        mediaType: attachments.mediaType,
        access: attachments.access,
      })
      .from(attachments)
      .where(eq(attachments.sha256, parameter('sha256')))
      .orderBy(sql`${attachments.access} = 'all' desc`)
      .limit(1)
      .prepare(),
  };
}

function ofGeneration(database: BetterSQLite3Database) {
  return {
    generation: database.select().from(generation).prepare(),
    metadata: database.select().from(metadata).prepare(),
    signers: database.select().from(signers).orderBy(asc(signers.id)).prepare(),
    outdated: database.select().from(searchOutdated).prepare(),
    unreadPdfs: database
      .selectDistinct({ sha256: attachments.sha256 })
      .from(attachments)
      .innerJoin(
        items,
        sql`${items.number} = ${attachments.item} and ${items.version} = ${attachments.version} and ${items.place} is not null`,
      )
      .leftJoin(fileTexts, eq(fileTexts.sha256, attachments.sha256))
      .where(
        and(
          eq(attachments.mediaType, 'application/pdf'),
          eq(attachments.access, 'all'),
          lte(attachments.length, limits.pdfTextBytes),
          sql`${fileTexts.sha256} is null`,
        ),
      )
      .prepare(),
    wanted: database
      .select({
        sha256: attachments.sha256,
        length: attachments.length,
        publishedAt: sql<number>`max(${items.publishedAt})`,
      })
      .from(attachments)
      .innerJoin(items, eq(items.number, attachments.item))
      .groupBy(attachments.sha256)
      .orderBy(sql`max(${items.publishedAt}) desc`)
      .prepare(),
  };
}

export type ReadStatements = ReturnType<typeof prepareReads>;

export function prepareReads(connection: ReadConnection) {
  const database = drizzle(connection.database);
  return { ...lists(database), ...ofItem(database), ...ofGeneration(database) };
}
