/** Signing what is pending: looks at the roles, verifies each against its parent, signs snapshot and timestamp. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Metadata, type Timestamp } from '@tufjs/models';
import { contentIndex } from '../../main/contract/content.ts';
import { type ErrorKind, SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { sha256Hex } from '../../main/trust/digest.ts';
import type { KeyPair } from '../keys/key-pair.ts';
import { readOnlineKeys } from '../keys/key-store.ts';
import { writeDurably } from '../repository/files.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { contentRoleParts, indexPath } from '../repository/role-names.ts';
import { listVersions, MetadataCache, type ResolvedRole, RoleTree } from '../repository/role-tree.ts';
import {
  asJsonObject,
  kinds,
  readSnapshot,
  rootContent,
  signSnapshot,
  signTimestamp,
} from '../repository/tuf-json.ts';
import { touchedDivisions } from './touched.ts';

/** The timestamp is signed anew after this long, so that terminals see that the county is alive. ms */
const renewAfter = 24 * 3_600_000;

export type Signed = {
  timestamp: number;
  /** Divisions to wake. */
  touched: Set<string>;
};

/** What the present timestamp and snapshot say. */
type Present = {
  timestamp: Timestamp;
  versions: Map<string, number>;
  /** Whether the online keys of the present root signed them. */
  current: boolean;
};

export type SigningOptions = {
  folder: CountyFolder;
  county: string;
  clock: () => number;
  /** Called before the new timestamp is in place, so that no change goes unannounced. */
  beforeCommit?: (signed: Signed) => Promise<void>;
  /**
   * A role's file that was refused: not signed by who should have (`bad-signature`), leading nowhere (`missing-file`), or to
   * an index that no terminal would take (`malformed`, `limit`). The role stays at its last version; the others go on.
   */
  refused?: (role: string, version: number, kind: ErrorKind) => void;
};

export class Signing {
  readonly #options: SigningOptions;
  readonly #cache: MetadataCache;
  #keys = new Map<string, KeyPair>();
  readonly #complete = new Set<string>();
  #rootVersion: number | undefined;

  constructor(options: SigningOptions) {
    this.#options = options;
    this.#cache = new MetadataCache(options.folder.metadata);
  }

  /** The key that signs time answers: the present root's timestamp key. */
  timestampKey(): KeyPair {
    return this.#key(new RoleTree(this.#options.folder.metadata, this.#cache), 'timestamp');
  }

  /** Version of the timestamp that is in place; 0 without one. */
  presentTimestamp(): number {
    const tree = new RoleTree(this.#options.folder.metadata, this.#cache);
    return this.#present(tree)?.timestamp.version ?? 0;
  }

  /**
   * Signs a new snapshot when roles changed, a new timestamp then or when the last is a day old.
   * @returns undefined when there was nothing to do
   */
  async signPending(): Promise<Signed | undefined> {
    const { folder, clock } = this.#options;
    const tree = new RoleTree(folder.metadata, this.#cache);
    const present = this.#present(tree);
    const { versions, touched } = this.#collect(tree, present);
    const changed = !present?.current || !sameVersions(present.versions, versions);
    const renewal = present && Date.parse(present.timestamp.expires) - clock() < 7 * 86_400_000 - renewAfter;
    if (!changed && !renewal) return undefined;
    const timestampVersion = (present?.timestamp.version ?? 0) + 1;
    const signed = { timestamp: timestampVersion, touched };
    await this.#options.beforeCommit?.(signed);
    const snapshot =
      changed || !present ? await this.#writeSnapshot(tree, versions) : this.#snapshotAgain(present);
    const bytes = signTimestamp(snapshot, timestampVersion, clock(), this.#key(tree, 'timestamp'));
    await writeDurably(path.join(folder.metadata, 'timestamp.json'), bytes);
    return signed;
  }

  #collect(tree: RoleTree, present: Present | undefined) {
    // Roles never leave a snapshot (TUF 1.0, 5.5.5); revoked ones stay at their last version.
    const versions = new Map(present?.versions);
    const touched = new Set<string>();
    const root = tree.root.signed.version;
    if (this.#rootVersion !== undefined && root !== this.#rootVersion) touched.add(this.#options.county);
    this.#rootVersion = root;
    for (const role of tree.walk()) {
      const known = versions.get(role.name);
      if (known !== undefined && known >= role.version) continue;
      const fault = this.#faultOf(role);
      if (fault !== undefined) {
        this.#options.refused?.(role.name, role.version, fault);
        continue;
      }
      const before = known === undefined ? undefined : this.#cache.targets(role.name, known);
      const old = before && known ? { name: role.name, version: known, metadata: before } : undefined;
      for (const division of touchedDivisions(old, role, this.#options.county)) touched.add(division);
      versions.set(role.name, role.version);
    }
    for (const [role, list] of listVersions(this.#options.folder.metadata)) {
      const newest = list[0] ?? 0;
      if (role === 'snapshot' || role === 'root') continue;
      if (newest > (versions.get(role) ?? 0)) this.#options.refused?.(role, newest, 'bad-signature');
    }
    return { versions, touched };
  }

  /** What is wrong with what the role leads to; undefined where all of it lies in the folder. */
  #faultOf(role: ResolvedRole): ErrorKind | undefined {
    const key = `${role.name}@${role.version}`;
    if (this.#complete.has(key)) return undefined;
    const { targets } = this.#options.folder;
    const files = Object.values(role.metadata.signed.targets);
    const present = files.every((file) => existsSync(path.join(targets, file.hashes.sha256 ?? '-')));
    const fault = present ? this.#faultOfIndex(role) : 'missing-file';
    if (fault === undefined) this.#complete.add(key);
    return fault;
  }

  /** One signer's index, whatever it holds, must not keep the others from being signed. */
  #faultOfIndex(role: ResolvedRole): ErrorKind | undefined {
    const parts = contentRoleParts(role.name);
    if (!parts) return undefined;
    const hash = role.metadata.signed.targets[indexPath(parts.division, parts.signer)]?.hashes.sha256;
    if (!hash) return 'missing-file';
    const { targets } = this.#options.folder;
    const file = path.join(targets, hash);
    try {
      if (statSync(file).size > limits.indexBytes) return 'limit';
      const index = parseBoundedJson(readFileSync(file), limits.indexBytes, `targets/${hash}`);
      const { packs } = contentIndex.parse(index);
      return packs.every((pack) => existsSync(path.join(targets, pack.sha256))) ? undefined : 'missing-file';
    } catch (error) {
      return error instanceof SanwuError ? error.kind : 'malformed';
    }
  }

  async #writeSnapshot(tree: RoleTree, versions: Map<string, number>) {
    const { folder, clock } = this.#options;
    const version = tree.nextVersion('snapshot');
    const bytes = signSnapshot(versions, version, clock(), this.#key(tree, 'snapshot'));
    await writeDurably(path.join(folder.metadata, `${version}.snapshot.json`), bytes);
    return { version, length: bytes.length, sha256: sha256Hex(bytes) };
  }

  #snapshotAgain(present: Present) {
    const { version, length, hashes } = present.timestamp.snapshotMeta;
    return { version, length: length ?? 0, sha256: hashes?.sha256 ?? '' };
  }

  #present(tree: RoleTree): Present | undefined {
    const { metadata } = this.#options.folder;
    const read = (file: string, most: number) =>
      asJsonObject(parseBoundedJson(readFileSync(path.join(metadata, file)), most, file), file);
    if (!existsSync(path.join(metadata, 'timestamp.json'))) return undefined;
    const timestamp = Metadata.fromJSON(kinds.timestamp, read('timestamp.json', limits.timestampBytes));
    const file = `${timestamp.signed.snapshotMeta.version}.snapshot.json`;
    const { keys, roles } = rootContent(tree.root.signed);
    const snapshotKeys = new Map([...keys].filter(([keyId]) => roles.snapshot.keyIds.includes(keyId)));
    const { versions, valid } = readSnapshot(read(file, limits.snapshotBytes), snapshotKeys);
    let current = valid;
    try {
      tree.root.verifyDelegate('timestamp', timestamp);
    } catch {
      current = false;
    }
    return { timestamp: timestamp.signed, versions, current };
  }

  #key(tree: RoleTree, role: 'snapshot' | 'timestamp'): KeyPair {
    const keyId = tree.root.signed.roles[role]?.keyIDs[0] ?? '';
    if (!this.#keys.has(keyId)) this.#keys = readOnlineKeys(this.#options.folder.onlineKeys);
    const key = this.#keys.get(keyId);
    if (!key) throw new SanwuError('missing-file', `keys/online/${role}`);
    return key;
  }
}

function sameVersions(first: Map<string, number>, second: Map<string, number>): boolean {
  return first.size === second.size && [...second].every(([role, version]) => first.get(role) === version);
}
