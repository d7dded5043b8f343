/**
 * Reading the signed roles of `repository/metadata`. A role counts in its newest version that verifies against its parent's
 * newest version that verifies …, so that files of an interrupted command, above or below, change nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Metadata, type Root, type Targets } from '@tufjs/models';
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { metadataFile, parentRole } from './role-names.ts';
import { asJsonObject, kinds } from './tuf-json.ts';

export type ResolvedRole = { name: string; version: number; metadata: Metadata<Targets> };

const numbered = /^(\d{1,9})\.([A-Za-z0-9%._-]+)\.json$/;

/** A file that is no metadata must not stop the county. */
function roleOfFile(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Versions of each role that lie in the folder, newest first. */
export function listVersions(metadataFolder: string): Map<string, number[]> {
  const versions = new Map<string, number[]>();
  for (const file of readdirSync(metadataFolder)) {
    const match = numbered.exec(file);
    if (!match?.[1] || !match[2]) continue;
    const role = roleOfFile(match[2]);
    if (role === undefined) continue;
    const known = versions.get(role);
    if (known) known.push(Number(match[1]));
    else versions.set(role, [Number(match[1])]);
  }
  for (const known of versions.values()) known.sort((first, second) => second - first);
  return versions;
}

/** Parsed metadata files. Keep one over many trees to read each file only once. */
export class MetadataCache {
  readonly #folder: string;
  readonly #roots = new Map<number, Metadata<Root>>();
  readonly #targets = new Map<string, Metadata<Targets> | undefined>();
  /** `parent file > child file` → whether the parent's keys signed the child. */
  readonly #verdicts = new Map<string, boolean>();

  constructor(metadataFolder: string) {
    this.#folder = metadataFolder;
  }

  /** @throws SanwuError when the file is absent or malformed, or not signed by itself */
  root(version: number): Metadata<Root> {
    const known = this.#roots.get(version);
    if (known) return known;
    const file = `${version}.root.json`;
    const root = Metadata.fromJSON(kinds.root, this.#read(file, limits.rootBytes));
    try {
      root.verifyDelegate('root', root);
    } catch (cause) {
      throw new SanwuError('bad-signature', file, { cause });
    }
    this.#roots.set(version, root);
    return root;
  }

  /** A targets-like role's file; undefined when it is absent, malformed, or lies about its version. */
  targets(role: string, version: number): Metadata<Targets> | undefined {
    const file = metadataFile(role, version);
    if (!this.#targets.has(file)) this.#targets.set(file, this.#parse(file, version));
    return this.#targets.get(file);
  }

  signedBy(
    parent: Metadata<Root> | Metadata<Targets>,
    parentFile: string,
    child: Metadata<Targets>,
    role: string,
  ) {
    const pair = `${parentFile}>${metadataFile(role, child.signed.version)}`;
    const known = this.#verdicts.get(pair);
    if (known !== undefined) return known;
    let verdict = true;
    try {
      parent.verifyDelegate(role, child);
    } catch {
      verdict = false;
    }
    this.#verdicts.set(pair, verdict);
    return verdict;
  }

  #parse(file: string, version: number): Metadata<Targets> | undefined {
    try {
      const metadata = Metadata.fromJSON(kinds.targets, this.#read(file, limits.targetsBytes));
      return metadata.signed.version === version ? metadata : undefined;
    } catch {
      return undefined;
    }
  }

  #read(file: string, most: number) {
    const bytes = readFileSync(path.join(this.#folder, file));
    return asJsonObject(parseBoundedJson(bytes, most, file), file);
  }
}

/** One consistent look at the folder. Roles are read when asked for. */
export class RoleTree {
  readonly root: Metadata<Root>;
  readonly #cache: MetadataCache;
  readonly #versions: Map<string, number[]>;
  readonly #resolved = new Map<string, ResolvedRole | undefined>();

  constructor(metadataFolder: string, cache = new MetadataCache(metadataFolder)) {
    this.#cache = cache;
    this.#versions = listVersions(metadataFolder);
    const newest = this.#versions.get('root')?.[0];
    if (newest === undefined) throw new SanwuError('missing-file', 'root.json');
    this.root = cache.root(newest);
  }

  /** Version numbers are never used twice, also not those of interrupted commands. */
  nextVersion(role: string): number {
    return (this.#versions.get(role)?.[0] ?? 0) + 1;
  }

  /** The role as it stands, or undefined when nothing valid is there. */
  find(role: string): ResolvedRole | undefined {
    if (!this.#resolved.has(role)) this.#resolved.set(role, this.#resolve(role));
    return this.#resolved.get(role);
  }

  /** @throws SanwuError `not-found` */
  get(role: string): ResolvedRole {
    const found = this.find(role);
    if (!found) throw new SanwuError('not-found', role);
    return found;
  }

  /** Ids of the keys that may sign the role. */
  keyIds(role: string): string[] {
    if (role === 'targets') return this.root.signed.roles.targets?.keyIDs ?? [];
    return this.find(parentRole(role))?.metadata.signed.delegations?.roles?.[role]?.keyIDs ?? [];
  }

  /** All roles that can be reached from the root, parents before children. */
  walk(): ResolvedRole[] {
    const reached: ResolvedRole[] = [];
    const waiting = ['targets'];
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const role = this.find(name);
      if (!role) continue;
      reached.push(role);
      waiting.push(...Object.keys(role.metadata.signed.delegations?.roles ?? {}));
    }
    return reached;
  }

  #resolve(role: string): ResolvedRole | undefined {
    const parent = role === 'targets' ? undefined : this.find(parentRole(role));
    if (role !== 'targets' && !parent?.metadata.signed.delegations?.roles?.[role]) return undefined;
    const parentMetadata = parent?.metadata ?? this.root;
    const parentFile = metadataFile(parent?.name ?? 'root', parentMetadata.signed.version);
    for (const version of this.#versions.get(role) ?? []) {
      const metadata = this.#cache.targets(role, version);
      if (metadata && this.#cache.signedBy(parentMetadata, parentFile, metadata, role))
        return { name: role, version, metadata };
    }
    return undefined;
  }
}
