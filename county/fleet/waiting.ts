/** What is published but not signed into a snapshot yet: terminals hear of it once `serve` has signed. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Metadata } from '@tufjs/models';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { listVersions, RoleTree } from '../repository/role-tree.ts';
import { asJsonObject, kinds, readSnapshot } from '../repository/tuf-json.ts';

/** Role → version that the present snapshot names; empty without one. */
function signedVersions(folder: CountyFolder): Map<string, number> {
  const read = (file: string, most: number) =>
    asJsonObject(parseBoundedJson(readFileSync(path.join(folder.metadata, file)), most, file), file);
  if (!existsSync(path.join(folder.metadata, 'timestamp.json'))) return new Map();
  const timestamp = Metadata.fromJSON(kinds.timestamp, read('timestamp.json', limits.timestampBytes));
  const file = `${timestamp.signed.snapshotMeta.version}.snapshot.json`;
  return readSnapshot(read(file, limits.snapshotBytes), new Map()).versions;
}

/** Roles with a newer valid version than the snapshot's, in the order of their names. Looks only at those that have one. */
export function waitingRoles(folder: CountyFolder): string[] {
  const signed = signedVersions(folder);
  const newer = [...listVersions(folder.metadata)].filter(
    ([role, [newest = 0]]) => role !== 'root' && role !== 'snapshot' && newest > (signed.get(role) ?? 0),
  );
  if (newer.length === 0) return [];
  const tree = new RoleTree(folder.metadata);
  const waits = (role: string) => (tree.find(role)?.version ?? 0) > (signed.get(role) ?? 0);
  return newer
    .map(([role]) => role)
    .filter(waits)
    .sort();
}
