/** Finding items; see search-types.ts: first their places, then the rows of one page at once. */
import type { Statement, Transaction } from 'better-sqlite3';
import { classifying } from '../../db/errors.ts';
import { openForReading, type ReadConnection } from '../../db/open.ts';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import type { LocalWords, SearchQuery } from '../contract/views.ts';
import { waysApart } from './apart.ts';
import { excerptOf, type Marked, titleHits } from './excerpt.ts';
import { clean, fold } from './normalise.ts';
import { PhraseFilter } from './phrases.ts';
import { Planner } from './plan.ts';
import { type Meaning, meanings } from './query.ts';
import { type Search, type SearchResult, searchPage } from './search-types.ts';
import { type Sound, soundedWords } from './sounds.ts';
import { frequentWords, wordItems } from './words.ts';

/** The folded text comes as bytes: Node decodes UTF-8 eight times faster than the driver makes a string of it. */
type Row = [place: number, id: string, title: string, folded: Buffer, shown: string | null];

interface Page {
  readonly rows: readonly { readonly row: Row; readonly marked: readonly Marked[] }[];
  /** Place before which the next page begins. */
  readonly next: number | undefined;
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
  readonly #planner: Planner;
  readonly #phrases: PhraseFilter;
  readonly #checks: Statement<string[], number>[] = [];
  readonly #rows: Statement<[string], Row>;
  readonly #readings: Statement<[number], string>;
  readonly #newestReadings: Statement<[], string>;
  /** Lists and rows of one moment. */
  readonly #finding: Transaction<(understood: readonly Meaning[], start: number) => Page>;

  constructor(connection: ReadConnection) {
    const { database } = connection;
    this.#connection = connection;
    this.#planner = new Planner(database);
    this.#phrases = new PhraseFilter(database);
    this.#readings = database
      .prepare<[number], string>('SELECT readings FROM search_readings WHERE place = ?')
      .pluck();
    this.#rows = database
      .prepare<[string], Row>(`
        SELECT texts.place, items.id, items.title, CAST(texts.folded AS BLOB), texts.shown
        FROM json_each(?) AS wanted
        CROSS JOIN search_texts AS texts ON texts.place = wanted.value
        CROSS JOIN items ON items.place = texts.place`)
      .raw();
    this.#newestReadings = database
      .prepare<[], string>(`SELECT readings FROM search_readings ORDER BY place DESC LIMIT ${wordItems}`)
      .pluck();
    this.#finding = database.transaction((understood, start) => this.#found(understood, start));
  }

  /** Which of several places have so many terms in their texts. GLOB is twice as fast as instr(); nothing in a term is special to it. */
  #check(terms: number): Statement<string[], number> {
    const known = this.#checks[terms];
    if (known) return known;
    const statement = this.#connection.database
      .prepare<string[], number>(`
        SELECT texts.place FROM json_each(?) AS wanted
        CROSS JOIN search_texts AS texts ON texts.place = wanted.value
        WHERE ${Array(terms).fill('texts.folded GLOB ?').join(' AND ')}`)
      .pluck();
    this.#checks[terms] = statement;
    return statement;
  }

  /** The places of those whose texts have all terms. */
  #having(terms: readonly string[], places: readonly number[]): readonly number[] {
    if (terms.length === 0) return places;
    return this.#check(terms.length).all(JSON.stringify(places), ...terms.map((term) => `*${term}*`));
  }

  #isRead(place: number, sounds: readonly Sound[]): boolean {
    if (sounds.length === 0) return true;
    const readings = this.#readings.get(place) ?? '';
    return sounds.every(({ pattern }) => {
      pattern.lastIndex = 0;
      return pattern.test(readings);
    });
  }

  /** Newest first, one more than a page has. */
  #places({ terms, filters, sounds }: Meaning, start: number): number[] {
    const needed = [...sounds.map(({ wanted }) => wanted), ...filters];
    const { cursor, checked } = this.#planner.plan(terms, needed, start);
    const mayHave = this.#phrases.of(checked);
    const places: number[] = [];
    let looked = 0;
    for (let place = start; place >= 0 && places.length <= searchPage; ) {
      // As many as are wanted, if as many of them have it as before: what is looked up too many is lost.
      const wanted = searchPage + 1 - places.length;
      const most = Math.ceil(places.length === 0 ? wanted + looked : (wanted * looked) / places.length);
      const some: number[] = [];
      while (place >= 0 && some.length < most) {
        place = cursor.seek(place - 1);
        if (place >= 0 && mayHave(place) && this.#isRead(place, sounds)) some.push(place);
      }
      places.push(...this.#having(checked, some));
      looked += some.length;
    }
    return places.slice(0, searchPage + 1);
  }

  /** What any of the meanings finds, newest first, and what is to be marked in each. */
  #found(understood: readonly Meaning[], start: number): Page {
    const byPlace = new Map<number, Meaning[]>();
    for (const meaning of understood) {
      for (const place of this.#places(meaning, start)) {
        const known = byPlace.get(place);
        if (known) known.push(meaning);
        else byPlace.set(place, [meaning]);
      }
    }
    const newestFirst = Array.from(byPlace.keys()).sort((left, right) => right - left);
    const shown = newestFirst.slice(0, searchPage);
    const rows = this.#rows.all(JSON.stringify(shown));
    return {
      rows: rows.map((row) => ({
        row,
        marked: (byPlace.get(row[0]) ?? []).flatMap((meaning) => this.#marked(row[0], meaning)),
      })),
      next: newestFirst.length > searchPage ? shown.at(-1) : undefined,
    };
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
    const { rows, next } = classifying('content.db', () => this.#finding(understood, start));
    const hits = rows.map(({ row: [, id, title, bytes, shown], marked }) => {
      const folded = bytes.toString('utf8');
      return { id, titleHits: titleHits(title, folded, marked), ...excerptOf(folded, shown, marked) };
    });
    return next === undefined ? { hits } : { hits, next: String(next) };
  }

  apart(query: SearchQuery): readonly string[] | undefined {
    const finds = (words: readonly string[]) => {
      const understood = meanings(words.join(' '), query);
      return classifying('content.db', () => this.#finding(understood, newest)).rows.length;
    };
    for (const ways of waysApart(query.text.slice(0, limits.queryCharacters))) {
      const counted = ways.map((words) => ({ words, count: finds(words) }));
      const best = counted.reduce((most, each) => (each.count > most.count ? each : most), {
        words: [''],
        count: 0,
      });
      if (best.count > 0) return best.words;
    }
    return undefined;
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
