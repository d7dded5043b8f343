/** Finding items; see search-types.ts. One prepared statement for each number of terms to check, with sounds and without. */
import type { Statement } from 'better-sqlite3';
import { classifying } from '../../db/errors.ts';
import { openForReading, type ReadConnection } from '../../db/open.ts';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import type { LocalWords, SearchQuery } from '../contract/views.ts';
import { excerptOf, type Marked, titleHits } from './excerpt.ts';
import { clean, fold } from './normalise.ts';
import { Planner } from './plan.ts';
import { type Meaning, meanings } from './query.ts';
import { type Search, type SearchResult, searchPage } from './search-types.ts';
import { type Sound, soundedWords } from './sounds.ts';
import { frequentWords, wordItems } from './words.ts';

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
  readonly #statements = new Map<string, Statement<unknown[], Row>>();
  readonly #readings: Statement<[number], string>;
  readonly #newestReadings: Statement<[], string>;
  /** Of the query that is being answered: what `sounds` looks for. */
  #sounds: readonly Sound[] = [];

  constructor(connection: ReadConnection) {
    const { database } = connection;
    this.#connection = connection;
    this.#planner = new Planner(database);
    this.#readings = database
      .prepare<[number], string>('SELECT readings FROM search_readings WHERE place = ?')
      .pluck();
    this.#newestReadings = database
      .prepare<[], string>(`SELECT readings FROM search_readings ORDER BY place DESC LIMIT ${wordItems}`)
      .pluck();
    database.function('sounds', { directOnly: true }, (readings: unknown) => {
      const isFound = this.#sounds.every(({ pattern }) => {
        pattern.lastIndex = 0;
        return typeof readings === 'string' && pattern.test(readings);
      });
      return isFound ? 1 : 0;
    });
  }

  #statement(checks: number, isSounded: boolean): Statement<unknown[], Row> {
    const key = `${checks} ${isSounded}`;
    const known = this.#statements.get(key);
    if (known) return known;
    const sounded = 'AND sounds((SELECT readings FROM search_readings WHERE place = search_index.rowid)) = 1';
    const statement = this.#connection.database
      .prepare<unknown[], Row>(`
        SELECT texts.place, items.id, items.title, CAST(texts.folded AS BLOB), texts.shown
        FROM search_index
        CROSS JOIN search_texts AS texts ON texts.place = search_index.rowid
        CROSS JOIN items ON items.place = search_index.rowid
        WHERE search_index MATCH ? AND search_index.rowid < ?
        ${'AND instr(texts.folded, ?) > 0 '.repeat(checks)} ${isSounded ? sounded : ''}
        ORDER BY search_index.rowid DESC LIMIT ?`)
      .raw();
    this.#statements.set(key, statement);
    return statement;
  }

  #rows({ terms, filters, sounds }: Meaning, start: number): Row[] {
    const proofs = [...sounds.map(({ expression }) => expression), ...filters];
    const { expression, checked } = this.#planner.plan(terms, proofs, start);
    this.#sounds = sounds;
    return this.#statement(checked.length, sounds.length > 0).all(
      expression,
      start,
      ...checked,
      searchPage + 1,
    );
  }

  /** Rows that any of the meanings finds, newest first, and what is to be marked in each. */
  #found(understood: readonly Meaning[], start: number): Map<Row, Marked[]> {
    const [only] = understood;
    if (only && understood.length === 1) {
      return new Map(this.#rows(only, start).map((row) => [row, [...only.terms]]));
    }
    const byPlace = new Map<number, { row: Row; meanings: Meaning[] }>();
    for (const meaning of understood) {
      for (const row of this.#rows(meaning, start)) {
        const known = byPlace.get(row[0]);
        if (known) known.meanings.push(meaning);
        else byPlace.set(row[0], { row, meanings: [meaning] });
      }
    }
    const newestFirst = Array.from(byPlace.values()).sort((left, right) => right.row[0] - left.row[0]);
    return new Map(
      newestFirst
        .slice(0, searchPage + 1)
        .map(({ row, meanings }) => [row, meanings.flatMap((meaning) => this.#marked(row[0], meaning))]),
    );
  }

  #marked(place: number, { terms, sounds, amounts }: Meaning): Marked[] {
    if (sounds.length === 0) return [...terms, ...amounts];
    const readings = this.#readings.get(place) ?? '';
    const words = sounds.flatMap((sound) => soundedWords(readings, sound));
    return [...terms, ...amounts, ...words.map((word) => fold(clean(word)))];
  }

  find(query: SearchQuery): SearchResult {
    const start = startOf(query.cursor);
    const understood = meanings(query.text.slice(0, limits.queryCharacters), query);
    if (understood.length === 0) return { hits: [] };
    const found = Array.from(classifying('content.db', () => this.#found(understood, start)));
    const hits = found.slice(0, searchPage).map(([[, id, title, bytes, shown], marked]) => {
      const folded = bytes.toString('utf8');
      return { id, titleHits: titleHits(title, folded, marked), ...excerptOf(folded, shown, marked) };
    });
    const last = found[searchPage - 1]?.[0];
    return found.length > searchPage && last ? { hits, next: String(last[0]) } : { hits };
  }

  words(): LocalWords {
    return classifying('content.db', () => frequentWords(this.#newestReadings.all()));
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
