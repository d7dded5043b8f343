/** What sync relies on in tuf-js beyond what it exports: a new version that does it otherwise fails here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Snapshot } from '@tufjs/models';
import modelErrors from '@tufjs/models/dist/error.js';
import { describe, expect, it } from 'vitest';
import { readOnlineKeys } from '../../../county/keys/key-store.ts';
import { RoleTree } from '../../../county/repository/role-tree.ts';
import { signSnapshot, signTimestamp } from '../../../county/repository/tuf-json.ts';
import {
  BadVersionError,
  EqualVersionError,
  ExpiredMetadataError,
  openTrustedStore,
  RepositoryError,
  setReferenceTime,
} from '../../../main/sync/tuf-store.ts';
import { canonicalJson, sha256Hex } from '../../../main/trust/digest.ts';
import { makeSyncCounty } from '../../fakes/sync-county.ts';
import { hangGuard } from '../../fakes/sync-kiosk.ts';

const day = 24 * 3_600_000;

/** A county that signs what it is told, and a store that trusts its root. */
async function makeSigner(now = Date.now()) {
  const county = await makeSyncCounty(() => now);
  const tree = new RoleTree(county.county.folder.metadata);
  const keys = readOnlineKeys(county.county.folder.onlineKeys);
  const keyOf = (role: string) => {
    const key = keys.get(tree.root.signed.roles[role]?.keyIDs[0] ?? '');
    if (key === undefined) throw new Error(`no ${role} key`);
    return key;
  };
  const snapshot = (version: number, roles: Record<string, number>, by = 'snapshot') =>
    signSnapshot(new Map(Object.entries(roles)), version, now, keyOf(by));
  const timestamp = (version: number, snapshotVersion: number, bytes: Buffer) => {
    const reference = { version: snapshotVersion, length: bytes.length, sha256: sha256Hex(bytes) };
    return signTimestamp(reference, version, now, keyOf('timestamp'));
  };
  county.remove();
  return { root: county.root, snapshot, timestamp };
}

describe('the time by which tuf-js judges', { timeout: hangGuard }, () => {
  it('is the one that it is given, and no other', async () => {
    const longAgo = Date.UTC(2020, 0, 1);
    const county = await makeSyncCounty(() => longAgo);
    await county.publish(['旧']);
    county.signBlindly();
    const timestamp = readFileSync(join(county.repository, 'metadata', 'timestamp.json'));
    const take = (time: number | undefined) => {
      const store = openTrustedStore(county.root);
      setReferenceTime(store, time);
      return store.updateTimestamp(timestamp);
    };
    expect(take(undefined).signed.version).toBeGreaterThan(0);
    expect(take(longAgo + day).signed.version).toBeGreaterThan(0);
    expect(() => take(longAgo + 8 * day)).toThrow(ExpiredMetadataError);
    county.remove();
  });
});

describe('a snapshot read in linear time', { timeout: hangGuard }, () => {
  const roles = Object.fromEntries(
    Array.from({ length: 2_100 }, (_, index) => [`v/${index}/county`, 1 + index]),
  );

  it('is what tuf-js takes, and says what was signed', async () => {
    const { root, snapshot, timestamp } = await makeSigner();
    const bytes = snapshot(5, { targets: 3, ...roles });
    const store = openTrustedStore(root);
    store.updateTimestamp(timestamp(9, 5, bytes));
    const taken = store.updateSnapshot(bytes).signed;
    expect(taken).toBeInstanceOf(Snapshot);
    // The class of this module, not the one that copies the list for every entry.
    expect(taken.constructor.name).toBe('LinearSnapshot');
    expect(canonicalJson(taken.toJSON())).toBe(canonicalJson(JSON.parse(bytes.toString()).signed));
    expect(taken.meta['v/2099/county.json']?.version).toBe(2_100);
  });

  it('keeps every check of tuf-js: signature, hash, versions, and each role that was there (TUF 5.5.2–5.5.5)', async () => {
    const { root, snapshot, timestamp } = await makeSigner();
    const bytes = snapshot(5, { targets: 3, ...roles });
    const at = (file: Buffer, version = 5) => {
      const store = openTrustedStore(root);
      store.updateTimestamp(timestamp(9, version, file));
      return store;
    };
    const changed = Buffer.from(
      bytes.toString().replace('"targets.json":{"version":3}', '"targets.json":{"version":4}'),
    );
    expect(changed.equals(bytes)).toBe(false);
    expect(() => at(bytes).updateSnapshot(changed)).toThrow(modelErrors.LengthOrHashMismatchError);
    expect(() => at(changed).updateSnapshot(changed)).toThrow(modelErrors.UnsignedMetadataError);
    const stranger = snapshot(5, { targets: 3 }, 'timestamp');
    expect(() => at(stranger).updateSnapshot(stranger)).toThrow(modelErrors.UnsignedMetadataError);
    expect(() => at(bytes, 6).updateSnapshot(bytes)).toThrow(BadVersionError);
    const upgrade = (next: Buffer) => {
      const store = at(next, 6);
      expect(() => store.updateSnapshot(bytes, true)).toThrow(BadVersionError);
      return () => store.updateSnapshot(next);
    };
    expect(upgrade(snapshot(6, { targets: 3, ...roles, 'v/7/county': 7 }))).toThrow(BadVersionError);
    const { 'v/7/county': _gone, ...without } = roles;
    expect(upgrade(snapshot(6, { targets: 3, ...without }))).toThrow(RepositoryError);
    expect(upgrade(snapshot(6, { targets: 3, ...roles, 'v/7/county': 9 }))).not.toThrow();
  });

  it.each([
    ['a list', '[]'],
    ['a word', '"targets.json"'],
    ['an entry that is none', '{"targets.json":3}'],
    ['an entry without a version', '{"targets.json":{}}'],
    ['a version below 1', '{"targets.json":{"version":0}}'],
  ])('refuses %s for its roles', async (_what, meta) => {
    const { root, snapshot, timestamp } = await makeSigner();
    const text = snapshot(5, { targets: 3 }).toString();
    const bytes = Buffer.from(text.replace('{"targets.json":{"version":3}}', meta));
    const store = openTrustedStore(root);
    store.updateTimestamp(timestamp(9, 5, bytes));
    let refusal: unknown;
    try {
      store.updateSnapshot(bytes);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Error);
    // By its form already, before its signature is looked at.
    expect(refusal).not.toBeInstanceOf(modelErrors.UnsignedMetadataError);
    expect(store.snapshot).toBeUndefined();
  });

  it('an equal timestamp is told as such', async () => {
    const { root, snapshot, timestamp } = await makeSigner();
    const bytes = timestamp(9, 5, snapshot(5, { targets: 3 }));
    const store = openTrustedStore(root);
    store.updateTimestamp(bytes);
    expect(() => store.updateTimestamp(bytes)).toThrow(EqualVersionError);
  });
});
