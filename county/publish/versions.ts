/** From a draft to a signed version, and what becomes of it later: corrected, withdrawn, erased (R1.5). */
import {
  type Attachment,
  type ItemRecord,
  type ItemVersion,
  itemVersion,
  type SealedVersion,
} from '../../main/contract/content.ts';
import { SanwuError } from '../../main/contract/errors.ts';
import { itemDigest } from '../../main/trust/digest.ts';
import { sealDigest } from '../../main/trust/seal.ts';
import type { KeyPair } from '../keys/key-pair.ts';
import type { DraftAttachment, SourceDraft } from '../source/source-types.ts';

/** A file of a draft: on disk, or in memory. */
export type GivenAttachment = DraftAttachment | (Attachment & { bytes: Uint8Array });

/** What is to be published. A source's draft is one. */
export type ItemDraft = Omit<SourceDraft, 'attachments' | 'file'> & {
  file?: string;
  attachments: GivenAttachment[];
};

export type VersionFacts = {
  id: string;
  version: number;
  signer: string;
  publishedAt: number;
  correction?: { reason: string };
};

type PublishedRecord = Extract<ItemRecord, { state: 'published' }>;
export type ShownRecord = Exclude<ItemRecord, { state: 'erased' }>;

function withoutPath(given: GivenAttachment): Attachment {
  const { sha256, length, mediaType, name, title, voucherFor, access } = given;
  return {
    sha256,
    length,
    mediaType,
    name,
    access,
    ...(title === undefined ? {} : { title }),
    ...(voucherFor === undefined ? {} : { voucherFor }),
  };
}

/** Completes and seals a draft. @throws SanwuError `malformed` where the draft breaks the contract */
export function sealVersion(draft: ItemDraft, facts: VersionFacts, key: KeyPair): SealedVersion {
  const { requestedId: _requested, file, attachments, ...content } = draft;
  const candidate = { ...content, ...facts, attachments: attachments.map(withoutPath) };
  const parsed = itemVersion.safeParse(candidate);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new SanwuError('malformed', file ?? facts.id, { cause: parsed.error, detail: field });
  }
  return reseal(parsed.data, key);
}

/** Seals a version with (another) key; the digest stays what it is. */
export function reseal(content: ItemVersion, key: KeyPair): SealedVersion {
  const digest = itemDigest(content);
  return { digest, seal: sealDigest(digest, key.privateKey), content };
}

function lastVersion(record: ShownRecord): SealedVersion {
  const last = record.versions[record.versions.length - 1];
  if (!last) throw new SanwuError('malformed', record.id);
  return last;
}

/** A further version in front; the older ones stay, superseded. */
export function corrected(record: ShownRecord, version: SealedVersion): PublishedRecord {
  return { id: record.id, state: 'published', versions: [...record.versions, version] };
}

export function withdrawn(record: ShownRecord, at: number, reason: string): ItemRecord {
  return { id: record.id, state: 'withdrawn', withdrawn: { at, reason }, versions: record.versions };
}

/** The tombstone: reason, and numbers and digests of what there was. */
export function erased(record: ShownRecord, at: number, reason: string): ItemRecord {
  const first = record.versions[0]?.content ?? lastVersion(record).content;
  return {
    id: record.id,
    state: 'erased',
    erased: { at, reason },
    module: lastVersion(record).content.module,
    publishedAt: first.publishedAt,
    erasedVersions: record.versions.map(({ digest, content }) => ({ version: content.version, digest })),
  };
}

/** Hashes of all files that the item's versions name. */
export function attachmentsOf(record: ShownRecord): string[] {
  const hashes = record.versions.flatMap(({ content }) => content.attachments.map((file) => file.sha256));
  return [...new Set(hashes)];
}
