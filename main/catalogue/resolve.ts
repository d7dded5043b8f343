/** Which entries hold for a village or community, from the shipped catalogues and those its county and township installed. */
import type { Catalogue, CatalogueEntry, CatalogueRefusal, VillageKind } from '../contract/catalogue.ts';
import { type ShippedCatalogues, shippedCatalogues } from './shipped.ts';
import { checkTightenOnly } from './tighten-only.ts';

/** Catalogue in force for one kind of village. */
export interface ResolvedCatalogue {
  readonly kind: VillageKind;
  /** Six modules first, then village or community, the 5/7/3 columns, the county's further entries; each in its own order. */
  readonly entries: readonly CatalogueEntry[];
  readonly byId: ReadonlyMap<string, CatalogueEntry>;
  readonly refused: readonly CatalogueRefusal[];
}

/** Of each name the newest edition, in the order of first mention. */
function newestEditions(catalogues: readonly Catalogue[]): Catalogue[] {
  const byName = new Map<string, Catalogue>();
  for (const each of catalogues) {
    const known = byName.get(each.id);
    if (known === undefined || each.version > known.version) byName.set(each.id, each);
  }
  return [...byName.values()];
}

/** The catalogue that `child` must not loosen; a village catalogue that names none refines the shipped one. */
function parentName(child: Catalogue): string | undefined {
  return child.parent ?? (child.kind === 'county' ? undefined : child.kind);
}

/** From a catalogue down to the most specific one that refines it; what may not refine it goes to `refused`. */
function mostSpecific(root: Catalogue, waiting: Set<Catalogue>, refused: CatalogueRefusal[]): Catalogue {
  let current = root;
  for (;;) {
    const children = [...waiting].filter((each) => parentName(each) === current.id);
    let next: Catalogue | undefined;
    for (const child of children) {
      waiting.delete(child);
      const violations = checkTightenOnly(current, child);
      if (violations.length > 0) refused.push({ catalogue: child.id, kind: 'loosens', violations });
      else if (next) refused.push({ catalogue: child.id, kind: 'second-child', parent: current.id });
      else next = child;
    }
    if (next === undefined) return current;
    current = next;
  }
}

/**
 * What is in force for a `village` or `community`. `installed` are the catalogues that apply to it (its county's, its township's):
 * of one name the newest edition counts; each is held against its parent, and what loosens it is refused and named.
 * Catalogues for the other kind of village are left aside. An id that two catalogues add keeps its first entry.
 */
export function resolveCatalogue(kind: VillageKind, installed: readonly Catalogue[]): ResolvedCatalogue {
  const shipped: ShippedCatalogues = shippedCatalogues();
  const other: VillageKind = kind === 'village' ? 'community' : 'village';
  const refused: CatalogueRefusal[] = [];
  const waiting = new Set<Catalogue>();
  for (const each of newestEditions(installed)) {
    if (each.kind === other) continue;
    if (Object.hasOwn(shipped, each.id)) refused.push({ catalogue: each.id, kind: 'shipped-name' });
    else waiting.add(each);
  }
  const roots = [shipped.modules, shipped[kind], shipped.columns];
  for (const each of waiting) {
    if (parentName(each) !== undefined) continue;
    waiting.delete(each);
    roots.push(each);
  }
  const inForce = roots.map((root) => mostSpecific(root, waiting, refused));
  for (const each of waiting) {
    refused.push({ catalogue: each.id, kind: 'no-parent', parent: parentName(each) ?? '' });
  }
  const byId = new Map<string, CatalogueEntry>();
  for (const entry of inForce.flatMap((each) => each.entries)) {
    if (!byId.has(entry.id)) byId.set(entry.id, entry);
  }
  return { kind, entries: [...byId.values()], byId, refused };
}
