export {
  entriesOfBrightness,
  entriesOfColumn,
  entriesOfModule,
  entryById,
  moduleOf,
  tightestDeadline,
} from './lookup.ts';
export { readCatalogue } from './read.ts';
export { type ResolvedCatalogue, resolveCatalogue } from './resolve.ts';
export { type ShippedCatalogues, type ShippedKind, shippedCatalogues, shippedEntries } from './shipped.ts';
export { checkTightenOnly, isLater } from './tighten-only.ts';
