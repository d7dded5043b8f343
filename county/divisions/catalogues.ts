/** Installing a catalogue of the county's own: a target of `targets`, and its name in the settings of terminals (R1.2). */
import { readCatalogue } from '../../main/catalogue/index.ts';
import type { Catalogue } from '../../main/contract/catalogue.ts';
import { canonicalJson } from '../../main/trust/digest.ts';
import { SourceRefused } from '../publish/refusal.ts';
import { alone, Change, type County } from '../repository/county.ts';
import { putContent } from '../repository/files.ts';
import { divisionOf, type Registry, readRegistry, writeRegistry } from '../repository/registry.ts';
import { cataloguePath } from '../repository/role-names.ts';
import { type CatalogueProblem, catalogueProblems } from './catalogue-problems.ts';
import { installedCatalogues, isBelow } from './installed-catalogues.ts';
import { signSettings } from './terminals.ts';

export type InstalledCatalogue = { catalogue: string; version: number; terminals: string[] };

/** The registry with the catalogue in force for `division`; where none is named as before, at first in the whole county. */
function registryWith(registry: Registry, name: string, division: string | undefined): Registry {
  const before = registry.catalogues?.[name] ?? [];
  const added = division ?? (before.length > 0 ? undefined : registry.code);
  if (added !== undefined) divisionOf(registry, added);
  const divisions = added === undefined || before.includes(added) ? before : [...before, added];
  return { ...registry, catalogues: { ...registry.catalogues, [name]: divisions } };
}

function planned(county: County, catalogue: Catalogue, division: string | undefined) {
  const registry = registryWith(readRegistry(county.folder), catalogue.id, division);
  const divisions = registry.catalogues?.[catalogue.id] ?? [];
  const problems = catalogueProblems(catalogue, installedCatalogues(county), registry, divisions);
  return { registry, divisions, problems };
}

/**
 * Every reason against installing the catalogue; changes nothing.
 * @param division code of the county, township or village for which it is to be in force; see `addCatalogue`
 * @throws SanwuError `not-found` for an unknown division; LimitError
 */
export function checkCatalogue(county: County, catalogue: Catalogue, division?: string): CatalogueProblem[] {
  return planned(county, catalogue, division).problems;
}

/**
 * Signs the catalogue as `catalogue/<name>.json` and names it in the settings of the terminals it applies to; a newer edition
 * replaces the one before. Repeating an interrupted command completes it.
 * @param division where it is in force, with everything below; without it where it was before, at first in the whole county
 * @throws SourceRefused when it loosens its parent or has another mistake; SanwuError `not-found`; LimitError
 */
export function addCatalogue(
  county: County,
  catalogue: Catalogue,
  division?: string,
): Promise<InstalledCatalogue> {
  return alone(county, async () => {
    const { registry, divisions, problems } = planned(county, catalogue, division);
    const file = cataloguePath(catalogue.id);
    if (problems.length > 0) {
      const located = problems.map(({ path, ...rest }) => ({
        file,
        line: 0,
        field: path.join('.'),
        ...rest,
      }));
      throw new SourceRefused(located);
    }
    const bytes = Buffer.from(canonicalJson(catalogue));
    readCatalogue(bytes, file);
    const sha256 = await putContent(county.folder.targets, bytes);
    const change = new Change(county);
    const content = change.content('targets');
    if (content.targets.get(file)?.sha256 !== sha256) {
      content.targets.set(file, { length: bytes.length, sha256 });
      await change.stage('targets', content);
      await change.commit();
    }
    const terminals = registry.terminals.filter(({ village }) =>
      divisions.some((each) => isBelow(registry, village, each)),
    );
    await signSettings(county, registry, terminals);
    await writeRegistry(county.folder, registry);
    return { catalogue: catalogue.id, version: catalogue.version, terminals: terminals.map(({ id }) => id) };
  });
}
