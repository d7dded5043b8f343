/** What a signer sent must agree with itself and with who may speak: division, signer, ids, digests, seals. */
import type { KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { type Catalogue, catalogue } from '../contract/catalogue.ts';
import {
  type ContentIndex,
  contentIndex,
  type ItemRecord,
  type Pack,
  pack,
  type SealedVersion,
} from '../contract/content.ts';
import { LimitError, SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import { cataloguePath } from '../contract/roles.ts';
import { type TerminalSettings, terminalSettings } from '../contract/settings.ts';
import {
  type SoftwareOffer,
  type SoftwarePlatform,
  softwareOffer,
  softwarePath,
} from '../contract/software.ts';
import { parseBoundedJson } from '../trust/bounded-json.ts';
import { itemDigest } from '../trust/digest.ts';
import { ed25519PublicKey, verifySeal } from '../trust/seal.ts';

/** What is too large, too many or too long is refused by the name of the field that limits.ts bounds. */
function parse<Value>(schema: z.ZodType<Value>, bytes: Uint8Array, maxBytes: number, subject: string): Value {
  const parsed = schema.safeParse(parseBoundedJson(bytes, maxBytes, subject));
  if (parsed.success) return parsed.data;
  const tooMuch = parsed.error.issues.find(({ code }) => code === 'too_big');
  if (tooMuch)
    throw new LimitError(tooMuch.path.filter((part) => typeof part === 'string').join('.'), subject);
  throw new SanwuError('malformed', subject);
}

/** @throws SanwuError `foreign-content`, `malformed`; LimitError */
export function readIndex(bytes: Uint8Array, division: string, signer: string): ContentIndex {
  const subject = `v/${division}/${signer}`;
  const index = parse(contentIndex, bytes, limits.indexBytes, subject);
  if (index.division !== division || index.signer !== signer) {
    throw new SanwuError('foreign-content', subject);
  }
  const places = index.packs.map((entry) => `${entry.module}/${entry.year}/${entry.part}`);
  const hashes = index.packs.map((entry) => entry.sha256);
  if (new Set(places).size !== places.length || new Set(hashes).size !== hashes.length) {
    throw new SanwuError('malformed', subject);
  }
  return index;
}

/** Form only: what was checked in full before is read like this again. */
export function parsePack(bytes: Uint8Array, sha256: string): Pack {
  return parse(pack, bytes, limits.packBytes, `targets/${sha256}`);
}

/**
 * @param index the verified index that names the pack
 * @param ids ids seen in the index's other packs; this pack's are added
 * @throws SanwuError `foreign-content`, `malformed`, `bad-signature`, `rollback` (an erased item came back)
 */
export async function checkPack(
  found: Pack,
  sha256: string,
  index: ContentIndex,
  ids: Set<string>,
  isTombstoned: (id: string) => boolean,
): Promise<void> {
  const subject = `targets/${sha256}`;
  const entry = index.packs.find((candidate) => candidate.sha256 === sha256);
  if (found.division !== index.division || found.signer !== index.signer) {
    throw new SanwuError('foreign-content', subject);
  }
  const agrees = entry?.module === found.module && entry.year === found.year && entry.part === found.part;
  if (!agrees || entry.items !== found.items.length) throw new SanwuError('malformed', subject);
  const key = ed25519PublicKey(Buffer.from(index.sealKey, 'base64url'));
  const prefix = `${index.division}.${index.signer}.`;
  const versions: SealedVersion[] = [];
  for (const item of found.items) {
    if (!item.id.startsWith(prefix)) throw new SanwuError('foreign-content', subject);
    if (ids.has(item.id)) throw new SanwuError('malformed', subject);
    ids.add(item.id);
    if (item.state === 'erased') continue;
    if (isTombstoned(item.id)) throw new SanwuError('rollback', item.id);
    checkVersions(item, index, subject);
    versions.push(...item.versions);
  }
  await checkSeals(versions, key, subject);
}

type LivingRecord = Exclude<ItemRecord, { state: 'erased' }>;

function checkVersions(item: LivingRecord, index: ContentIndex, subject: string): void {
  let before = 0;
  for (const version of item.versions) {
    const { content } = version;
    if (content.division !== index.division || content.signer !== index.signer || content.id !== item.id) {
      throw new SanwuError('foreign-content', subject);
    }
    if (content.version <= before) throw new SanwuError('malformed', subject);
    before = content.version;
  }
}

async function checkSeals(
  versions: readonly SealedVersion[],
  key: KeyObject,
  subject: string,
): Promise<void> {
  const agree = versions.every(({ content, digest }) => itemDigest(content) === digest);
  const verdicts = agree ? versions.map(({ digest, seal }) => verifySeal(digest, seal, key)) : [];
  const valid = agree && (await Promise.all(verdicts)).every((isValid) => isValid);
  if (!valid) throw new SanwuError('bad-signature', subject);
}

/** @throws SanwuError `foreign-content` for another terminal's settings, `malformed`; LimitError */
export function readSettings(bytes: Uint8Array, village: string, terminal: string): TerminalSettings {
  const subject = `settings/${village}/${terminal}`;
  const settings = parse(terminalSettings, bytes, limits.settingsBytes, subject);
  if (settings.village !== village || settings.terminal !== terminal) {
    throw new SanwuError('foreign-content', subject);
  }
  return settings;
}

/** @throws SanwuError `malformed`; LimitError */
export function readCatalogue(bytes: Uint8Array, name: string): Catalogue {
  const found = parse(catalogue, bytes, limits.catalogueBytes, cataloguePath(name));
  if (found.id !== name) throw new SanwuError('malformed', cataloguePath(name));
  return found;
}

/** @throws SanwuError `malformed`, `foreign-content` for another platform's; LimitError */
export function readOffer(bytes: Uint8Array, platform: SoftwarePlatform): SoftwareOffer {
  const subject = softwarePath(platform);
  const found = parse(softwareOffer, bytes, limits.softwareOfferBytes, subject);
  if (found.platform !== platform) throw new SanwuError('foreign-content', subject);
  return found;
}
