/** Finding items; see search-types.ts. One prepared statement for each number of terms to check. */
import type { Statement } from 'better-sqlite3';
import { classifying } from '../../db/errors.ts';
import { openForReading, type ReadConnection } from '../../db/open.ts';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import type { SearchQuery } from '../contract/views.ts';
import { excerptOf, titleHits } from './excerpt.ts';
import { type Search, type SearchResult, searchPage } from './search-types.ts';
import { isExact, matchExpression, queryTerms } from './tokens.ts';

interface Row {
  place: number;
  id: string;
  title: string;
  folded: string;
  shown: string | null;
}

/** Beyond every place. */
const newest = Number.MAX_SAFE_INTEGER;

function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return newest;
  if (!/^\d{1,15}$/.test(cursor)) throw new SanwuError('malformed', 'search cursor');
  return Number(cursor);
}

class IndexSearch implements Search {
  readonly #connection: ReadConnection;
  readonly #statements = new Map<number, Statement<unknown[], Row>>();

  constructor(connection: ReadConnection) {
    this.#connection = connection;
  }

  /** Terms of more than two characters are looked for in the text itself: their bigrams may stand apart. */
  #statement(checks: number): Statement<unknown[], Row> {
    const known = this.#statements.get(checks);
    if (known) return known;
    const statement = this.#connection.database.prepare<unknown[], Row>(`
      SELECT texts.place, items.id, items.title, texts.folded, texts.shown
      FROM search_index
      JOIN search_texts AS texts ON texts.place = search_index.rowid
      JOIN items ON items.place = search_index.rowid
      WHERE search_index MATCH ? AND search_index.rowid < ?
      ${'AND instr(texts.folded, ?) > 0 '.repeat(checks)}
      ORDER BY search_index.rowid DESC LIMIT ?`);
    this.#statements.set(checks, statement);
    return statement;
  }

  find(query: SearchQuery): SearchResult {
    const start = startOf(query.cursor);
    const terms = queryTerms(query.text.slice(0, limits.queryCharacters));
    if (terms.length === 0) return { hits: [] };
    const checked = terms.filter((term) => !isExact(term));
    const expression = matchExpression(terms, query.module, query.year);
    const rows = classifying('content.db', () =>
      this.#statement(checked.length).all(expression, start, ...checked, searchPage + 1),
    );
    const hits = rows.slice(0, searchPage).map((row) => ({
      id: row.id,
      titleHits: titleHits(row.title, terms),
      ...excerptOf(row.folded, row.shown, terms),
    }));
    const last = rows[searchPage - 1];
    return rows.length > searchPage && last ? { hits, next: String(last.place) } : { hits };
  }

  close(): void {
    this.#connection.database.close();
  }
}

/** Opens the search over `<folder>/content.db`, which its writer has made; errors as of `openForReading`. */
export function openSearch(folder: string): Search {
  return new IndexSearch(openForReading(folder, 'content'));
}
