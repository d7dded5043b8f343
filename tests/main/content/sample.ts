/** Made-up items, packs and activations for tests of content and search. */

import type { Activation } from '../../../main/content/activation.ts';
import type {
  ContentIndex,
  ItemRecord,
  ItemVersion,
  ModuleId,
  Pack,
  Table,
} from '../../../main/contract/content.ts';
import { canonicalJson, itemDigest, sha256Hex } from '../../../main/trust/digest.ts';

export const village = '990101001001';
export const county = '990100000000';
const seal = 'A'.repeat(86);

/** 2026-10-08 10:00 in Asia/Shanghai. */
export const someDay = Date.parse('2026-10-08T02:00:00Z');
export const dayLength = 24 * 3_600_000;

export type Changes = Partial<ItemVersion>;

export function idOf(number: number, division = village, signer = 'county'): string {
  return `${division}.${signer}.${String(number).padStart(6, '0')}`;
}

/** Version 1 of an item of the village, published by the county, unless changed. */
export function version(number: number, changes: Changes = {}): ItemVersion {
  const division = changes.division ?? village;
  const signer = changes.signer ?? 'county';
  return {
    id: idOf(number, division, signer),
    version: 1,
    division,
    signer,
    source: 'village',
    title: `第${number}号公告`,
    catalogue: ['village.affairs.1'],
    module: 'village',
    kind: 'notice',
    reviewed: [],
    body: `正文${number}`,
    tables: [],
    attachments: [],
    publishedAt: someDay + number * 60_000,
    ...changes,
  };
}

const sealed = (content: ItemVersion) => ({ digest: itemDigest(content), seal, content });

export function published(...versions: ItemVersion[]): ItemRecord {
  return { id: versions[0]?.id ?? '', state: 'published', versions: versions.map(sealed) };
}

export function withdrawn(content: ItemVersion, reason = '登记有误', at = someDay): ItemRecord {
  return { id: content.id, state: 'withdrawn', withdrawn: { at, reason }, versions: [sealed(content)] };
}

export function erased(content: ItemVersion, reason = '含个人信息', at = someDay): ItemRecord {
  return {
    id: content.id,
    state: 'erased',
    erased: { at, reason },
    module: content.module,
    publishedAt: content.publishedAt,
    erasedVersions: [{ version: content.version, digest: itemDigest(content) }],
  };
}

export function packOf(items: ItemRecord[], part = 1, division = village, signer = 'county'): Pack {
  const module: ModuleId = 'village';
  return { type: 'sanwu.pack', format: 1, division, signer, module, year: 2026, part, items };
}

export const packHash = (pack: Pack) => sha256Hex(canonicalJson(pack));

export function indexOf(
  packs: Pack[],
  sequence: number,
  division = village,
  signer = 'county',
): ContentIndex {
  return {
    type: 'sanwu.index',
    format: 1,
    division,
    signer,
    sequence,
    issuedAt: someDay,
    nextNumber: 1,
    sealKey: 'A'.repeat(43),
    packs: packs.map((pack) => ({
      sha256: packHash(pack),
      length: canonicalJson(pack).length,
      module: pack.module,
      year: pack.year,
      part: pack.part,
      items: pack.items.length,
    })),
  };
}

/** A generation of these packs, by the signers that they name. Every pack is offered. */
export function activationOf(packs: Pack[], sequence = 1, changes: Partial<Activation> = {}): Activation {
  const bySigner = Map.groupBy(packs, (pack) => `${pack.division}/${pack.signer}`);
  const signers = Array.from(bySigner.values(), (own) => {
    const index = indexOf(own, sequence, own[0]?.division, own[0]?.signer);
    return { sha256: sha256Hex(canonicalJson(index)), index };
  });
  return {
    signers,
    newPacks: packs.map((pack) => ({ sha256: packHash(pack), read: () => pack })),
    catalogues: [],
    metadata: new Map([['timestamp', Buffer.from(`{"version":${sequence}}`)]]),
    timestamp: sequence,
    complete: true,
    targets: [],
    ...changes,
  };
}

/** A money table in 元 from rows of text and amounts in 分; `total` makes the last row a total. */
export function moneyTable(rows: [string, number][], total = true, title?: string): Table {
  const asText = (fen: number) => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return {
    ...(title === undefined ? {} : { title }),
    columns: [
      { title: '项目', kind: 'text' },
      { title: '金额', kind: 'money', unit: '元' },
    ],
    header: [[{ text: '项目' }, { text: '金额（元）' }]],
    rows: rows.map(([text, fen], index) => ({
      kind: total && index === rows.length - 1 ? 'total' : 'row',
      cells: [{ text }, { text: asText(fen), fen }],
    })),
    totals: [],
  };
}
