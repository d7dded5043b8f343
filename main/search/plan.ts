/**
 * Which lists of the index a query reads, and what it checks in the texts instead. An entry of a list costs some nanoseconds, a
 * text some microseconds: a rare list and the texts it names are soon read, several lists of frequent words are not.
 */
import type { Database, Statement } from 'better-sqlite3';
import { isExact } from './codes.ts';
import { type Cursor, inAll, inAny, inBoth, ListCursor, Lists } from './lists.ts';
import { termCodes } from './tokens.ts';

/** Lists by their codes, as they are combined. */
export type Wanted = number | { readonly all: readonly Wanted[] } | { readonly any: readonly Wanted[] };

/**
 * A second list and a third are read where they have at most this many times the entries of the rarest. The fewer texts are left
 * to be spared, the less; and neighbours of one phrase mostly stand in the same texts. Found by measuring (decisions/040).
 */
const mostTimes = [1, 300, 30];

export interface Plan {
  /** Places that may have what is looked for. */
  readonly cursor: Cursor;
  /** Terms that the lists do not prove: to be looked for in the texts themselves. */
  readonly checked: readonly string[];
}

interface Measured {
  readonly cursor: Cursor;
  /** About how many. */
  readonly entries: number;
}

interface TermList extends Measured {
  readonly terms: readonly string[];
}

const byEntries = (left: Measured, right: Measured) => left.entries - right.entries;

/** A list that is at most so many times as long as another is walked beside it, a longer one leapt through. */
const walkedTimes = 12;

/** Places that all have. @param all the rarest first */
function meeting(all: readonly Measured[]): Cursor {
  const [first, second, ...others] = all;
  const rest = others.map(({ cursor }) => cursor);
  const isWalked =
    first?.cursor instanceof ListCursor &&
    second?.cursor instanceof ListCursor &&
    second.entries <= first.entries * walkedTimes;
  if (isWalked) return inAll([inBoth(first.cursor as ListCursor, second.cursor as ListCursor), ...rest]);
  return inAll(all.map(({ cursor }) => cursor));
}

/** Terms by the lists in which they stand. */
function termsByCode(terms: readonly string[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const term of terms) {
    for (const code of termCodes(term)) {
      const known = found.get(code);
      if (known) known.push(term);
      else found.set(code, [term]);
    }
  }
  return found;
}

export class Planner {
  readonly #lists: Lists;
  readonly #last: Statement<[], number>;

  constructor(database: Database) {
    this.#lists = new Lists(database);
    this.#last = database.prepare<[], number>('SELECT max(place) FROM search_texts').pluck();
  }

  /**
   * @param needed lists that prove themselves, or are proven otherwise
   * @param start place before which results are looked for
   */
  plan(terms: readonly string[], needed: readonly Wanted[], start: number): Plan {
    const newest = Math.min(start - 1, this.#last.get() ?? 0);
    const lists = Array.from(termsByCode(terms), ([code, its]) => ({
      ...this.#measured(code, newest),
      terms: its,
    })).sort(byEntries);
    const rarest = lists[0]?.entries ?? 0;
    const chosen: TermList[] = lists.filter(
      ({ entries }, index) => entries <= rarest * (mostTimes[index] ?? 0),
    );
    const proven = new Set(chosen.flatMap((list) => list.terms).filter(isExact));
    const all = [...chosen, ...needed.map((wanted) => this.#measured(wanted, newest))].sort(byEntries);
    return {
      cursor: meeting(all),
      checked: terms.filter((term) => !proven.has(term)),
    };
  }

  #measured(wanted: Wanted, newest: number): Measured {
    if (typeof wanted === 'number') {
      const cursor = this.#lists.cursor(wanted);
      return { cursor, entries: cursor.entries(newest) };
    }
    if ('any' in wanted) {
      const parts = wanted.any.map((part) => this.#measured(part, newest));
      const entries = parts.reduce((sum, part) => sum + part.entries, 0);
      return { cursor: inAny(parts.map(({ cursor }) => cursor)), entries };
    }
    const parts = wanted.all.map((part) => this.#measured(part, newest)).sort(byEntries);
    return { cursor: meeting(parts), entries: parts[0]?.entries ?? 0 };
  }
}
