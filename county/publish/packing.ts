/**
 * Items into packs: grouped by module and year, in parts of about `limits.packTargetBytes`. An item stays in its part when it
 * changes, so a change touches one pack; new items go to the last part; a part that grew to twice the size is split.
 */
import { yearOf } from '../../main/calendar/days.ts';
import type { ContentIndex, ItemRecord, ModuleId, Pack } from '../../main/contract/content.ts';
import { LimitError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { canonicalJson, sha256Hex } from '../../main/trust/digest.ts';
import type { PackEntry, PackPart, SignerContent } from './signer-content.ts';

/** Module of the newest version; year in which the first version was published. */
export function groupOf(record: ItemRecord): { module: ModuleId; year: number } {
  if (record.state === 'erased') return { module: record.module, year: yearOf(record.publishedAt) };
  const first = record.versions[0];
  const last = record.versions[record.versions.length - 1];
  return {
    module: last?.content.module ?? 'overview',
    year: yearOf(first?.content.publishedAt ?? 0),
  };
}

const sizeOf = (record: ItemRecord) => Buffer.byteLength(canonicalJson(record)) + 1;

type Group = { parts: PackPart[]; sizes: Map<PackPart, number> };

/** New packs to write, and the complete list of the new index. */
export type Packed = { packs: { bytes: Buffer; sha256: string }[]; entries: PackEntry[] };

export class Packing {
  readonly #content: SignerContent;
  readonly #groups = new Map<string, Group>();
  readonly #touched = new Set<PackPart>();

  constructor(content: SignerContent) {
    this.#content = content;
  }

  /** Adds a record, or replaces the one of the same id where `at` says that it lies. */
  put(record: ItemRecord, at?: PackPart): void {
    const { module, year } = groupOf(record);
    if (at && at.module === module && at.year === year) {
      const group = this.#group(module, year);
      const part = group.parts.find((candidate) => candidate.part === at.part) ?? at;
      const place = part.items.findIndex((item) => item.id === record.id);
      part.items[place] = record;
      this.#touched.add(part);
      return;
    }
    if (at) this.#remove(record.id, at);
    this.#append(this.#group(module, year), module, year, record);
  }

  /** Serialises what was touched. @throws LimitError */
  finish(): Packed {
    for (const part of [...this.#touched]) this.#splitIfGrown(part);
    const packs: Packed['packs'] = [];
    const replaced = new Set<string>();
    const added: PackEntry[] = [];
    for (const part of this.#touched) {
      if (part.entry) replaced.add(part.entry.sha256);
      if (part.items.length === 0) continue;
      const bytes = this.#serialise(part);
      const sha256 = sha256Hex(bytes);
      packs.push({ bytes, sha256 });
      const { module, year, part: number } = part;
      added.push({ sha256, length: bytes.length, module, year, part: number, items: part.items.length });
    }
    const kept = this.#content.entries.filter((entry) => !replaced.has(entry.sha256));
    const entries = [...kept, ...added].sort(byGroup);
    if (entries.length > limits.indexPacks) throw new LimitError('indexPacks', this.#content.division);
    return { packs, entries };
  }

  #group(module: ModuleId, year: number): Group {
    const key = `${module}/${year}`;
    const known = this.#groups.get(key);
    if (known) return known;
    const entries = this.#content.entries.filter((entry) => entry.module === module && entry.year === year);
    const parts = entries.map((entry) => this.#content.part(entry)).sort((a, b) => a.part - b.part);
    const sizes = new Map(parts.map((part) => [part, part.entry?.length ?? 0]));
    const group = { parts, sizes };
    this.#groups.set(key, group);
    return group;
  }

  #append(group: Group, module: ModuleId, year: number, record: ItemRecord): void {
    const size = sizeOf(record);
    let part = group.parts[group.parts.length - 1];
    const full =
      part &&
      ((group.sizes.get(part) ?? 0) + size > limits.packTargetBytes || part.items.length >= limits.packItems);
    if (!part || (full && part.items.length > 0)) {
      part = { module, year, part: (part?.part ?? 0) + 1, items: [] };
      group.parts.push(part);
    }
    part.items.push(record);
    group.sizes.set(part, (group.sizes.get(part) ?? 0) + size);
    this.#touched.add(part);
  }

  #remove(id: string, from: PackPart): void {
    from.items = from.items.filter((item) => item.id !== id);
    this.#touched.add(from);
  }

  #splitIfGrown(part: PackPart): void {
    const group = this.#group(part.module, part.year);
    const sizes = part.items.map(sizeOf);
    let total = sizes.reduce((sum, size) => sum + size, 0);
    group.sizes.set(part, total);
    if (total <= 2 * limits.packTargetBytes) return;
    const moved: ItemRecord[] = [];
    while (part.items.length > 1 && total > limits.packTargetBytes) {
      total -= sizes.pop() ?? 0;
      const last = part.items.pop();
      if (last) moved.unshift(last);
    }
    group.sizes.set(part, total);
    for (const record of moved) this.#append(group, part.module, part.year, record);
  }

  #serialise(part: PackPart): Buffer {
    const { division, signer } = this.#content;
    const { module, year, part: number, items } = part;
    const pack: Pack = { type: 'sanwu.pack', format: 1, division, signer, module, year, part: number, items };
    const bytes = Buffer.from(canonicalJson(pack));
    if (bytes.length > limits.packBytes) throw new LimitError('packBytes', `${division}/${module}/${year}`);
    return bytes;
  }
}

function byGroup(first: PackEntry, second: PackEntry): number {
  return (
    first.module.localeCompare(second.module, 'en') || first.year - second.year || first.part - second.part
  );
}

/** The next index of a signer. */
export function nextIndex(
  content: SignerContent,
  packed: Packed,
  given: { now: number; nextNumber: number; sealKey: string },
): ContentIndex {
  return {
    type: 'sanwu.index',
    format: 1,
    division: content.division,
    signer: content.signer,
    sequence: (content.index?.sequence ?? 0) + 1,
    issuedAt: given.now,
    nextNumber: given.nextNumber,
    sealKey: given.sealKey,
    packs: packed.entries,
  };
}
