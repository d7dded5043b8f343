/** `status`: each terminal as the county may truthfully say it is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ContentIndex } from '../../main/contract/content.ts';
import type { HealthProblem } from '../../main/contract/health.ts';
import type { UpdateState } from '../../main/contract/software.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { type Registry, readRegistry } from '../repository/registry.ts';
import { contentRole, countySigner, indexPath, townshipOf } from '../repository/role-names.ts';
import { RoleTree } from '../repository/role-tree.ts';
import { type FleetFile, readFleet } from './fleet.ts';

/** Without a sign of life from the origin for this long nobody knows who is online. ms */
const originSilence = 45_000;

export type TerminalStatus = {
  terminal: string;
  village: string;
  villageName: string;
  /** null: not known, because the county's origin is not connected itself. */
  online: boolean | null;
  /** UTC ms of the last message; null: never heard. */
  lastSeen: number | null;
  software: string | null;
  /** Where a newer version stands. */
  update: UpdateState | null;
  /** Version of the timestamp whose content is shown. */
  timestamp: number | null;
  /** Whether it shows the newest index of its village, township and county; null: never heard. */
  current: boolean | null;
  erasures: { acknowledged: string[]; pending: string[] };
  trouble: string | null;
  /** What is wrong with the machine, as it says itself. */
  health: readonly HealthProblem[];
  printer: string | null;
  clockInDoubt: boolean;
  /** Two machines use this id. */
  duplicate: boolean;
  alerts: { kind: string; subject: string; at: number }[];
};

/** Two machines with one id stay flagged for this long after the last sign of it. ms */
const duplicateShown = 3_600_000;

/** `division/signer` → sequence of the newest index. */
function newestIndexes(folder: CountyFolder, registry: Registry): Map<string, number> {
  const tree = new RoleTree(folder.metadata);
  const found = new Map<string, number>();
  const divisions = [registry.code, ...[...registry.townships, ...registry.villages].map(({ code }) => code)];
  for (const division of divisions) {
    for (const signer of new Set([countySigner, townshipOf(division)])) {
      const role = tree.find(contentRole(division, signer));
      const hash = role?.metadata.signed.targets[indexPath(division, signer)]?.hashes.sha256;
      if (!hash) continue;
      const index = JSON.parse(readFileSync(path.join(folder.targets, hash), 'utf8')) as ContentIndex;
      found.set(`${division}/${signer}`, index.sequence);
    }
  }
  return found;
}

function erasuresOf(
  registry: Registry,
  registered: Registry['terminals'][number],
  acknowledged: Set<string>,
) {
  const divisions = new Set([registered.village, townshipOf(registered.village), registry.code]);
  const concerned = registry.erased.filter(
    ({ id, at }) => divisions.has(id.slice(0, 12)) && at >= registered.registeredAt,
  );
  return {
    acknowledged: concerned.filter(({ id }) => acknowledged.has(id)).map(({ id }) => id),
    pending: concerned.filter(({ id }) => !acknowledged.has(id)).map(({ id }) => id),
  };
}

function isCurrent(
  village: string,
  county: string,
  shown: Record<string, number>,
  newest: Map<string, number>,
) {
  const divisions = new Set([village, townshipOf(village), county]);
  return [...newest].every(
    ([key, sequence]) => !divisions.has(key.slice(0, 12)) || (shown[key] ?? 0) >= sequence,
  );
}

function statusOf(
  registered: Registry['terminals'][number],
  known: { registry: Registry; fleet: FleetFile; newest: Map<string, number>; now: number },
): TerminalStatus {
  const { registry, fleet, newest, now } = known;
  const heard = fleet.terminals[registered.id];
  const state = heard?.state;
  const originKnows = fleet.origin.connected && now - fleet.origin.at < originSilence;
  const acknowledged = new Set((state?.erased ?? []).map(({ id }) => id));
  return {
    terminal: registered.id,
    village: registered.village,
    villageName: registry.villages.find(({ code }) => code === registered.village)?.name ?? '',
    online: originKnows ? (state?.online ?? false) : null,
    lastSeen: heard?.receivedAt ?? null,
    software: state?.software ?? null,
    update: state?.update ?? null,
    timestamp: state?.timestamp ?? null,
    current: state ? isCurrent(registered.village, registry.code, state.indexes ?? {}, newest) : null,
    erasures: erasuresOf(registry, registered, acknowledged),
    trouble: state?.trouble?.kind ?? null,
    health: state?.health ?? [],
    printer: state?.printer ?? null,
    clockInDoubt: state?.clockInDoubt ?? false,
    duplicate: heard?.duplicateAt !== undefined && now - heard.duplicateAt < duplicateShown,
    alerts: fleet.alerts
      .filter((alert) => alert.terminal === registered.id)
      .map(({ kind, subject, at }) => ({ kind, subject, at })),
  };
}

/** All registered terminals, in the order of their registration. */
export function fleetStatus(folder: CountyFolder, now: number): TerminalStatus[] {
  const registry = readRegistry(folder);
  const fleet = readFleet(folder);
  const newest = newestIndexes(folder, registry);
  return registry.terminals.map((registered) => statusOf(registered, { registry, fleet, newest, now }));
}
