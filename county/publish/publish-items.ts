/** Publishing for one division by one signer: items, corrections, withdrawals, in one step that counts or does not. */
import type { ItemRecord } from '../../main/contract/content.ts';
import { SanwuError } from '../../main/contract/errors.ts';
import { sha256Hex } from '../../main/trust/digest.ts';
import type { KeyPair } from '../keys/key-pair.ts';
import { alone, type County } from '../repository/county.ts';
import { eachOf, putContent, putContentFile } from '../repository/files.ts';
import { readRegistry } from '../repository/registry.ts';
import { type Desk, type ItemResult, idParts, openDesk, resultOf, stageContent, writers } from './desk.ts';
import { finishErasures } from './erasure.ts';
import { ItemNumbers } from './item-numbers.ts';
import { Packing } from './packing.ts';
import { CountyRefusal } from './refusal.ts';
import { corrected, type GivenAttachment, type ItemDraft, sealVersion, withdrawn } from './versions.ts';

/** One item with its history, where it has one. Instants are UTC ms; without `publishedAt` it is the county's clock. */
export type ItemToPublish = {
  draft: ItemDraft;
  publishedAt?: number;
  corrections?: { draft: ItemDraft; publishedAt: number; reason: string }[];
  withdrawn?: { at: number; reason: string };
};

export type PublishRequest = { division: string; signer: string; items: readonly ItemToPublish[] };

/** Copies files under their hash. @throws SanwuError `broken-file` when one is not what the draft says */
async function placeAttachments(county: County, attachments: readonly GivenAttachment[]): Promise<void> {
  const distinct = [...new Map(attachments.map((attachment) => [attachment.sha256, attachment])).values()];
  await eachOf(distinct, writers, async (attachment) => {
    const { targets } = county.folder;
    if ('bytes' in attachment) {
      if (sha256Hex(attachment.bytes) !== attachment.sha256)
        throw new SanwuError('broken-file', attachment.name);
      await putContent(targets, attachment.bytes);
      return;
    }
    const copied = await putContentFile(targets, attachment.path);
    if (copied.sha256 !== attachment.sha256 || copied.length !== attachment.length)
      throw new SanwuError('broken-file', attachment.path);
  });
}

function buildRecord(item: ItemToPublish, id: string, signer: string, now: number, key: KeyPair): ItemRecord {
  const publishedAt = item.publishedAt ?? now;
  const first = sealVersion(item.draft, { id, version: 1, signer, publishedAt }, key);
  const later = (item.corrections ?? []).map(({ draft, publishedAt: at, reason }, place) =>
    sealVersion(draft, { id, version: place + 2, signer, publishedAt: at, correction: { reason } }, key),
  );
  const record = { id, state: 'published' as const, versions: [first, ...later] };
  return item.withdrawn ? withdrawn(record, item.withdrawn.at, item.withdrawn.reason) : record;
}

/**
 * Publishes items. All or none: everything content-addressed is written first, the role's new metadata last.
 * @throws CountyRefusal (`foreign-signer`, `id-taken`, `id-foreign`, `nothing-to-publish`), SanwuError, LimitError
 */
export function publishItems(county: County, request: PublishRequest): Promise<ItemResult[]> {
  return alone(county, async () => {
    const { division, signer, items } = request;
    if (items.length === 0) throw new CountyRefusal('nothing-to-publish', division);
    await finishErasures(county);
    const desk = await openDesk(county, division, signer);
    const numbers = new ItemNumbers(desk.content, readRegistry(county.folder).erased);
    const ids = numbers.assign(items.map(({ draft }) => draft.requestedId));
    const now = county.clock();
    const packing = new Packing(desk.content);
    const files = items.flatMap(({ draft, corrections }) => [
      ...draft.attachments,
      ...(corrections ?? []).flatMap((correction) => correction.draft.attachments),
    ]);
    const records = items.map((item, place) => {
      if (item.draft.division !== division) throw new CountyRefusal('wrong-division', item.draft.division);
      return buildRecord(item, ids[place] ?? '', signer, now, desk.key);
    });
    await placeAttachments(county, files);
    for (const record of records) packing.put(record);
    await stageContent(desk, packing, numbers.next);
    await desk.change.commit();
    return records.map(resultOf);
  });
}

/** Finds an item that can still be changed. @throws CountyRefusal `unknown-item`, `already-erased` */
function shownItem(desk: Desk, id: string) {
  const found = desk.content.locate(id);
  if (!found) throw new CountyRefusal('unknown-item', id, 'not-found');
  const { part, record } = found;
  if (record.state === 'erased') throw new CountyRefusal('already-erased', id);
  return { part, record };
}

async function changeItem(
  county: County,
  id: string,
  update: (desk: Desk, record: ReturnType<typeof shownItem>['record']) => Promise<ItemRecord>,
): Promise<ItemResult> {
  return alone(county, async () => {
    await finishErasures(county);
    const { division, signer } = idParts(id);
    const desk = await openDesk(county, division, signer);
    const { part, record } = shownItem(desk, id);
    const next = await update(desk, record);
    const packing = new Packing(desk.content);
    packing.put(next, part);
    await stageContent(desk, packing, desk.content.index?.nextNumber ?? 1);
    await desk.change.commit();
    return resultOf(next);
  });
}

/** A further version of an item (R4.6). @throws CountyRefusal `already-withdrawn` among others */
export function correctItem(
  county: County,
  id: string,
  draft: ItemDraft,
  reason: string,
): Promise<ItemResult> {
  return changeItem(county, id, async (desk, record) => {
    if (record.state === 'withdrawn') throw new CountyRefusal('already-withdrawn', id);
    if (draft.division !== desk.content.division) throw new CountyRefusal('wrong-division', draft.division);
    const facts = {
      id,
      version: record.versions.length + 1,
      signer: desk.content.signer,
      publishedAt: county.clock(),
      correction: { reason },
    };
    const version = sealVersion(draft, facts, desk.key);
    await placeAttachments(county, draft.attachments);
    return corrected(record, version);
  });
}

/** Takes an item back; it stays visible as withdrawn, with the reason. */
export function withdrawItem(county: County, id: string, reason: string): Promise<ItemResult> {
  return changeItem(county, id, async (_desk, record) => {
    if (record.state === 'withdrawn') throw new CountyRefusal('already-withdrawn', id);
    return withdrawn(record, county.clock(), reason);
  });
}
