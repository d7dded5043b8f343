/** Questions to a catalogue: by id, module, column, brightness. Without a resolved catalogue they go to the shipped entries. */
import type { Brightness, CatalogueEntry, Deadline } from '../contract/catalogue.ts';
import type { ModuleId } from '../contract/content.ts';
import type { ResolvedCatalogue } from './resolve.ts';
import { shippedEntries } from './shipped.ts';
import { isLater } from './tighten-only.ts';

type Entries = ReadonlyMap<string, CatalogueEntry>;

/** The entry of this id, or undefined where the catalogue has none. */
export function entryById(id: string, entries: Entries = shippedEntries()): CatalogueEntry | undefined {
  return entries.get(id);
}

/** The home screen's module under which items of this entry stand, or undefined for an unknown id. */
export function moduleOf(id: string, entries: Entries = shippedEntries()): ModuleId | undefined {
  return entries.get(id)?.module;
}

/** Entries of one module, sub-items of the module first (requirement row R1.1). */
export function entriesOfModule(resolved: ResolvedCatalogue, module: ModuleId): CatalogueEntry[] {
  return resolved.entries.filter((entry) => entry.module === module);
}

/** Entries found under a 5/7/3 column, whichever place it has among their columns. */
export function entriesOfColumn(resolved: ResolvedCatalogue, column: string): CatalogueEntry[] {
  return resolved.entries.filter((entry) => entry.columns.includes(column));
}

/** Entries of one of the five brightnesses, the second way in (requirement row R1.12). */
export function entriesOfBrightness(resolved: ResolvedCatalogue, brightness: Brightness): CatalogueEntry[] {
  return resolved.entries.filter((entry) => entry.brightness.includes(brightness));
}

/** The tightest deadline among the entries an item is filed under; undefined where none of the ids is known. */
export function tightestDeadline(
  ids: readonly string[],
  entries: Entries = shippedEntries(),
): Deadline | undefined {
  const known = ids.flatMap((id) => entries.get(id)?.deadline ?? []);
  return known.reduce<Deadline | undefined>(
    (tightest, each) => (tightest === undefined || isLater(tightest, each) ? each : tightest),
    undefined,
  );
}
