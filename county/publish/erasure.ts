/**
 * Erasure (R1.5): what the law forbids to show leaves the folder, the tombstone stays. The intent is written down first, so
 * that a killed command is finished, or forgotten, by the next one.
 */
import type { ItemRecord } from '../../main/contract/content.ts';
import { alone, Change, type County } from '../repository/county.ts';
import { type Registry, readRegistry, type Tombstone, writeRegistry } from '../repository/registry.ts';
import { contentRole } from '../repository/role-names.ts';
import { sweepErased } from '../repository/sweep.ts';
import { type ItemResult, idParts, openDesk, resultOf, stageContent } from './desk.ts';
import { Packing } from './packing.ts';
import { CountyRefusal } from './refusal.ts';
import { SignerContent } from './signer-content.ts';
import { attachmentsOf, erased } from './versions.ts';

function recordOf(county: County, id: string): ItemRecord | undefined {
  const { division, signer } = idParts(id);
  const change = new Change(county);
  const role = contentRole(division, signer);
  if (!change.tree.find(role)) return undefined;
  return new SignerContent(county.folder.targets, division, signer, change.content(role)).locate(id)?.record;
}

async function purge(county: County, registry: Registry, tombstone: Tombstone): Promise<void> {
  await sweepErased(county.folder, tombstone.pending ?? []);
  delete tombstone.pending;
  await writeRegistry(county.folder, registry);
}

/** Finishes erasures that a killed command left half way, and forgets those that never counted. */
export async function finishErasures(county: County): Promise<void> {
  const registry = readRegistry(county.folder);
  for (const tombstone of registry.erased.filter(({ pending }) => pending !== undefined)) {
    if (recordOf(county, tombstone.id)?.state === 'erased') await purge(county, registry, tombstone);
    else {
      registry.erased = registry.erased.filter((kept) => kept !== tombstone);
      await writeRegistry(county.folder, registry);
    }
  }
}

/**
 * Erases an item: content leaves packs, old packs and indexes, and its files, unless another item shows the same file.
 * @throws CountyRefusal `unknown-item`, `already-erased`, `foreign-signer`
 */
export function eraseItem(county: County, id: string, reason: string): Promise<ItemResult> {
  return alone(county, async () => {
    await finishErasures(county);
    const { division, signer } = idParts(id);
    const desk = await openDesk(county, division, signer);
    const found = desk.content.locate(id);
    if (!found) throw new CountyRefusal('unknown-item', id, 'not-found');
    if (found.record.state === 'erased') throw new CountyRefusal('already-erased', id);
    const at = county.clock();
    const tombstone: Tombstone = { id, at, reason, pending: attachmentsOf(found.record) };
    const registry = readRegistry(county.folder);
    registry.erased.push(tombstone);
    await writeRegistry(county.folder, registry);
    const next = erased(found.record, at, reason);
    const packing = new Packing(desk.content);
    packing.put(next, found.part);
    await stageContent(desk, packing, desk.content.index?.nextNumber ?? 1);
    await desk.change.commit();
    await purge(county, registry, tombstone);
    return resultOf(next);
  });
}
