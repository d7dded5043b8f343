/** What the county offers of software: one signed target a platform, `software/<platform>.json` (R5.4; docs/updates.md). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import {
  compareVersions,
  type SoftwareOffer,
  type SoftwarePlatform,
  type SoftwareRelease,
  softwareOffer,
  softwarePath,
  softwarePlatforms,
} from '../../main/contract/software.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { Change, type County } from '../repository/county.ts';

/** What is offered for a platform now. @throws SanwuError `missing-file`, `malformed` */
export function offerOf(county: County, platform: SoftwarePlatform): SoftwareOffer {
  const target = softwarePath(platform);
  const file = new Change(county).content('targets').targets.get(target);
  if (!file) return { type: 'sanwu.software', format: 1, platform, releases: [] };
  let bytes: Buffer;
  try {
    bytes = readFileSync(path.join(county.folder.targets, file.sha256));
  } catch (cause) {
    throw new SanwuError('missing-file', target, { cause });
  }
  const parsed = softwareOffer.safeParse(parseBoundedJson(bytes, limits.softwareOfferBytes, target));
  if (!parsed.success) throw new SanwuError('malformed', target, { cause: parsed.error });
  return parsed.data;
}

/** All that is offered, platform by platform, newest first. */
export function listSoftware(county: County): ({ platform: SoftwarePlatform } & SoftwareRelease)[] {
  return softwarePlatforms.flatMap((platform) =>
    offerOf(county, platform).releases.map((release) => ({ platform, ...release })),
  );
}

/**
 * The offer with a release more, newest first. The same archive again reaches the new names beside the old ones. What the whole
 * county has been offered something newer than is offered no longer.
 * @param everybody the county's code
 */
export function withRelease(
  offer: SoftwareOffer,
  release: SoftwareRelease,
  everybody: string,
): SoftwareOffer {
  const before = offer.releases.find(({ version }) => version === release.version);
  const names = [...new Set([...(before?.for ?? []), ...release.for])];
  const added = { ...release, for: names.includes(everybody) ? [everybody] : names };
  const sorted = [...offer.releases.filter((each) => each !== before), added].sort((first, second) =>
    compareVersions(second.version, first.version),
  );
  const forAll = sorted.findIndex((each) => each.for.includes(everybody));
  const needed = forAll < 0 ? sorted : sorted.slice(0, forAll + 1);
  return { ...offer, releases: needed.slice(0, limits.softwareReleases) };
}
