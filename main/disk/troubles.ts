/** What the disk refused, place by place, until it is taken again. */
import type { ErrorKind } from '../contract/errors.ts';
import type { HealthKind } from '../contract/health.ts';

export type DiskPlace = 'records' | 'content' | 'files';

const healthOf: Partial<Record<ErrorKind, HealthKind>> = {
  'storage-full': 'storage-full',
  'read-only': 'storage-read-only',
  locked: 'storage-locked',
};
export const diskHealthKinds = ['storage-full', 'storage-read-only', 'storage-locked'] as const;

export class DiskTroubles {
  readonly #byPlace = new Map<DiskPlace, ErrorKind>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** @param kind of the last refusal; undefined: the last write went through. Kinds that are not the disk's are no trouble of it */
  note(place: DiskPlace, kind: ErrorKind | undefined): void {
    const trouble = kind && healthOf[kind] ? kind : undefined;
    if (this.#byPlace.get(place) === trouble) return;
    if (trouble) this.#byPlace.set(place, trouble);
    else this.#byPlace.delete(place);
    this.#changed();
  }

  has(kind: HealthKind): boolean {
    return [...this.#byPlace.values()].some((trouble) => healthOf[trouble] === kind);
  }

  get any(): boolean {
    return this.#byPlace.size > 0;
  }

  /** The disk takes writes again. */
  clear(): void {
    if (!this.any) return;
    this.#byPlace.clear();
    this.#changed();
  }
}
