/** Before a correction: whether the new draft looks like another item, or loses what the old one promised. */
import { warningText } from '../../main/text/source.ts';
import { idParts } from '../publish/desk.ts';
import { SignerContent } from '../publish/signer-content.ts';
import { Change, type County } from '../repository/county.ts';
import { contentRole } from '../repository/role-names.ts';
import type { SourceDraft, SourceProblem } from '../source/source-types.ts';

/** The newest version that is shown; undefined for an item that cannot be corrected anyway. */
function presentVersion(county: County, id: string) {
  const { division, signer } = idParts(id);
  const change = new Change(county);
  const role = contentRole(division, signer);
  if (!change.tree.find(role)) return undefined;
  const content = new SignerContent(county.folder.targets, division, signer, change.content(role));
  const record = content.locate(id)?.record;
  return record?.state === 'erased' ? undefined : record?.versions.at(-1)?.content;
}

/** What the clerk should look at again; nothing of it refuses the correction. */
export function correctionDoubts(county: County, id: string, draft: SourceDraft): SourceProblem[] {
  const before = presentVersion(county, id);
  if (!before) return [];
  const doubts: SourceProblem[] = [];
  const doubt = (field: string, text: { message: string; remedy: string }) =>
    doubts.push({ file: draft.file, line: 1, field, ...text });
  if (!before.catalogue.some((entry) => draft.catalogue.includes(entry)))
    doubt('catalogue', warningText.otherCatalogue(before.catalogue, draft.catalogue));
  else if (before.module !== draft.module) doubt('catalogue', warningText.otherModule());
  if (before.kind !== draft.kind) doubt('kind', warningText.otherKind(before.kind, draft.kind));
  if (before.publicity && !draft.publicity) doubt('publicity', warningText.noPublicity());
  return doubts;
}
