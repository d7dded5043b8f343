/** Which version to start, and what becomes of a version that was tried. Decides only; the launcher does it (docs/updates.md). */
import { compareVersions, type UpdateFailure } from '../contract/software.ts';
import type { SoftwareState } from '../releases/software-notes.ts';

/** A power cut, or a kill of the launcher, takes an attempt; so many are made before the version is held to be at fault. */
export const mostAttempts = 2;
/** Trials of one version that may fail while nobody can tell whether the machine is at fault. */
export const mostFailures = 3;

export type VersionFacts = {
  /** Version of the installed package: the one that is always there. */
  base: string;
  state: SoftwareState;
  /** Version that the core has staged. */
  staged: string | undefined;
  /** Whether a version's folder is there with what is started in it. */
  present: (version: string) => boolean;
  /** Whether something new may be tried now: at the launcher's start, and when the running version asks for it. */
  mayTry: boolean;
  /** Versions that ended at once again and again since the launcher started. */
  avoid: ReadonlySet<string>;
};

/** `version` null: the installed package. `state` is to be on disk before it is started. */
export type Choice = { version: string | null; trial: boolean; state: SoftwareState };

/** What runs when nothing is tried: the current version, the one before, the installed package; never below the package. */
export function settled({ base, state, present, avoid }: VersionFacts): string | null {
  const usable = (version: string | null) =>
    version !== null && compareVersions(version, base) > 0 && present(version) && !avoid.has(version);
  return [state.current, state.previous].find(usable) ?? null;
}

/** The state without versions that the installed package has overtaken or that are gone from the disk. */
function tidied(facts: VersionFacts): SoftwareState {
  const { state, base, present } = facts;
  const keep = (version: string | null) =>
    version !== null && compareVersions(version, base) > 0 && present(version) ? version : null;
  return { ...state, current: keep(state.current), previous: keep(state.previous) };
}

export function chooseVersion(facts: VersionFacts, now: number): Choice {
  const { base, staged, present, mayTry } = facts;
  const version = settled(facts);
  const isNewer = (other: string) => compareVersions(other, version ?? base) > 0 && present(other);
  const { trial, ...before } = tidied(facts);
  if (trial && isNewer(trial.version)) {
    if (trial.attempt < mostAttempts) {
      const again = { version: trial.version, attempt: trial.attempt + 1 };
      return { version: trial.version, trial: true, state: { ...before, trial: again } };
    }
    return { version, trial: false, state: givenUp({ ...before, trial }, 'power', now) };
  }
  const isOpen = (other: string) =>
    !before.bad.includes(other) &&
    !(before.failed?.version === other && before.failed.failures >= mostFailures);
  if (mayTry && staged !== undefined && isNewer(staged) && isOpen(staged)) {
    return { version: staged, trial: true, state: { ...before, trial: { version: staged, attempt: 1 } } };
  }
  return { version, trial: false, state: before };
}

/** The version that was tried has reached its home screen and gone on beating. */
export function confirmed({ trial, failed: _, ...state }: SoftwareState): SoftwareState {
  return trial ? { ...state, current: trial.version, previous: state.current } : state;
}

/** The version that was tried did not prove itself. Bad for certain where it has failed often, or took the power cuts with it. */
export function givenUp({ trial, ...state }: SoftwareState, why: UpdateFailure, at: number): SoftwareState {
  if (!trial) return state;
  const { version } = trial;
  const failures = (state.failed?.version === version ? state.failed.failures : 0) + 1;
  const failed = { version, why, at, failures, verdict: 'open' } as const;
  return failures >= mostFailures || why === 'power' ? judgedBad({ ...state, failed }) : { ...state, failed };
}

/** The version before came home where the tried one had not: the version is at fault, not the machine. */
export function judgedBad(state: SoftwareState): SoftwareState {
  const { failed } = state;
  if (failed?.verdict !== 'open') return state;
  const bad = [...state.bad.filter((version) => version !== failed.version), failed.version];
  return { ...state, failed: { ...failed, verdict: 'bad' }, bad };
}

/** The machine is being stopped while a version is tried: that is no attempt. */
export function interrupted({ trial, ...state }: SoftwareState): SoftwareState {
  if (!trial || trial.attempt === 1) return state;
  return { ...state, trial: { ...trial, attempt: trial.attempt - 1 } };
}
