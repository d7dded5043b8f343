/** Which release is meant for this terminal, and when it may be fetched and tried. Decides only. */
import { minuteOf } from '../calendar/days.ts';
import { countyOf, townshipOf } from '../contract/roles.ts';
import { compareVersions, type SoftwareOffer, type SoftwareRelease } from '../contract/software.ts';
import { sha256Hex } from '../trust/digest.ts';

export type TerminalFacts = {
  terminal: string;
  /** 12-digit code. */
  village: string;
  /** Version that runs. */
  running: string;
  /** Schema of this machine's records.db. */
  recordsSchema: number;
  /** Versions that were tried here and failed. */
  bad: readonly string[];
};

/**
 * The newest release that is for this terminal, newer than what runs, not known to fail here, and able to read what this
 * machine has kept. Never an older one: going back is a further release.
 */
export function chooseRelease(
  offer: SoftwareOffer | undefined,
  { terminal, village, running, recordsSchema, bad }: TerminalFacts,
): SoftwareRelease | undefined {
  const own = [terminal, village, townshipOf(village), countyOf(village)];
  const fitting = (offer?.releases ?? []).filter(
    (release) =>
      release.for.some((name) => own.includes(name)) &&
      compareVersions(release.version, running) > 0 &&
      release.recordsSchema >= recordsSchema &&
      !bad.includes(release.version),
  );
  return fitting.sort((first, second) => compareVersions(second.version, first.version))[0];
}

/** When this terminal begins to fetch, UTC ms: its own place in the spread, the same at each start. */
export function fetchFrom({ version, releasedAt, spreadHours }: SoftwareRelease, terminal: string): number {
  const fraction = Number.parseInt(sha256Hex(`${terminal} ${version}`).slice(0, 8), 16) / 2 ** 32;
  return releasedAt + fraction * spreadHours * 3_600_000;
}

/** Times of day in Asia/Shanghai, `HH:MM`; `from` later than `to` goes over midnight, equal ones are the whole day. */
export type UpdateWindow = { from: string; to: string };

export function isWithin(at: number, { from, to }: UpdateWindow): boolean {
  const time = minuteOf(at).slice(11);
  if (from < to) return time >= from && time < to;
  return time >= from || time < to;
}
