/** What lists and pages say of a catalogue entry: the catalogue in force for this village, in its own order. */
import { resolveCatalogue, shippedEntries } from '../catalogue/index.ts';
import type { CatalogueTitle } from '../content/content-types.ts';
import type { Catalogue, VillageKind } from '../contract/catalogue.ts';

export class CatalogueTitles {
  #titles = new Map<string, CatalogueTitle>();

  constructor(kind: VillageKind) {
    this.adopt(kind, []);
  }

  /** Takes the catalogues that the county installed for this village. Entries of other shipped catalogues keep their titles. */
  adopt(kind: VillageKind, installed: readonly Catalogue[]): void {
    const { entries } = resolveCatalogue(kind, installed);
    const all = [...entries, ...shippedEntries().values()];
    this.#titles = new Map();
    for (const [order, entry] of all.entries()) {
      if (!this.#titles.has(entry.id)) this.#titles.set(entry.id, { ...entry, order });
    }
  }

  /** Ids of the entries that belong to a 5/7/3 column before any other, the column's own first. */
  inColumn(column: string): readonly string[] {
    const others = [...this.#titles].filter(([, { columns }]) => columns?.[0] === column);
    return [...new Set([column, ...others.map(([id]) => id)])];
  }

  find(id: string): CatalogueTitle | undefined {
    return this.#titles.get(id);
  }
}
