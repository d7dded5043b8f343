/** One signer's work in one division: what is there, and how the next state of it is written. */
import { contentIndex, type ItemRecord } from '../../main/contract/content.ts';
import { canonicalJson } from '../../main/trust/digest.ts';
import { type KeyPair, sealKeyOf } from '../keys/key-pair.ts';
import { Change, type County } from '../repository/county.ts';
import { eachOf, putContent } from '../repository/files.ts';
import { contentRole, indexPath } from '../repository/role-names.ts';
import type { TargetsContent } from '../repository/tuf-json.ts';
import { nextIndex, type Packing } from './packing.ts';
import { CountyRefusal } from './refusal.ts';
import { SignerContent } from './signer-content.ts';

/** One line of `--json` output. */
export type ItemResult = { id: string; version: number; digest: string; state: ItemRecord['state'] };

/** Files written at the same moment. */
export const writers = 16;

/** The state of one signer in one division while a command works on it. */
export type Desk = {
  county: County;
  change: Change;
  role: string;
  roleContent: TargetsContent;
  content: SignerContent;
  key: KeyPair;
};

/** @throws CountyRefusal `foreign-signer` when the signer has no say in the division */
export async function openDesk(county: County, division: string, signer: string): Promise<Desk> {
  const change = new Change(county);
  const role = contentRole(division, signer);
  if (!change.tree.find(role)) throw new CountyRefusal('foreign-signer', role);
  const roleContent = change.content(role);
  const content = new SignerContent(county.folder.targets, division, signer, roleContent);
  return { county, change, role, roleContent, content, key: await change.keyOf(role) };
}

/** Writes packs and index, then stages the role that names the index. The caller commits. */
export async function stageContent(desk: Desk, packing: Packing, nextNumber: number): Promise<void> {
  const { county, content, key } = desk;
  const packed = packing.finish();
  const now = county.clock();
  const index = nextIndex(content, packed, { now, nextNumber, sealKey: sealKeyOf(key) });
  const bytes = Buffer.from(canonicalJson(contentIndex.parse(index)));
  await eachOf(packed.packs, writers, async (pack) => {
    await putContent(county.folder.targets, pack.bytes);
  });
  const sha256 = await putContent(county.folder.targets, bytes);
  desk.roleContent.targets.set(indexPath(content.division, content.signer), { length: bytes.length, sha256 });
  await desk.change.stage(desk.role, desk.roleContent, key);
}

/** Division and signer of an item id. */
export function idParts(id: string): { division: string; signer: string } {
  const [division = '', signer = ''] = id.split('.');
  return { division, signer };
}

/** The result line of a record; an erased item shows its last version. */
export function resultOf(record: ItemRecord): ItemResult {
  const { id, state } = record;
  if (record.state === 'erased') {
    const last = record.erasedVersions[record.erasedVersions.length - 1];
    return { id, version: last?.version ?? 1, digest: last?.digest ?? '', state };
  }
  const last = record.versions[record.versions.length - 1];
  return { id, version: record.versions.length, digest: last?.digest ?? '', state };
}
