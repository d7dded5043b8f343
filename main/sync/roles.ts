/** Which roles speak for this terminal's divisions, found in the delegations (design.md, "Every signer is a role of its own"). */
import type { Metadata, Targets } from '@tufjs/models';
import { limits } from '../contract/limits.ts';
import { indexPath, isCounty, townshipOf } from '../contract/roles.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { TufClient } from './tuf-client.ts';

type DelegatedRole = NonNullable<NonNullable<Targets['delegations']>['roles']>[string];

export type SignerRole = { role: string; delegator: string; division: string; signer: string };

const contentRole = /^v\/(\d{12})\/([a-z0-9-]{3,32})$/;

/** Village, villages merged into it, their townships, the county. */
export function divisionsOf(village: string, formerCodes: readonly string[], county: string): string[] {
  const villages = [village, ...formerCodes];
  return [...new Set([...villages, ...villages.map(townshipOf), county])];
}

export type Delegators = {
  targets: Metadata<Targets>;
  /** `county/<T>` and `township/<T>` that verify, by name, with their delegation in `targets`. */
  loaded: Map<string, { metadata: Metadata<Targets>; delegation: DelegatedRole }>;
  /** Delegators that exist and could not be taken. */
  failed: Map<string, Refusal>;
};

/** Loads the delegators between `targets` and the signers of these divisions. Throws when the link is gone. */
export async function loadDelegators(
  client: TufClient,
  targets: Metadata<Targets>,
  divisions: readonly string[],
  into: Delegators = { targets, loaded: new Map(), failed: new Map() },
): Promise<Delegators> {
  const townships = new Set(divisions.filter((code) => !isCounty(code)).map(townshipOf));
  for (const township of townships) {
    for (const name of [`county/${township}`, `township/${township}`]) {
      const delegation = targets.signed.delegations?.roles?.[name];
      if (delegation === undefined || into.loaded.has(name) || into.failed.has(name)) continue;
      try {
        into.loaded.set(name, { metadata: await client.loadRole(name, 'targets'), delegation });
      } catch (error) {
        const refusal = refusalOf(error, name);
        if (refusal === undefined) throw error;
        into.failed.set(name, refusal);
      }
    }
  }
  return into;
}

/**
 * The signers' roles of these divisions. A delegation for a path outside what its delegator may speak for counts for
 * nothing, so a township cannot name a signer for another township or speak as the county.
 */
export function signerRoles(
  { targets, loaded }: Delegators,
  divisions: readonly string[],
): { roles: SignerRole[]; foreign: Refusal[] } {
  const roles = new Map<string, SignerRole>();
  const foreign: Refusal[] = [];
  const all = [
    { delegator: 'targets', metadata: targets, delegation: undefined },
    ...[...loaded].map(([delegator, found]) => ({ delegator, ...found })),
  ];
  for (const { delegator, metadata, delegation } of all) {
    for (const child of Object.values(metadata.signed.delegations?.roles ?? {})) {
      const [, division, signer] = contentRole.exec(child.name) ?? [];
      if (division === undefined || signer === undefined || !divisions.includes(division)) continue;
      const path = indexPath(division, signer);
      const allowed = child.isDelegatedPath(path) && (delegation?.isDelegatedPath(path) ?? true);
      if (!allowed) foreign.push({ kind: 'foreign-content', subject: `${delegator} ${child.name}` });
      else if (roles.size >= limits.signerRoles) foreign.push({ kind: 'limit', subject: 'signerRoles' });
      else if (!roles.has(child.name))
        roles.set(child.name, { role: child.name, delegator, division, signer });
    }
  }
  return { roles: [...roles.values()], foreign };
}

/** The delegator through which a signer speaks; tells whose content to keep when that delegator cannot be taken. */
export function delegatorOf(division: string, signer: string): string {
  if (division.endsWith('000000')) return 'targets';
  return `${signer === 'county' ? 'county' : 'township'}/${townshipOf(division)}`;
}
