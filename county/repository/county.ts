/** An opened county: its folder, its keys, its clock. Every change goes through `change`. */
import path from 'node:path';
import { SanwuError } from '../../main/contract/errors.ts';
import type { KeyPair } from '../keys/key-pair.ts';
import { KeyStore, type PassphraseSource } from '../keys/key-store.ts';
import { eachOf, flushFolder, placeDurably, writeDurably } from './files.ts';
import { type CountyFolder, countyFolder } from './folder.ts';
import { withLock } from './lock.ts';
import { metadataFile } from './role-names.ts';
import { RoleTree } from './role-tree.ts';
import { emptyTargets, signTargets, type TargetsContent, targetsContent } from './tuf-json.ts';

export type County = {
  readonly folder: CountyFolder;
  readonly keys: KeyStore;
  /** UTC milliseconds. */
  readonly clock: () => number;
};

/** How long a command waits for the one before it. ms */
const patience = 120_000;

export function countyAt(dir: string, passphrase: PassphraseSource, clock: () => number = Date.now): County {
  const folder = countyFolder(dir);
  return { folder, keys: new KeyStore(folder.keys, passphrase), clock };
}

/** Runs one command on the folder alone; others wait. */
export function alone<T>(county: County, work: () => Promise<T>): Promise<T> {
  return withLock(county.folder.dir, 'county', patience, work);
}

/** Metadata files written at the same moment. */
const writers = 16;

/**
 * Signed roles that belong to one change. Nothing is written before `commit`. The one that was staged last is written last
 * and makes the change count: the others are under it, and not valid, or not delegated, without it.
 */
export class Change {
  readonly tree: RoleTree;
  readonly #county: County;
  readonly #staged: { file: string; bytes: Buffer }[] = [];

  constructor(county: County) {
    this.#county = county;
    this.tree = new RoleTree(county.folder.metadata);
  }

  /** What the role says now; empty for a role that does not exist yet. */
  content(role: string): TargetsContent {
    const found = this.tree.find(role);
    return found ? targetsContent(found.metadata.signed) : emptyTargets();
  }

  /** The key that the role's parent names. @throws SanwuError `forbidden` when the role is not delegated */
  async keyOf(role: string): Promise<KeyPair> {
    const keyId = this.tree.keyIds(role)[0];
    if (!keyId) throw new SanwuError('forbidden', role);
    return this.#county.keys.open(keyId);
  }

  /** Signs the next version of a role. `key` where the delegation is only staged yet. */
  async stage(role: string, content: TargetsContent, key?: KeyPair): Promise<void> {
    const version = this.tree.nextVersion(role);
    const signing = key ?? (await this.keyOf(role));
    const bytes = signTargets(content, version, this.#county.clock(), signing);
    this.#staged.push({ file: metadataFile(role, version), bytes });
  }

  /** Stages a metadata file that is signed already (a root). */
  stageFile(file: string, bytes: Buffer): void {
    this.#staged.push({ file, bytes });
  }

  async commit(): Promise<void> {
    const { metadata, targets } = this.#county.folder;
    await flushFolder(targets);
    const last = this.#staged.at(-1);
    await eachOf(this.#staged.slice(0, -1), writers, ({ file, bytes }) =>
      placeDurably(path.join(metadata, file), bytes, 0o644),
    );
    await flushFolder(metadata);
    if (last) await writeDurably(path.join(metadata, last.file), last.bytes);
  }
}
