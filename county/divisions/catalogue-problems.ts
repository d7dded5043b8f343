/** What keeps a catalogue from being installed, before anything is signed (R1.2: a catalogue that loosens its parent is refused). */
import { isDeepStrictEqual } from 'node:util';
import { resolveCatalogue } from '../../main/catalogue/index.ts';
import {
  type Catalogue,
  type CatalogueRefusal,
  ownEntryId,
  type TightenViolation,
  type VillageKind,
} from '../../main/contract/catalogue.ts';
import { catalogueText } from '../../main/text/catalogue.ts';
import type { Registry } from '../repository/registry.ts';
import { catalogueNames, isBelow, kindsIn, ownCatalogueNames } from './installed-catalogues.ts';

/** One mistake; `path` leads to the field in the catalogue's file. */
export type CatalogueProblem = { path: string[]; message: string; remedy: string };

const { install, remedy, violation: violationText } = catalogueText;

/** The field by which a violation is mended. */
function fieldOf(catalogue: Catalogue, violation: TightenViolation): string[] {
  if (violation.kind === 'other-kind') return ['kind'];
  const place = catalogue.entries.findIndex(({ id }) => id === violation.entry);
  if (place < 0) return ['entries'];
  const fields = { 'missing-channel': 'channels', 'later-deadline': 'deadline' } as const;
  const field = violation.kind in fields ? fields[violation.kind as keyof typeof fields] : 'id';
  return ['entries', String(place), field];
}

function ofRefusal(catalogue: Catalogue, refusal: CatalogueRefusal): CatalogueProblem[] {
  if (refusal.catalogue !== catalogue.id) {
    return catalogueText.refusal(refusal).map((reason) => ({
      path: ['entries'],
      message: install.installed(refusal.catalogue, reason),
      remedy: install.mendRefusal,
    }));
  }
  if (refusal.kind === 'loosens') {
    return refusal.violations.map((violation) => ({
      path: fieldOf(catalogue, violation),
      message: violationText(violation),
      remedy: remedy[violation.kind],
    }));
  }
  const path = refusal.kind === 'shipped-name' || catalogue.parent === undefined ? ['id'] : ['parent'];
  return catalogueText.refusal(refusal).map((message) => ({ path, message, remedy: install.mendRefusal }));
}

/** The catalogue and everything that it refines, by name. */
function lineage(catalogue: Catalogue, others: ReadonlyMap<string, Catalogue>): Set<string> {
  const names = new Set<string>();
  for (let each: Catalogue | undefined = catalogue; each && !names.has(each.id); ) {
    names.add(each.id);
    each = each.parent === undefined ? undefined : others.get(each.parent);
  }
  return names;
}

/** Own entries must have the county's digits and a number that no unrelated catalogue has given away. */
function ofOwnEntries(
  catalogue: Catalogue,
  digits: string,
  others: ReadonlyMap<string, Catalogue>,
): CatalogueProblem[] {
  const isRelated = (other: Catalogue) =>
    lineage(catalogue, others).has(other.id) ||
    lineage(other, new Map([...others, [catalogue.id, catalogue]])).has(catalogue.id);
  const strangers = [...others.values()].filter((other) => !isRelated(other));
  return catalogue.entries.flatMap(({ id, title }, place): CatalogueProblem[] => {
    const path = ['entries', String(place), 'id'];
    if (!ownEntryId.safeParse(id).success) {
      if (catalogue.kind !== 'county' || catalogue.parent !== undefined) return [];
      const message = violationText({ kind: 'foreign-entry', entry: id, title });
      return [{ path, message, remedy: remedy['foreign-entry'] }];
    }
    if (!id.startsWith(`${digits}.`)) {
      const message = install.foreignDigits(id, title, digits);
      return [{ path, message, remedy: install.ownDigits(digits) }];
    }
    const holder = strangers.find((other) => other.entries.some((entry) => entry.id === id));
    if (holder === undefined) return [];
    const message = install.usedElsewhere(id, title, holder.id);
    return [{ path, message, remedy: install.anotherNumber }];
  });
}

/** Divisions whose catalogues change when one is installed for `division`, each kind and list of names once. */
function scopes(registry: Registry, division: string): { kind: VillageKind; names: string[] }[] {
  const codes = [
    division,
    ...registry.townships.map(({ code }) => code),
    ...registry.villages.map(({ code }) => code),
  ];
  const found = new Map<string, { kind: VillageKind; names: string[] }>();
  for (const code of codes.filter((each) => isBelow(registry, each, division))) {
    const names = ownCatalogueNames(registry, code);
    catalogueNames(registry, code);
    for (const kind of kindsIn(registry, code)) found.set([kind, ...names].join(' '), { kind, names });
  }
  return [...found.values()];
}

/**
 * Every reason against installing `catalogue`, none when it may be signed.
 * @param installed signed editions by name, the one that it replaces included
 * @param after the registry as it would be afterwards
 * @param divisions where the catalogue would be in force
 * @throws SanwuError `not-found` for an unknown division; LimitError where a terminal would have too many catalogues
 */
export function catalogueProblems(
  catalogue: Catalogue,
  installed: ReadonlyMap<string, Catalogue>,
  after: Registry,
  divisions: readonly string[],
): CatalogueProblem[] {
  const problems: CatalogueProblem[] = [];
  const before = installed.get(catalogue.id);
  if (before && before.version >= catalogue.version && !isDeepStrictEqual(before, catalogue)) {
    const [message, mend] = [install.notNewer(before.version), install.raiseVersion(before.version)];
    problems.push({ path: ['version'], message, remedy: mend });
  }
  const { kind } = catalogue;
  const isForOneKind = kind === 'village' || kind === 'community';
  if (isForOneKind && divisions.some((division) => !kindsIn(after, division).includes(kind)))
    problems.push({ path: ['kind'], message: install.wrongKind(kind), remedy: install.mendKind });
  const others = new Map([...installed].filter(([name]) => name !== catalogue.id));
  problems.push(...ofOwnEntries(catalogue, after.code.slice(0, 6), others));
  const all = new Map([...others, [catalogue.id, catalogue]]);
  for (const scope of divisions.flatMap((division) => scopes(after, division))) {
    const names = scope.names.flatMap((name) => all.get(name) ?? []);
    const { refused } = resolveCatalogue(scope.kind, names);
    problems.push(...refused.flatMap((refusal) => ofRefusal(catalogue, refusal)));
  }
  const seen = new Set<string>();
  return problems.filter(({ path, message }) => {
    const key = [...path, message].join('\n');
    return !seen.has(key) && seen.add(key);
  });
}
