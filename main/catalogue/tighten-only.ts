/**
 * Tighten-only (只增不减、只多不少、只紧不松; seed 001 two (one), requirement row R1.2).
 *
 * What may not be loosened is what the conventions name: entries, channels, deadlines. Reviews, names, vouchers, publicity days,
 * plain titles and filing are the lower level's own: showing fewer names may be asked for by law as well as showing more, so
 * neither direction is the looser one. Own entries carry the county's own ids, so that nobody fills a gap of the source
 * (community.finance.4) or goes on counting where it stops.
 */
import {
  type Catalogue,
  type CatalogueEntry,
  type Deadline,
  deadlines,
  ownEntryId,
  type TightenViolation,
} from '../contract/catalogue.ts';

/** Whether `deadline` leaves more time than `limit`, in the order of the conventions. */
export function isLater(deadline: Deadline, limit: Deadline): boolean {
  return deadlines.indexOf(deadline) > deadlines.indexOf(limit);
}

function loosened(parent: CatalogueEntry, child: CatalogueEntry | undefined): TightenViolation[] {
  const { id: entry, title } = parent;
  if (child === undefined) return [{ kind: 'missing-entry', entry, title }];
  const violations: TightenViolation[] = [];
  const channels = parent.channels.filter((channel) => !child.channels.includes(channel));
  if (channels.length > 0) violations.push({ kind: 'missing-channel', entry, title, channels });
  if (isLater(child.deadline, parent.deadline)) {
    violations.push({ kind: 'later-deadline', entry, title, parent: parent.deadline, child: child.deadline });
  }
  return violations;
}

/**
 * Everything by which `child` loosens `parent`, in the parent's order, own entries last; empty when it may be installed.
 * An entry of the child that the parent lacks must have an id of the form `<6 digits>.x.<n>`.
 */
export function checkTightenOnly(parent: Catalogue, child: Catalogue): TightenViolation[] {
  if (parent.kind !== child.kind) return [{ kind: 'other-kind', parent: parent.kind, child: child.kind }];
  const theirs = new Map(child.entries.map((entry) => [entry.id, entry]));
  const known = new Set(parent.entries.map((entry) => entry.id));
  const foreign = child.entries.filter(
    (entry) => !known.has(entry.id) && !ownEntryId.safeParse(entry.id).success,
  );
  return [
    ...parent.entries.flatMap((entry) => loosened(entry, theirs.get(entry.id))),
    ...foreign.map(({ id, title }): TightenViolation => ({ kind: 'foreign-entry', entry: id, title })),
  ];
}
