/** The county's own catalogues: which are signed, and where each of them is in force (R1.2). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCatalogue, resolveCatalogue } from '../../main/catalogue/index.ts';
import type { Catalogue, CatalogueEntry, VillageKind } from '../../main/contract/catalogue.ts';
import { LimitError, SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { Change, type County } from '../repository/county.ts';
import { divisionOf, type Registry } from '../repository/registry.ts';
import { cataloguePath, isCounty, isTownship, townshipOf } from '../repository/role-names.ts';

const targetPath = /^catalogue\/(.+)\.json$/;

/** Newest signed edition of each of the county's own catalogues, by name. @throws SanwuError `missing-file`, `malformed` */
export function installedCatalogues(county: County): Map<string, Catalogue> {
  const installed = new Map<string, Catalogue>();
  for (const [target, { sha256 }] of new Change(county).content('targets').targets) {
    const name = targetPath.exec(target)?.[1];
    if (name === undefined) continue;
    let bytes: Buffer;
    try {
      bytes = readFileSync(path.join(county.folder.targets, sha256));
    } catch (cause) {
      throw new SanwuError('missing-file', cataloguePath(name), { cause });
    }
    installed.set(name, readCatalogue(bytes, cataloguePath(name)));
  }
  return installed;
}

/** The division and everything above it, the county first. */
function chainOf(registry: Registry, code: string): string[] {
  if (isCounty(code)) return [registry.code];
  return isTownship(code) ? [registry.code, code] : [registry.code, townshipOf(code), code];
}

/** Whether `code` is `division` or lies below it. */
export function isBelow(registry: Registry, code: string, division: string): boolean {
  return chainOf(registry, code).includes(division);
}

/** Kinds of village that live by what is installed for a division. */
export function kindsIn(registry: Registry, code: string): VillageKind[] {
  const { kind } = divisionOf(registry, code);
  return kind === 'village' || kind === 'community' ? [kind] : ['village', 'community'];
}

/** Names of the county's own catalogues in force for a division: the county's, its township's, its own. */
export function ownCatalogueNames(registry: Registry, code: string): string[] {
  const installed = Object.entries(registry.catalogues ?? {});
  return [
    ...new Set(
      chainOf(registry, code).flatMap((division) =>
        installed.filter(([, divisions]) => divisions.includes(division)).map(([name]) => name),
      ),
    ),
  ];
}

/**
 * Catalogues of a terminal's settings: the shipped ones or what was set by hand, and the county's own.
 * @throws LimitError above `limits.terminalCatalogues`
 */
export function catalogueNames(
  registry: Registry,
  village: string,
  setByHand: readonly string[] = [...kindsIn(registry, village), 'columns', 'modules'],
): string[] {
  const names = [...new Set([...setByHand, ...ownCatalogueNames(registry, village)])];
  if (names.length > limits.terminalCatalogues)
    throw new LimitError('terminalCatalogues', `${village} catalogues`);
  return names;
}

/** Entries under which items of a division may be filed, by id: for a township or the county those of both kinds of village. */
export function entriesOf(
  county: County,
  registry: Registry,
  code: string,
): ReadonlyMap<string, CatalogueEntry> {
  const installed = installedCatalogues(county);
  const own = ownCatalogueNames(registry, code).flatMap((name) => installed.get(name) ?? []);
  const kinds = kindsIn(registry, code);
  return new Map(kinds.flatMap((kind) => [...resolveCatalogue(kind, own).byId]));
}
