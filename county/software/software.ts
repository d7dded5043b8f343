/** Offering a release to terminals, and withdrawing it (R5.4, R6.1; docs/updates.md). */
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import {
  type SoftwareOffer,
  type SoftwarePlatform,
  type SoftwareRelease,
  softwareOffer,
  softwarePath,
  softwarePlatforms,
} from '../../main/contract/software.ts';
import { type PackedArchive, packFolder } from '../../main/releases/pack.ts';
import { type PackageFacts, readPackage } from '../../main/releases/package-folder.ts';
import { unpackArchive } from '../../main/releases/unpack.ts';
import { canonicalJson } from '../../main/trust/digest.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import { alone, Change, type County } from '../repository/county.ts';
import { putContent, putContentFile } from '../repository/files.ts';
import { divisionOf, type Registry, readRegistry } from '../repository/registry.ts';
import { townshipOf } from '../repository/role-names.ts';
import { offerOf, withRelease } from './offers.ts';

/** Terminals that fetch in one hour where nothing else was said: some 170 MB for each of them, over one broker. */
const terminalsAnHour = 50;
/** Up to so many begin at once. */
const few = 20;

export type SoftwareToAdd = {
  /** A package's folder, or a gzip-compressed ustar of it. */
  source: string;
  /** Terminals by id, villages, townships or the county by code; none: the whole county. */
  for: readonly string[];
  spreadHours?: number;
  notes?: string;
};

export type AddedSoftware = { platform: SoftwarePlatform; terminals: string[] } & SoftwareRelease;

/** Terminals that a release is for. @throws SanwuError `not-found` for a name that is neither terminal nor division */
function terminalsFor(registry: Registry, names: readonly string[]): string[] {
  for (const name of names) if (!registry.terminals.some(({ id }) => id === name)) divisionOf(registry, name);
  return registry.terminals
    .filter(({ id, village }) =>
      [id, village, townshipOf(village), registry.code].some((name) => names.includes(name)),
    )
    .map(({ id }) => id);
}

const spreadOf = (terminals: number) => (terminals <= few ? 0 : Math.ceil(terminals / terminalsAnHour));

/** Looks into the source and puts its archive among the county's files. Nothing is offered yet. */
async function takeArchive(
  county: County,
  source: string,
): Promise<{ facts: PackageFacts; archive: PackedArchive }> {
  const room = await mkdtemp(path.join(county.folder.dir, 'software-'));
  const isFolder = statSync(source).isDirectory();
  const file = isFolder ? path.join(room, 'archive.tar.gz') : source;
  try {
    if (isFolder) {
      const facts = packageFacts(source);
      const archive = await packFolder(source, file);
      await putContentFile(county.folder.targets, file);
      return { facts, archive };
    }
    if (statSync(file).size > limits.softwareBytes) throw new SanwuError('limit', source);
    const bounds = { entries: limits.softwareFiles, bytes: limits.softwareUnpackedBytes };
    const { files, bytes } = await unpackArchive(file, room, bounds);
    const facts = packageFacts(room);
    const put = await putContentFile(county.folder.targets, file);
    return { facts, archive: { ...put, files, unpackedBytes: bytes } };
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

/** @throws CountyRefusal `not-a-package` naming what is missing or wrong in it */
function packageFacts(folder: string): PackageFacts {
  try {
    return readPackage(folder);
  } catch (error) {
    if (error instanceof SanwuError) throw new CountyRefusal('not-a-package', error.subject);
    throw error;
  }
}

/** Signs an offer; only while the county is locked (`alone`). */
async function sign(county: County, offer: SoftwareOffer): Promise<void> {
  const bytes = Buffer.from(canonicalJson(softwareOffer.parse(offer)));
  const change = new Change(county);
  const content = change.content('targets');
  const target = softwarePath(offer.platform);
  const sha256 = await putContent(county.folder.targets, bytes);
  if (content.targets.get(target)?.sha256 === sha256) return;
  if (offer.releases.length === 0) content.targets.delete(target);
  else content.targets.set(target, { length: bytes.length, sha256 });
  await change.stage('targets', content);
  await change.commit();
}

/**
 * Offers a release. Terminals take it when it is newer than what they run. The same archive again, for more of them, widens
 * the offer: first a trial group, later everybody.
 * @throws CountyRefusal `not-a-package`, `software-taken` (the version with another archive); SanwuError `not-found`, `malformed`; LimitError
 */
export async function addSoftware(county: County, wanted: SoftwareToAdd): Promise<AddedSoftware> {
  const registry = readRegistry(county.folder);
  const names = wanted.for.length > 0 ? [...wanted.for] : [registry.code];
  const terminals = terminalsFor(registry, names);
  const { facts, archive } = await takeArchive(county, wanted.source);
  const { platform, version, recordsSchema } = facts;
  return alone(county, async () => {
    const offer = offerOf(county, platform);
    const before = offer.releases.find((each) => each.version === version);
    if (before && before.archive.sha256 !== archive.sha256)
      throw new CountyRefusal('software-taken', version);
    const release: SoftwareRelease = {
      version,
      archive,
      recordsSchema,
      releasedAt: county.clock(),
      for: names,
      spreadHours: wanted.spreadHours ?? spreadOf(terminals.length),
      ...(wanted.notes ? { notes: wanted.notes } : {}),
    };
    const next = withRelease(offer, release, registry.code);
    await sign(county, next);
    const added = next.releases.find((each) => each.version === version) ?? release;
    return { platform, terminals, ...added };
  });
}

/**
 * Offers a version no longer. Terminals that have not switched yet do not; those that have stay: going back is a further release.
 * @returns platforms that it was offered for
 * @throws CountyRefusal `unknown-software`
 */
export function withdrawSoftware(county: County, version: string): Promise<SoftwarePlatform[]> {
  return alone(county, async () => {
    const found: SoftwarePlatform[] = [];
    for (const platform of softwarePlatforms) {
      const offer = offerOf(county, platform);
      const releases = offer.releases.filter((each) => each.version !== version);
      if (releases.length === offer.releases.length) continue;
      await sign(county, { ...offer, releases });
      found.push(platform);
    }
    if (found.length === 0) throw new CountyRefusal('unknown-software', version);
    return found;
  });
}
