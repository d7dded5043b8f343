/** Lists of a module by year, quarter and catalogue entry (R1.5, R2.1), a page at a time. */
import { and, asc, count, desc, eq, exists, lt, or, type SQL, sql } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { catalogueLinks, items } from '../../db/content-schema.ts';
import type { ReadConnection } from '../../db/open.ts';
import { minuteOf } from '../calendar/days.ts';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import type { ModuleQuery, ModuleView } from '../contract/views.ts';
import { type CardRow, cardColumns, cardOf } from './cards.ts';
import type { CatalogueTitle, ReaderParts } from './content-types.ts';
import { inPublicity, published } from './read-statements.ts';

const parameter = sql.placeholder;

const fields = ['module', 'brightness', 'kind', 'year', 'quarter', 'catalogue'] as const;
type Filter = (typeof fields)[number] | NonNullable<ModuleQuery['only']> | 'cursor';

/** Where a page begins: behind the last item of the page before, of what is in its publicity period behind so many. */
interface Start {
  readonly publishedAt?: number;
  readonly number?: number;
  readonly offset: number;
}

function startOf({ only, cursor }: ModuleQuery): Start {
  if (cursor === undefined) return { offset: 0 };
  const parts = (only === 'publicity' ? /^(\d{1,9})$/ : /^(-?\d{1,16})\.(\d{1,15})$/).exec(cursor);
  if (!parts) throw new SanwuError('malformed', 'module cursor');
  if (only === 'publicity') return { offset: Number(parts[1]) };
  return { publishedAt: Number(parts[1]), number: Number(parts[2]), offset: 0 };
}

const cursorBehind = ({ only }: ModuleQuery, last: CardRow, { offset }: Start): string =>
  only === 'publicity' ? String(offset + limits.pageItems) : `${last.publishedAt}.${last.number}`;

function conditions(database: BetterSQLite3Database): Record<Filter, SQL | undefined> {
  const filed = database
    .select({ one: sql`1` })
    .from(catalogueLinks)
    .where(and(eq(catalogueLinks.item, items.number), eq(catalogueLinks.entry, parameter('catalogue'))));
  const bright = database
    .select({ one: sql`1` })
    .from(catalogueLinks)
    .where(
      and(
        eq(catalogueLinks.item, items.number),
        sql`${catalogueLinks.entry} IN (SELECT value FROM json_each(${parameter('bright')}))`,
      ),
    );
  return {
    module: eq(items.module, parameter('module')),
    brightness: exists(bright),
    kind: eq(items.kind, parameter('kind')),
    published,
    publicity: inPublicity,
    year: eq(items.year, parameter('year')),
    quarter: eq(items.quarter, parameter('quarter')),
    catalogue: exists(filed),
    cursor: or(
      lt(items.publishedAt, parameter('publishedAt')),
      and(eq(items.publishedAt, parameter('publishedAt')), lt(items.number, parameter('number'))),
    ),
  };
}

/** The same statements for one set of filters. */
function prepare(database: BetterSQLite3Database, filters: readonly Filter[]) {
  const all = conditions(database);
  const where = and(...filters.map((filter) => all[filter]));
  const grouped = { count: count() };
  const ending = filters.includes('publicity') ? [asc(items.publicityTo)] : [];
  return {
    page: database
      .select(cardColumns)
      .from(items)
      .where(where)
      .orderBy(...ending, desc(items.publishedAt), desc(items.number))
      .limit(limits.pageItems + 1)
      .offset(parameter('offset'))
      .prepare(),
    total: database.select(grouped).from(items).where(where).prepare(),
    years: database
      .select({ year: items.year, ...grouped })
      .from(items)
      .where(where)
      .groupBy(items.year)
      .orderBy(desc(items.year))
      .prepare(),
    quarters: database
      .select({ quarter: items.quarter, ...grouped })
      .from(items)
      .where(where)
      .groupBy(items.quarter)
      .orderBy(items.quarter)
      .prepare(),
    entries: database
      .select({ id: catalogueLinks.entry, ...grouped })
      .from(items)
      .innerJoin(catalogueLinks, eq(catalogueLinks.item, items.number))
      .where(where)
      .groupBy(catalogueLinks.entry)
      .prepare(),
  };
}

export class ModuleList {
  readonly #database: BetterSQLite3Database;
  readonly #parts: ReaderParts;
  readonly #filed: () => { entry: string }[];
  readonly #prepared = new Map<string, ReturnType<typeof prepare>>();

  constructor(connection: ReadConnection, parts: ReaderParts) {
    this.#database = drizzle(connection.database);
    this.#parts = parts;
    const filed = this.#database
      .selectDistinct({ entry: catalogueLinks.entry })
      .from(catalogueLinks)
      .prepare();
    this.#filed = () => filed.all();
  }

  #statements(filters: readonly Filter[]): ReturnType<typeof prepare> {
    const key = filters.join();
    const known = this.#prepared.get(key);
    if (known) return known;
    const statements = prepare(this.#database, filters);
    this.#prepared.set(key, statements);
    return statements;
  }

  /** Each way of narrowing is counted within the others: years within the entry, entries within the year. */
  view(query: ModuleQuery): ModuleView {
    const start = startOf(query);
    const values = {
      ...query,
      ...start,
      bright: this.#bright(query.brightness),
      minute: minuteOf(this.#parts.now()),
    };
    const asked = fields.filter((field) => query[field] !== undefined);
    const given: Filter[] = query.only === undefined ? asked : [...asked, query.only];
    const without = (...left: Filter[]) => this.#statements(given.filter((filter) => !left.includes(filter)));
    const behind: Filter[] = start.publishedAt === undefined ? given : [...given, 'cursor'];
    const rows = this.#statements(behind).page.all(values);
    const page = rows.slice(0, limits.pageItems);
    const last = page.at(-1);
    const quarters = query.year === undefined ? [] : without('quarter').quarters.all(values);
    return {
      years: without('year', 'quarter').years.all(values),
      quarters: quarters.flatMap(({ quarter, count }) => (quarter === null ? [] : [{ quarter, count }])),
      entries: this.#entries(query, without('catalogue').entries.all(values)),
      items: page.map((row) => cardOf(row, this.#parts)),
      total: without().total.get(values)?.count ?? 0,
      ...(rows.length > page.length && last ? { next: cursorBehind(query, last, start) } : {}),
    };
  }

  /** Entries of a brightness under which something is filed, as JSON. */
  #bright(brightness: string | undefined): string {
    if (brightness === undefined) return '[]';
    const isBright = (id: string) => this.#parts.catalogue(id)?.brightness?.includes(brightness) === true;
    return JSON.stringify(this.#filed().flatMap(({ entry }) => (isBright(entry) ? [entry] : [])));
  }

  /** In the catalogue's order; an item's other entries may belong to other lists and are left out. */
  #entries(query: ModuleQuery, rows: readonly { id: string; count: number }[]): ModuleView['entries'] {
    return rows
      .flatMap(({ id, count }) => {
        const entry = this.#parts.catalogue(id);
        return entry && isListed(entry, query) ? [{ id, count, entry }] : [];
      })
      .sort((left, right) => left.entry.order - right.entry.order)
      .map(({ id, count, entry: { module, title, plainTitle } }) => ({
        id,
        module,
        title,
        plainTitle,
        count,
      }));
  }
}

const isListed = (entry: CatalogueTitle, { module, brightness }: ModuleQuery): boolean =>
  (module === undefined || entry.module === module) &&
  (brightness === undefined || entry.brightness?.includes(brightness) === true);
