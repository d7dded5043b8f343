import type { Catalogue, CatalogueEntry } from '../../../main/contract/catalogue.ts';

/** A county's own entry, `990101.x.<number>`. */
export function ownEntry(number: number, changes: Partial<CatalogueEntry> = {}): CatalogueEntry {
  return {
    id: `990101.x.${number}`,
    title: '自来水水质检测结果',
    plainTitle: '自来水干不干净',
    module: 'village',
    columns: ['zw.village.3'],
    brightness: [],
    basis: '演示县公开办〔2026〕1号',
    deadline: 'month',
    review: ['secrecy', 'village'],
    names: 'full',
    vouchers: 'none',
    channels: ['terminal'],
    publicityDays: 0,
    form: ['table'],
    ...changes,
  };
}

/** A copy of `parent` as a child of it, with one entry changed. */
export function childOf(
  parent: Catalogue,
  changed: { id?: string; entry?: Partial<CatalogueEntry>; catalogue?: Partial<Catalogue> } = {},
): Catalogue {
  return {
    ...structuredClone(parent),
    id: `990101.${parent.kind}`,
    parent: parent.id,
    entries: parent.entries.map((entry) =>
      entry.id === changed.id ? { ...entry, ...changed.entry } : entry,
    ),
    ...changed.catalogue,
  };
}
