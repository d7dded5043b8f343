/** Finding items; see search-types.ts. One prepared statement for each number of terms to check. */
import type { Statement } from 'better-sqlite3';
import { classifying } from '../../db/errors.ts';
import { openForReading, type ReadConnection } from '../../db/open.ts';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import type { SearchQuery } from '../contract/views.ts';
import { excerptOf, titleHits } from './excerpt.ts';
import { Planner } from './plan.ts';
import { type Search, type SearchResult, searchPage } from './search-types.ts';
import { filterExpressions, queryTerms } from './tokens.ts';

/** The folded text comes as bytes: Node decodes UTF-8 eight times faster than the driver makes a string of it. */
type Row = [place: number, id: string, title: string, folded: Buffer, shown: string | null];

/** Beyond every place. */
const newest = Number.MAX_SAFE_INTEGER;

function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return newest;
  if (!/^\d{1,15}$/.test(cursor)) throw new SanwuError('malformed', 'search cursor');
  return Number(cursor);
}

class IndexSearch implements Search {
  readonly #connection: ReadConnection;
  readonly #planner: Planner;
  readonly #statements = new Map<number, Statement<unknown[], Row>>();

  constructor(connection: ReadConnection) {
    this.#connection = connection;
    this.#planner = new Planner(connection.database);
  }

  #statement(checks: number): Statement<unknown[], Row> {
    const known = this.#statements.get(checks);
    if (known) return known;
    const statement = this.#connection.database
      .prepare<unknown[], Row>(`
        SELECT texts.place, items.id, items.title, CAST(texts.folded AS BLOB), texts.shown
        FROM search_index
        CROSS JOIN search_texts AS texts ON texts.place = search_index.rowid
        CROSS JOIN items ON items.place = search_index.rowid
        WHERE search_index MATCH ? AND search_index.rowid < ?
        ${'AND instr(texts.folded, ?) > 0 '.repeat(checks)}
        ORDER BY search_index.rowid DESC LIMIT ?`)
      .raw();
    this.#statements.set(checks, statement);
    return statement;
  }

  find(query: SearchQuery): SearchResult {
    const start = startOf(query.cursor);
    const terms = queryTerms(query.text.slice(0, limits.queryCharacters));
    if (terms.length === 0) return { hits: [] };
    const rows = classifying('content.db', () => {
      const filters = filterExpressions(query.module, query.year);
      const { expression, checked } = this.#planner.plan(terms, filters, start);
      return this.#statement(checked.length).all(expression, start, ...checked, searchPage + 1);
    });
    const hits = rows.slice(0, searchPage).map(([, id, title, bytes, shown]) => {
      const folded = bytes.toString('utf8');
      return { id, titleHits: titleHits(title, folded, terms), ...excerptOf(folded, shown, terms) };
    });
    const last = rows[searchPage - 1];
    return rows.length > searchPage && last ? { hits, next: String(last[0]) } : { hits };
  }

  close(): void {
    this.#connection.database.close();
  }
}

/** Search over a connection, which is its own from now on. */
export function searchOver(connection: ReadConnection): Search {
  return new IndexSearch(connection);
}

/** Opens the search over `<folder>/content.db`, which its writer has made; errors as of `openForReading`. */
export function openSearch(folder: string): Search {
  return searchOver(openForReading(folder, 'content'));
}
