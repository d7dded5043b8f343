/**
 * Which lists of the index a query reads, and what it checks in the texts instead. Reading two lists side by side costs about
 * 10 ns an entry, a text 1.7 µs: a rare list and the texts it names are soon read, several lists of frequent bigrams are not.
 */
import type { Database, Statement } from 'better-sqlite3';
import { isExact, termExpressions } from './tokens.ts';

/** Entries of a list that a probe passes over to see how close together they lie. */
const probed = 32;
/**
 * A second list, a third …, is read where it has at most this many times the entries of the rarest. The fewer texts are left
 * to be spared, the less; and bigrams of one phrase mostly stand in the same texts. Found by measuring (decisions/040).
 */
const mostTimes = [1, 400, 20, 4];

export interface Plan {
  /** FTS5 expression, at least one list. */
  readonly expression: string;
  /** Terms that the lists do not prove: to be looked for in the texts themselves. */
  readonly checked: readonly string[];
}

interface List {
  readonly expression: string;
  readonly terms: Set<string>;
}

/** The lists of all terms, each once. */
function listsOf(terms: readonly string[]): List[] {
  const lists = new Map<string, List>();
  for (const term of terms) {
    for (const expression of termExpressions(term)) {
      const known = lists.get(expression);
      if (known) known.terms.add(term);
      else lists.set(expression, { expression, terms: new Set([term]) });
    }
  }
  return Array.from(lists.values());
}

export class Planner {
  readonly #probe: Statement<[string, number], number>;
  readonly #last: Statement<[], number>;

  constructor(database: Database) {
    this.#probe = database
      .prepare<[string, number], number>(`
        SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid < ?
        ORDER BY rowid DESC LIMIT 1 OFFSET ${probed - 1}`)
      .pluck();
    this.#last = database.prepare<[], number>('SELECT max(place) FROM search_texts').pluck();
  }

  /**
   * @param filters expressions that prove themselves, and what sounds are found by
   * @param start place before which results are looked for
   */
  plan(terms: readonly string[], filters: readonly string[], start: number): Plan {
    const lists = listsOf(terms);
    const chosen = lists.length <= 1 ? lists : this.#chosen(lists, start);
    const proven = new Set(chosen.flatMap((list) => Array.from(list.terms)).filter(isExact));
    return {
      expression: [...chosen.map(({ expression }) => expression), ...filters].join(' AND '),
      checked: terms.filter((term) => !proven.has(term)),
    };
  }

  /** The rarest list, and next to it those that are read sooner than the texts they spare. */
  #chosen(lists: readonly List[], start: number): List[] {
    const newest = Math.min(start, (this.#last.get() ?? 0) + 1);
    const measured = lists.map((list) => ({ list, entries: this.#entries(list, start, newest) }));
    measured.sort((left, right) => left.entries - right.entries);
    const rarest = measured[0]?.entries ?? 0;
    return measured
      .filter(({ entries }, index) => entries <= rarest * (mostTimes[index] ?? 0))
      .map(({ list }) => list);
  }

  /** Estimated entries of a list, as if it were everywhere as dense as at its newest end; exact enough to compare. */
  #entries({ expression }: List, start: number, newest: number): number {
    const place = this.#probe.get(expression, start);
    return place === undefined ? probed : (probed * newest) / (newest - place);
  }
}
