/** Releases of this program, signed like content: one target a platform, `software/<platform>.json` (R5.4, R6.1; docs/updates.md). */
import { z } from 'zod';
import { divisionCode, instant, sha256, terminalId } from './content.ts';
import { limits } from './limits.ts';

/** `process.platform`-`process.arch` of the machines that a package is for. */
export const softwarePlatforms = ['linux-x64', 'linux-arm64', 'win32-x64'] as const;
export const softwarePlatform = z.enum(softwarePlatforms);
export type SoftwarePlatform = z.infer<typeof softwarePlatform>;

/** Three numbers without leading zeros, nothing else: it is also a folder's name. */
export const softwareVersion = z.string().regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/);

/** Below 0: `first` is the older one. Both are of the form of `softwareVersion`. */
export function compareVersions(first: string, second: string): number {
  const [left, right] = [first, second].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Who gets a release: terminals by id, and all of a village, township or the county by code. */
export const softwareAudience = z
  .array(z.union([divisionCode, terminalId]))
  .min(1)
  .max(limits.softwareAudience);

export const softwareRelease = z.strictObject({
  version: softwareVersion,
  archive: z.strictObject({
    /** A gzip-compressed tar of the package's folder, in `targets/<sha256>`. */
    sha256,
    length: z.number().int().min(1).max(limits.softwareBytes),
    /** Files in it, and their bytes together. */
    files: z.number().int().min(1).max(limits.softwareFiles),
    unpackedBytes: z.number().int().min(1).max(limits.softwareUnpackedBytes),
  }),
  /** The newest schema of records.db that it can read: a terminal that is further keeps what it has. */
  recordsSchema: z.number().int().min(1).max(100_000),
  releasedAt: instant,
  for: softwareAudience,
  /** Terminals begin to fetch spread over this many hours from `releasedAt`: hundreds of MB for each of a thousand. */
  spreadHours: z
    .number()
    .int()
    .min(0)
    .max(14 * 24),
  /** What is new, for staff. */
  notes: z.string().max(limits.softwareNotesCharacters).optional(),
});
export type SoftwareRelease = z.infer<typeof softwareRelease>;

/** Target `software/<platform>.json`. Several releases: a trial group has a newer one than the rest. */
export const softwareOffer = z.strictObject({
  type: z.literal('sanwu.software'),
  format: z.literal(1),
  platform: softwarePlatform,
  releases: z.array(softwareRelease).max(limits.softwareReleases),
});
export type SoftwareOffer = z.infer<typeof softwareOffer>;

/** Target: the releases for one platform. */
export const softwarePath = (platform: SoftwarePlatform) => `software/${platform}.json`;

/** Why a version was given up. `exited`: it ended by itself; `silent`: its heartbeat stopped; `no-home`: no home screen in time; `unsteady`: home, but its core kept failing; `power`: cut off twice. */
export const updateFailure = z.enum(['exited', 'silent', 'no-home', 'unsteady', 'power']);
export type UpdateFailure = z.infer<typeof updateFailure>;

/** Where an update stands, in the terminal's retained state. */
export const updateState = z.strictObject({
  version: softwareVersion,
  step: z.enum(['waiting', 'fetching', 'staged', 'trial', 'failed', 'rolled-back']),
  /** Of `failed` an ErrorKind, of `rolled-back` an UpdateFailure. */
  why: z.string().max(30).optional(),
});
export type UpdateState = z.infer<typeof updateState>;
