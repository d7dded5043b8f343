/** Building and signing TUF metadata as plain JSON; @tufjs/models checks the form and signs. */
import { verify } from 'node:crypto';
import { Metadata, MetadataKind, Root, Targets, Timestamp } from '@tufjs/models';
import { z } from 'zod';
import { SanwuError } from '../../main/contract/errors.ts';
import { canonicalJson } from '../../main/trust/digest.ts';
import { ed25519PublicKey } from '../../main/trust/seal.ts';
import { type KeyPair, publicKeyJson, signer } from '../keys/key-pair.ts';
import { delegatedPaths } from './role-names.ts';

export const kinds = {
  root: MetadataKind.Root,
  targets: MetadataKind.Targets,
  snapshot: MetadataKind.Snapshot,
  timestamp: MetadataKind.Timestamp,
} as const;

const specification = '1.0.31';
const secondsOf = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
const dayMilliseconds = 86_400_000;

/** How long signed roles hold (design.md, "Content and trust"). ms */
export const lifetimes = { lasting: 3_653 * dayMilliseconds, timestamp: 7 * dayMilliseconds } as const;

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** Narrows parsed JSON to an object. @throws SanwuError `malformed` */
export function asJsonObject(value: unknown, subject: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SanwuError('malformed', subject);
  return value as JsonObject;
}

export type TargetEntry = { length: number; sha256: string };
export type Delegation = { name: string; keyIds: string[] };

/** What a targets-like role says, apart from version and expiry. */
export type TargetsContent = {
  targets: Map<string, TargetEntry>;
  /** Public keys by id, as hex. */
  keys: Map<string, string>;
  delegations: Map<string, Delegation>;
};

export const emptyTargets = (): TargetsContent => ({
  targets: new Map(),
  keys: new Map(),
  delegations: new Map(),
});

/** The content of a signed role, to be changed and signed again. */
export function targetsContent(targets: Targets): TargetsContent {
  const content = emptyTargets();
  for (const [path, file] of Object.entries(targets.targets))
    content.targets.set(path, { length: file.length, sha256: file.hashes.sha256 ?? '' });
  for (const key of Object.values(targets.delegations?.keys ?? {}))
    content.keys.set(key.keyID, key.keyVal.public ?? '');
  for (const role of Object.values(targets.delegations?.roles ?? {}))
    content.delegations.set(role.name, { name: role.name, keyIds: role.keyIDs });
  return content;
}

/** Adds or replaces a delegation, and forgets keys that nothing uses any more. */
export function delegate(
  content: TargetsContent,
  name: string,
  key: Pick<KeyPair, 'keyId' | 'publicHex'>,
): void {
  content.delegations.set(name, { name, keyIds: [key.keyId] });
  content.keys.set(key.keyId, key.publicHex);
  const used = new Set([...content.delegations.values()].flatMap((delegation) => delegation.keyIds));
  for (const keyId of content.keys.keys()) if (!used.has(keyId)) content.keys.delete(keyId);
}

function delegationsJson(content: TargetsContent): JsonObject {
  const keys: JsonObject = {};
  for (const [keyId, publicHex] of content.keys) keys[keyId] = publicKeyJson(publicHex);
  const roles = [...content.delegations.values()].map(({ name, keyIds }) => ({
    name,
    keyids: keyIds,
    threshold: 1,
    terminating: false,
    paths: delegatedPaths(name),
  }));
  return { keys, roles };
}

const serialise = (metadata: { toJSON(): unknown }) => Buffer.from(`${JSON.stringify(metadata.toJSON())}\n`);

/** Signs a targets-like role. */
export function signTargets(content: TargetsContent, version: number, now: number, key: KeyPair): Buffer {
  const targets: JsonObject = {};
  for (const [path, { length, sha256 }] of content.targets) targets[path] = { length, hashes: { sha256 } };
  const json: JsonObject = {
    _type: 'targets',
    spec_version: specification,
    version,
    expires: secondsOf(now + lifetimes.lasting),
    targets,
  };
  if (content.delegations.size > 0) json.delegations = delegationsJson(content);
  const metadata = new Metadata(Targets.fromJSON(json));
  metadata.sign(signer(key));
  return serialise(metadata);
}

export type RootContent = {
  keys: Map<string, string>;
  roles: Record<'root' | 'targets' | 'snapshot' | 'timestamp', { keyIds: string[]; threshold: number }>;
};

export function rootContent(root: Root): RootContent {
  const role = (name: string) => {
    const found = root.roles[name];
    if (!found) throw new SanwuError('malformed', 'root');
    return { keyIds: [...found.keyIDs], threshold: found.threshold };
  };
  return {
    keys: new Map(Object.values(root.keys).map((key) => [key.keyID, key.keyVal.public ?? ''])),
    roles: {
      root: role('root'),
      targets: role('targets'),
      snapshot: role('snapshot'),
      timestamp: role('timestamp'),
    },
  };
}

/** Signs a root; by the old and the new root keys when those change (TUF 1.0, 6.1). */
export function signRoot(
  content: RootContent,
  version: number,
  now: number,
  signers: readonly KeyPair[],
): Buffer {
  const keys: JsonObject = {};
  const used = new Set(Object.values(content.roles).flatMap((role) => role.keyIds));
  for (const [keyId, publicHex] of content.keys) if (used.has(keyId)) keys[keyId] = publicKeyJson(publicHex);
  const roles: JsonObject = {};
  for (const [name, role] of Object.entries(content.roles))
    roles[name] = { keyids: role.keyIds, threshold: role.threshold };
  const root = Root.fromJSON({
    _type: 'root',
    spec_version: specification,
    version,
    expires: secondsOf(now + lifetimes.lasting),
    consistent_snapshot: true,
    keys,
    roles,
  });
  const metadata = new Metadata(root);
  for (const key of signers) metadata.sign(signer(key));
  return serialise(metadata);
}

/**
 * Signs a snapshot. Written out by hand: @tufjs/models copies the whole list for every entry of it, which takes seconds for a
 * county's 2,000 roles. The canonical form is the same (ASCII names and integers only).
 */
export function signSnapshot(
  versions: Map<string, number>,
  version: number,
  now: number,
  key: KeyPair,
): Buffer {
  const meta: JsonObject = {};
  for (const role of [...versions.keys()].sort()) meta[`${role}.json`] = { version: versions.get(role) ?? 1 };
  const signed = {
    _type: 'snapshot',
    spec_version: specification,
    version,
    expires: secondsOf(now + lifetimes.lasting),
    meta,
  };
  const { keyID, sig } = signer(key)(Buffer.from(canonicalJson(signed)));
  return Buffer.from(`${JSON.stringify({ signatures: [{ keyid: keyID, sig }], signed })}\n`);
}

const snapshotFile = z.object({
  signatures: z.array(z.object({ keyid: z.string(), sig: z.string() })).max(16),
  signed: z.looseObject({
    version: z.number().int(),
    meta: z.record(z.string(), z.object({ version: z.number().int() })),
  }),
});

/**
 * Versions by role that a snapshot names, and whether one of the given keys signed it.
 * @param keys public keys (raw, hex) by id
 */
export function readSnapshot(json: unknown, keys: Map<string, string>) {
  const { signatures, signed } = snapshotFile.parse(json);
  const message = Buffer.from(canonicalJson(signed));
  const valid = signatures.some(({ keyid, sig }) => {
    const publicHex = keys.get(keyid);
    const publicKey = publicHex && ed25519PublicKey(Buffer.from(publicHex, 'hex'));
    return publicKey && verify(null, message, publicKey, Buffer.from(sig, 'hex'));
  });
  const versions = new Map(
    Object.entries(signed.meta).map(([name, meta]) => [name.slice(0, -'.json'.length), meta.version]),
  );
  return { versions, valid };
}

export type SnapshotReference = { version: number; length: number; sha256: string };

export function signTimestamp(
  snapshot: SnapshotReference,
  version: number,
  now: number,
  key: KeyPair,
): Buffer {
  const metadata = new Metadata(
    Timestamp.fromJSON({
      _type: 'timestamp',
      spec_version: specification,
      version,
      expires: secondsOf(now + lifetimes.timestamp),
      meta: {
        'snapshot.json': {
          version: snapshot.version,
          length: snapshot.length,
          hashes: { sha256: snapshot.sha256 },
        },
      },
    }),
  );
  metadata.sign(signer(key));
  return serialise(metadata);
}
