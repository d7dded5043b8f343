/**
 * The role tree (docs/protocol.md, "Roles"): who may speak for which division. A role's parent follows from its name, so a
 * township's key can speak neither as the county nor for another township's villages.
 */
import { SanwuError } from '../../main/contract/errors.ts';
import { indexPath, isCounty, townshipOf } from '../../main/contract/roles.ts';

export {
  cataloguePath,
  countyOf,
  indexPath,
  isCounty,
  isTownship,
  settingsPath,
  townshipOf,
} from '../../main/contract/roles.ts';

export const countySigner = 'county';

export const contentRole = (division: string, signer: string) => `v/${division}/${signer}`;
/** What the county says in a township: settings, and its own content for the township and its villages. */
export const countyRole = (township: string) => `county/${township}`;
/** What the township itself says. */
export const townshipRole = (township: string) => `township/${township}`;

/** Target paths that a role directly under `targets` may speak for. `*` never crosses a `/` (tuf-js). */
export function delegatedPaths(role: string): string[] {
  const [kind, code = '', signer = ''] = role.split('/');
  const below = `${code.slice(0, 9)}*`;
  if (kind === 'v') return [indexPath(code, signer)];
  if (kind === 'county') return [`v/${below}/${countySigner}/index.json`, `settings/${below}/*.json`];
  if (kind === 'township') return [`v/${below}/${code}/index.json`];
  throw new SanwuError('not-found', role);
}

/** Division and signer of a content role; undefined for the others. */
export function contentRoleParts(role: string): { division: string; signer: string } | undefined {
  const [kind, division, signer] = role.split('/');
  return kind === 'v' && division && signer ? { division, signer } : undefined;
}

/** Role that delegates to `role`. */
export function parentRole(role: string): string {
  const [kind, code = '', signer = ''] = role.split('/');
  if (kind !== 'v' || isCounty(code)) return 'targets';
  return signer === countySigner ? countyRole(townshipOf(code)) : townshipRole(townshipOf(code));
}

/** File name of one version of a role's metadata, as tuf-js asks for it. */
export const metadataFile = (role: string, version: number) => `${version}.${encodeURIComponent(role)}.json`;
