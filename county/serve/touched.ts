/** Which divisions' terminals a change concerns: only they are woken (design.md, "Content and trust"). */

import { isDeepStrictEqual } from 'node:util';
import type { Targets } from '@tufjs/models';
import type { ResolvedRole } from '../repository/role-tree.ts';

/** Division that a delegated role or a target path belongs to; undefined: everybody in the county. */
function divisionIn(name: string): string | undefined {
  return /^(?:v|county|township|settings)\/(\d{12})(?:\/|$)/.exec(name)?.[1];
}

function parts(targets: Targets | undefined): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [path, file] of Object.entries(targets?.targets ?? {})) found.set(path, file.toJSON());
  for (const role of Object.values(targets?.delegations?.roles ?? {})) found.set(role.name, role.toJSON());
  return found;
}

/**
 * Divisions whose content, settings or delegation differ between two versions of a role.
 * @param county code that stands for "all terminals"
 */
export function touchedDivisions(
  before: ResolvedRole | undefined,
  after: ResolvedRole,
  county: string,
): Set<string> {
  const old = parts(before?.metadata.signed);
  const current = parts(after.metadata.signed);
  const touched = new Set<string>();
  for (const name of new Set([...old.keys(), ...current.keys()])) {
    if (!isDeepStrictEqual(old.get(name), current.get(name))) touched.add(divisionIn(name) ?? county);
  }
  return touched;
}
