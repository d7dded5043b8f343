/** Places of items in the search index: rowids in publish order, so that "newest first" is the index's own order. */
import type { ItemVersion } from '../contract/content.ts';
import type { ItemIndexer } from './indexer.ts';
import type { WriteStatements } from './write-statements.ts';

/** Gap left behind each place for an item that is published earlier and arrives later. Wider gaps make the index larger. */
const stride = 2;
/** With more late arrivals than this, and more than a tenth of all, building anew is cheaper than squeezing in. */
const fewLate = 64;

/** An item that needs a place. `publishedAt`: UTC ms. */
export interface Unplaced {
  readonly number: number;
  readonly publishedAt: number;
}

export class Placement {
  readonly #statements: WriteStatements;
  readonly #indexer: ItemIndexer;
  readonly #titles: (content: ItemVersion) => string[];

  /** @param titles titles of the catalogue entries under which an item is filed */
  constructor(statements: WriteStatements, indexer: ItemIndexer, titles: (content: ItemVersion) => string[]) {
    this.#statements = statements;
    this.#indexer = indexer;
    this.#titles = titles;
  }

  /** Places and indexes items that have no place. */
  place(unplaced: readonly Unplaced[]): void {
    const sorted = [...unplaced].sort((a, b) => a.publishedAt - b.publishedAt || a.number - b.number);
    const last = this.#statements.last.get() ?? { place: 0, publishedAt: Number.NEGATIVE_INFINITY };
    const late = sorted.filter(({ publishedAt }) => publishedAt < last.publishedAt);
    const placed = this.#statements.placed.get()?.count ?? 0;
    if (late.length > Math.max(fewLate, placed / 10)) return this.rebuild();
    for (const item of late) {
      const place = this.#between(item.publishedAt);
      if (place === undefined) return this.rebuild();
      this.#add(item.number, place);
    }
    let end = last.place ?? 0;
    for (const item of sorted.slice(late.length)) {
      end += stride;
      this.#add(item.number, end);
    }
  }

  /** A free place behind everything published up to then; `undefined` where the gap is used up. */
  #between(publishedAt: number): number | undefined {
    const before = this.#statements.placeBefore.get({ publishedAt })?.place ?? 0;
    const after = this.#statements.placeAfter.get({ place: before })?.place;
    if (after === undefined || after === null) return before + stride;
    const middle = Math.floor((before + after) / 2);
    return middle > before ? middle : undefined;
  }

  #add(number: number, place: number): void {
    this.#statements.setPlace.run({ number, place });
    this.#indexer.add(place, () => {
      const row = this.#statements.newestContent.get({ number });
      if (!row?.content) throw new Error('an item that is not erased has content');
      const content = JSON.parse(row.content) as ItemVersion;
      return { content, catalogueTitles: this.#titles(content), year: row.year, files: this.#files(content) };
    });
  }

  #files({ attachments }: ItemVersion): string[] {
    const open = attachments.filter(({ access }) => access === 'all');
    return open.flatMap(({ sha256 }) => this.#statements.fileText.get({ sha256 })?.text || []);
  }

  /** Indexes an item anew where it stands. */
  replace(number: number, place: number): void {
    this.#indexer.remove(place);
    this.#add(number, place);
  }

  /** Gives every item a new place and indexes all anew. */
  rebuild(): void {
    this.#indexer.clear();
    this.#statements.clearPlaces.run();
    for (const [index, { number }] of this.#statements.inOrder.all().entries()) {
      this.#add(number, (index + 1) * stride);
    }
  }
}
