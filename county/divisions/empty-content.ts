/** The first, empty index of a signer in a division: a role that is delegated must exist. */
import { type ContentIndex, contentIndex } from '../../main/contract/content.ts';
import { canonicalJson } from '../../main/trust/digest.ts';
import { type KeyPair, sealKeyOf } from '../keys/key-pair.ts';
import type { Change, County } from '../repository/county.ts';
import { putContent } from '../repository/files.ts';
import { contentRole, indexPath } from '../repository/role-names.ts';
import { emptyTargets } from '../repository/tuf-json.ts';

/** Stages `v/<division>/<signer>` with an empty index unless the role is there. */
export async function stageEmptyContent(
  county: County,
  change: Change,
  given: { division: string; signer: string; key: KeyPair },
): Promise<void> {
  const { division, signer, key } = given;
  const role = contentRole(division, signer);
  if (change.tree.find(role)) return;
  const index: ContentIndex = {
    type: 'sanwu.index',
    format: 1,
    division,
    signer,
    sequence: 1,
    issuedAt: county.clock(),
    nextNumber: 1,
    sealKey: sealKeyOf(key),
    packs: [],
  };
  const bytes = Buffer.from(canonicalJson(contentIndex.parse(index)));
  const sha256 = await putContent(county.folder.targets, bytes);
  const content = emptyTargets();
  content.targets.set(indexPath(division, signer), { length: bytes.length, sha256 });
  await change.stage(role, content, key);
}
