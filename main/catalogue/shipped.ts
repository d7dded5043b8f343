/** The catalogues that come with the product (requirement row R1.2), validated once, when first asked for. */
import { type Catalogue, type CatalogueEntry, type CatalogueKind, catalogue } from '../contract/catalogue.ts';
import columns from './data/columns.json' with { type: 'json' };
import community from './data/community.json' with { type: 'json' };
import modules from './data/modules.json' with { type: 'json' };
import village from './data/village.json' with { type: 'json' };

/** A shipped catalogue has the name of its kind. */
export type ShippedKind = Exclude<CatalogueKind, 'county'>;
export type ShippedCatalogues = Readonly<Record<ShippedKind, Catalogue>>;

let catalogues: ShippedCatalogues | undefined;
let entries: ReadonlyMap<string, CatalogueEntry> | undefined;

/**
 * `village` and `community` (seed 003, both annexes), `columns` (5/7/3, seed 001), `modules` (six modules and their
 * sub-items, seed 000), entries in the source's order. A fault in the data is a bug and throws zod's error.
 */
export function shippedCatalogues(): ShippedCatalogues {
  catalogues ??= {
    village: catalogue.parse(village),
    community: catalogue.parse(community),
    columns: catalogue.parse(columns),
    modules: catalogue.parse(modules),
  };
  return catalogues;
}

/** Every shipped entry, of villages and communities alike, by its id. */
export function shippedEntries(): ReadonlyMap<string, CatalogueEntry> {
  entries ??= new Map(
    Object.values(shippedCatalogues()).flatMap((each) =>
      each.entries.map((entry) => [entry.id, entry] as const),
    ),
  );
  return entries;
}
