/** What one signer shows in one division: its index, its packs, its items, read lazily from the folder. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ContentIndex, ItemRecord, ModuleId, Pack } from '../../main/contract/content.ts';
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { sha256Hex } from '../../main/trust/digest.ts';
import { indexPath } from '../repository/role-names.ts';
import type { TargetsContent } from '../repository/tuf-json.ts';

export type PackEntry = ContentIndex['packs'][number];

/** A part of a group (module and year). `entry` is absent for a part that is not written yet. */
export type PackPart = {
  module: ModuleId;
  year: number;
  part: number;
  entry?: PackEntry;
  items: ItemRecord[];
};

/** Reads a content-addressed JSON file of our own making; its hash is its proof. */
function readTarget(targetsFolder: string, hash: string, most: number): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path.join(targetsFolder, hash));
  } catch (cause) {
    throw new SanwuError('missing-file', `targets/${hash}`, { cause });
  }
  if (sha256Hex(bytes) !== hash) throw new SanwuError('broken-file', `targets/${hash}`);
  return parseBoundedJson(bytes, most, `targets/${hash}`);
}

export class SignerContent {
  readonly division: string;
  readonly signer: string;
  readonly index: ContentIndex | undefined;
  readonly #folder: string;
  readonly #parts = new Map<string, PackPart>();

  constructor(targetsFolder: string, division: string, signer: string, role: TargetsContent) {
    this.#folder = targetsFolder;
    this.division = division;
    this.signer = signer;
    const entry = role.targets.get(indexPath(division, signer));
    this.index = entry && (readTarget(targetsFolder, entry.sha256, limits.indexBytes) as ContentIndex);
  }

  get entries(): PackEntry[] {
    return this.index?.packs ?? [];
  }

  part(entry: PackEntry): PackPart {
    const known = this.#parts.get(entry.sha256);
    if (known) return known;
    const pack = readTarget(this.#folder, entry.sha256, limits.packBytes) as Pack;
    const part = { module: entry.module, year: entry.year, part: entry.part, entry, items: pack.items };
    this.#parts.set(entry.sha256, part);
    return part;
  }

  /** Where an item lies, or undefined. Reads packs until it is found. */
  locate(id: string): { part: PackPart; record: ItemRecord } | undefined {
    for (const entry of this.entries) {
      const part = this.part(entry);
      const record = part.items.find((item) => item.id === id);
      if (record) return { part, record };
    }
    return undefined;
  }
}
