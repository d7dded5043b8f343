/** Deleting what nothing refers to any more from `repository/`: at once after an erasure, after a day otherwise. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ContentIndex } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import type { CountyFolder } from './folder.ts';
import { metadataFile } from './role-names.ts';
import { listVersions, RoleTree } from './role-tree.ts';

const hashName = /^[0-9a-f]{64}$/;
const attachmentHash = /"sha256":"([0-9a-f]{64})"/g;
/** Beginning of a pack or an index in canonical JSON. */
const ownContent = /^\{"division":"\d{12}","format":1,"i/;

type References = { named: Set<string>; attachments: Set<string> };

function read(folder: CountyFolder, hash: string): Buffer | undefined {
  try {
    return readFileSync(path.join(folder.targets, hash));
  } catch {
    return undefined;
  }
}

/** Everything that valid roles lead to: `named` by roles and indexes, `attachments` by packs. */
function references(folder: CountyFolder): References {
  const found: References = { named: new Set(), attachments: new Set() };
  for (const role of new RoleTree(folder.metadata).walk()) {
    for (const [target, file] of Object.entries(role.metadata.signed.targets)) {
      const hash = file.hashes.sha256 ?? '';
      found.named.add(hash);
      if (!target.endsWith('/index.json') || !target.startsWith('v/')) continue;
      const bytes = read(folder, hash);
      const index = bytes && (JSON.parse(bytes.toString('utf8')) as ContentIndex);
      for (const pack of index?.packs ?? []) found.named.add(pack.sha256);
    }
  }
  for (const hash of found.named) {
    const text = read(folder, hash)?.toString('latin1') ?? '';
    for (const match of text.matchAll(attachmentHash)) if (match[1]) found.attachments.add(match[1]);
  }
  return found;
}

const remove = (folder: CountyFolder, hash: string) =>
  rmSync(path.join(folder.targets, hash), { force: true });

function isOwnContent(folder: CountyFolder, hash: string): boolean {
  const file = path.join(folder.targets, hash);
  if (statSync(file).size > limits.packBytes) return false;
  return ownContent.test(readFileSync(file).subarray(0, 64).toString('latin1'));
}

/** Deletes every superseded pack and index, and those of the given files that no item shows any more. */
export async function sweepErased(folder: CountyFolder, files: readonly string[]): Promise<void> {
  const { named, attachments } = references(folder);
  for (const hash of readdirSync(folder.targets)) {
    if (hashName.test(hash) && !named.has(hash) && !attachments.has(hash) && isOwnContent(folder, hash))
      remove(folder, hash);
  }
  for (const hash of files) if (!named.has(hash) && !attachments.has(hash)) remove(folder, hash);
}

/** Deletes what has been unreferenced and is older than `age` ms, also left-overs of killed commands. Run it alone. */
export function sweepOld(folder: CountyFolder, now: number, age: number): void {
  const { named, attachments } = references(folder);
  const old = (file: string) => now - statSync(file).mtimeMs > age;
  for (const name of readdirSync(folder.targets)) {
    if (named.has(name) || attachments.has(name)) continue;
    const file = path.join(folder.targets, name);
    if (old(file)) rmSync(file, { force: true });
  }
  sweepMetadata(folder, old);
}

function sweepMetadata(folder: CountyFolder, old: (file: string) => boolean): void {
  const tree = new RoleTree(folder.metadata);
  for (const [role, versions] of listVersions(folder.metadata)) {
    if (role === 'root') continue;
    const current = role === 'snapshot' ? versions[0] : tree.find(role)?.version;
    for (const version of versions) {
      const file = path.join(folder.metadata, metadataFile(role, version));
      if (current !== undefined && version < current && old(file)) rmSync(file, { force: true });
    }
  }
  for (const name of readdirSync(folder.metadata)) {
    const file = path.join(folder.metadata, name);
    if (name.endsWith('.partial') && old(file)) rmSync(file, { force: true });
  }
}
