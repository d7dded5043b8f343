/**
 * The one place that touches what tuf-js does not export: its trusted metadata store ("bytes in, decision out") and its
 * error classes. The store takes the wall clock in its constructor and refuses whatever is expired by it; here it is
 * given trusted time. tests/main/sync/tuf-store.test.ts fails when a new tuf-js takes its time in another way. Why so:
 * docs/decisions/050-tuf-js.md.
 */

import { MetaFile, Snapshot } from '@tufjs/models';
import tufErrors from 'tuf-js/dist/error.js';
import tufStore from 'tuf-js/dist/store.js';
import { z } from 'zod';
import { sha256Hex } from '../trust/digest.ts';

export const { BadVersionError, EqualVersionError, ExpiredMetadataError, RepositoryError } = tufErrors;
export type TrustedStore = InstanceType<typeof tufStore.TrustedMetadataStore>;

const timestampShape = z.object({ signed: z.object({ expires: z.string() }) });

/** Nothing is expired by this time. */
const beginning = new Date(0);

type SnapshotJson = Parameters<typeof Snapshot.fromJSON>[0];

const isRecord = (value: unknown): value is SnapshotJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * As in @tufjs/models, which copies the whole list for every entry of it: with a county's 2,000 roles that held the
 * core up for most of a second at each refresh. Same checks, same errors, same object.
 */
class LinearSnapshot extends Snapshot {
  static override fromJSON(json: SnapshotJson): Snapshot {
    const { unrecognizedFields, ...common } = Snapshot.commonFieldsFromJSON(json);
    const { meta, ...rest } = unrecognizedFields ?? {};
    if (meta !== undefined && !isRecord(meta)) throw new TypeError('meta field is malformed');
    const files = Object.entries(meta ?? {}).map(([name, file]) => {
      if (!isRecord(file)) throw new TypeError(`meta of ${name} is malformed`);
      return [name, MetaFile.fromJSON(file)] as const;
    });
    const given = meta === undefined ? {} : { meta: Object.fromEntries(files) };
    return new LinearSnapshot({ ...common, ...given, unrecognizedFields: rest });
  }

  override toJSON(): SnapshotJson {
    const files = Object.entries(this.meta).map(([name, file]) => [name, file.toJSON()] as const);
    return {
      _type: this.type,
      meta: Object.fromEntries(files),
      spec_version: this.specVersion,
      version: this.version,
      expires: this.expires,
      ...this.unrecognizedFields,
    };
  }
}

// Metadata.fromJSON, through which the store reads, asks the class for this by name.
Snapshot.fromJSON = LinearSnapshot.fromJSON;

/**
 * @param root bytes of a root that is trusted already
 * @throws what tuf-js throws for a root that does not verify itself
 */
export function openTrustedStore(root: Uint8Array): TrustedStore {
  return new tufStore.TrustedMetadataStore(Buffer.from(root));
}

/** Judges expiry by `time` (UTC ms) from now on; undefined: not at all. */
export function setReferenceTime(store: TrustedStore, time: number | undefined): void {
  Object.assign(store, { referenceTime: time === undefined ? beginning : new Date(time) });
}

/** Ids and threshold of the keys that may sign, as one short text; another text means that the keys were rotated. */
export function keyFingerprint(
  ...roles: readonly ({ keyIDs: string[]; threshold: number } | undefined)[]
): string {
  const text = roles
    .map((role) => `${role?.threshold}:${[...(role?.keyIDs ?? [])].sort().join(',')}`)
    .join(';');
  return sha256Hex(text).slice(0, 32);
}

/** When a timestamp that was verified before expires, UTC ms; undefined where it cannot be read. */
export function openTimestamp(bytes: Uint8Array): { expires: number } | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return { expires: Date.parse(timestampShape.parse(parsed).signed.expires) };
  } catch {
    return undefined;
  }
}
