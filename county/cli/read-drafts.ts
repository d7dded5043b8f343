/** Sources on the command line become drafts, checked against what the county has. */
import { entriesOf } from '../divisions/installed-catalogues.ts';
import { idParts } from '../publish/desk.ts';
import { SourceRefused } from '../publish/refusal.ts';
import { SignerContent } from '../publish/signer-content.ts';
import { Change, type County } from '../repository/county.ts';
import { type Division, divisionOf, readRegistry } from '../repository/registry.ts';
import { contentRole } from '../repository/role-names.ts';
import { readSources } from '../source/read-sources.ts';
import type { SourceDraft, SourceProblem } from '../source/source-types.ts';

/** Whether an item is published somewhere in the county, for `follows`. */
function itemLookup(county: County): (id: string) => boolean {
  const change = new Change(county);
  const contents = new Map<string, SignerContent | undefined>();
  return (id) => {
    const { division, signer } = idParts(id);
    const role = contentRole(division, signer);
    if (!contents.has(role)) {
      const content = change.tree.find(role) && change.content(role);
      contents.set(role, content && new SignerContent(county.folder.targets, division, signer, content));
    }
    return contents.get(role)?.locate(id) !== undefined;
  };
}

/** Whose disclosure it is: that of the division it is published for, whoever signs it (the signer stands in the id). */
function sourceOf(kind: Division['kind']): SourceDraft['source'] {
  return kind === 'county' || kind === 'township' ? kind : 'village';
}

/**
 * @param given `warn` takes what should be looked at again, also of sources that are refused
 * @throws SourceRefused with every mistake of every file; SanwuError `not-found` for an unknown division
 */
export async function readDrafts(
  county: County,
  given: {
    division: string;
    signer: string;
    sources: readonly string[];
    warn: (warnings: readonly SourceProblem[]) => void;
  },
): Promise<SourceDraft[]> {
  const registry = readRegistry(county.folder);
  const division = divisionOf(registry, given.division);
  const entries = entriesOf(county, registry, division.code);
  const { drafts, problems, warnings } = await readSources(given.sources, {
    division: division.code,
    divisionKind: division.kind,
    source: sourceOf(division.kind),
    catalogueEntry: (id) => entries.get(id),
    catalogueIds: [...entries.keys()],
    now: county.clock(),
    itemExists: itemLookup(county),
    ...(registry.demo ? { demo: true } : {}),
  });
  given.warn(warnings);
  if (problems.length > 0) throw new SourceRefused(problems);
  return drafts;
}
