/**
 * The content model: what a county, township or village discloses, as it is signed, sent, stored and shown.
 * Ids, codes, times and money follow conventions.md; rows R1.1–R1.13 of the requirements.
 */
import { z } from 'zod';
import { limits } from './limits.ts';

/** 12-digit division code; county …000000, township …000. Identity is the code, never the name. */
export const divisionCode = z.string().regex(/^\d{12}$/);
/** Lower-case letters, digits, `-`, 3–32. */
export const terminalId = z.string().regex(/^[a-z0-9-]{3,32}$/);
/** `county`, a township's code, or a terminal's id. */
const signerName = z.string().regex(/^[a-z0-9-]{3,32}$/);
/** `<12-digit code>.<signer>.<6 digits>`; never reused. */
export const itemId = z.string().regex(/^\d{12}\.[a-z0-9-]{3,32}\.\d{6}$/);
export const catalogueId = z.string().regex(/^[a-z0-9]+(\.[a-z0-9]+){1,3}$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** UTC milliseconds. */
export const instant = z.number().int();
/** `YYYY-MM-DD` in Asia/Shanghai. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A day or a clock time of a day, both in Asia/Shanghai. */
export const dayOrTime = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/);
/** `2026`, `2026Q3`, `2026-07`, or an interval `2008-07/2010-12`. */
export const period = z
  .string()
  .regex(/^(\d{4}|\d{4}Q[1-4]|\d{4}-(0[1-9]|1[0-2])|\d{4}(-\d{2})?\/\d{4}(-\d{2})?)$/);

/** The six modules of seeds/000; the home screen's order. */
export const moduleIds = ['overview', 'party', 'village', 'finance', 'project', 'supervision'] as const;
export const moduleId = z.enum(moduleIds);
export type ModuleId = z.infer<typeof moduleId>;

export const itemKinds = [
  'notice',
  'statement',
  'list',
  'register',
  'decision',
  'project',
  'power',
  'result',
  'policy',
  'guide',
  'question',
  'general',
] as const;
export const itemKind = z.enum(itemKinds);
export type ItemKind = z.infer<typeof itemKind>;

const itemStates = ['published', 'superseded', 'withdrawn', 'erased'] as const;
export const itemState = z.enum(itemStates);
export type ItemState = z.infer<typeof itemState>;

/** Stages of a project's page (R1.7), in order. */
export const projectStages = [
  'approval',
  'budget',
  'quantities',
  'tender',
  'contract',
  'acceptance',
  'payment',
] as const;
export const projectStage = z.enum(projectStages);
export type ProjectStage = z.infer<typeof projectStage>;

const shortText = z.string().max(limits.cellCharacters);

/** Who did a step of the making of an item, and on which day. */
export const signOff = z.strictObject({
  by: shortText,
  on: dayOrTime.optional(),
  step: shortText.optional(),
});
export type SignOff = z.infer<typeof signOff>;

/**
 * Publicity period (公示期). `to` is always resolved when signed (inclusive; from `days`/`workdays` where the
 * source gave those); absent only where `longTerm`.
 */
export const publicity = z.strictObject({
  from: dayOrTime.optional(),
  to: dayOrTime.optional(),
  /** As the source wrote it: a count of days, 工作日 or 天, at least or exactly. */
  days: z.number().int().min(1).max(3650).optional(),
  workdays: z.boolean().optional(),
  atLeast: z.boolean().optional(),
  longTerm: z.boolean().optional(),
});
export type Publicity = z.infer<typeof publicity>;

/** One cell as published; `fen` is what the text means as money in 分, where it is certain (多 is not a number). */
const tableCell = z.strictObject({
  text: shortText,
  fen: z.number().int().optional(),
  columnSpan: z.number().int().min(2).max(limits.tableColumns).optional(),
  rowSpan: z.number().int().min(2).max(limits.tableRows).optional(),
});
export type TableCell = z.infer<typeof tableCell>;

/** `id` is a register row's own id (R1.13). Cells covered by a span of another cell are left out. */
export const tableRow = z.strictObject({
  id: shortText.optional(),
  kind: z.enum(['row', 'total', 'section']),
  cells: z.array(tableCell).max(limits.tableColumns),
});
export type TableRow = z.infer<typeof tableRow>;

/**
 * What adding up a money column gave. It marks a figure and never changes it (requirements.md "Shown as published").
 * `differenceFen` = stated − sum. `rounding`: within half a unit of the last printed digit per row.
 */
const totalCheck = z.strictObject({
  column: z.number().int(),
  sumFen: z.number().int(),
  statedFen: z.number().int(),
  differenceFen: z.number().int(),
  result: z.enum(['equal', 'rounding', 'differs']),
});
export type TotalCheck = z.infer<typeof totalCheck>;

/** A table as published: header rows with their spans, then rows. `columns` describes leaf columns, left to right. */
export const table = z.strictObject({
  title: shortText.optional(),
  columns: z
    .array(
      z.strictObject({
        title: shortText,
        kind: z.enum(['text', 'money', 'number', 'date']),
        /** 元 or 万元, for money columns. */
        unit: z.string().max(8).optional(),
      }),
    )
    .min(1)
    .max(limits.tableColumns),
  header: z.array(z.array(tableCell).max(limits.tableColumns)).max(8),
  rows: z.array(tableRow).max(limits.tableRows),
  totals: z.array(totalCheck).max(limits.tableColumns),
  /** 续表: continues the table before it in `tables`. */
  continues: z.boolean().optional(),
});
export type Table = z.infer<typeof table>;

/** A file of an item, named by its hash. `name` is shown, and never becomes a path. */
export const attachment = z.strictObject({
  sha256,
  length: z.number().int().min(0).max(limits.attachmentBytes),
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/),
  name: z.string().min(1).max(limits.fileNameCharacters),
  title: shortText.optional(),
  /** 1-based row of the item's first table that this voucher (原始凭证) proves. */
  voucherFor: z.number().int().min(1).optional(),
  access: z.enum(['all', 'signed-in', 'desk']),
});
export type Attachment = z.infer<typeof attachment>;

/** R1.7. `missing` is the written explanation of a stage that has no document. */
export const projectReference = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9-]{3,40}$/),
  name: shortText.optional(),
  stage: projectStage,
  missing: shortText.optional(),
});
export type ProjectReference = z.infer<typeof projectReference>;

/** R1.8, seeds/004: each power with basis, who executes, who supervises, the steps. */
export const powerReference = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9-]{2,40}$/),
  basis: shortText.optional(),
  executes: shortText.optional(),
  supervises: shortText.optional(),
  steps: z
    .array(z.strictObject({ who: shortText.optional(), does: shortText }))
    .max(60)
    .optional(),
});
export type PowerReference = z.infer<typeof powerReference>;

/** One version of an item: what the digest is taken over (conventions.md, "digest"). */
export const itemVersion = z.strictObject({
  id: itemId,
  version: z.number().int().min(1).max(limits.itemVersions),
  /** The division it is published for. */
  division: divisionCode,
  signer: signerName,
  source: z.enum(['county', 'township', 'village']),
  title: z.string().min(1).max(limits.titleCharacters),
  emphasis: shortText.optional(),
  catalogue: z.array(catalogueId).min(1).max(20),
  /** Of the first catalogue entry. */
  module: moduleId,
  kind: itemKind,
  period: period.optional(),
  dated: day.optional(),
  compiled: signOff.optional(),
  reviewed: z.array(signOff).max(20),
  approved: signOff.optional(),
  publicity: publicity.optional(),
  follows: itemId.optional(),
  project: projectReference.optional(),
  power: powerReference.optional(),
  /** Markdown (CommonMark with tables, no HTML). */
  body: z.string().max(limits.bodyCharacters),
  tables: z.array(table).max(limits.itemTables),
  attachments: z.array(attachment).max(limits.itemAttachments),
  publishedAt: instant,
  /** Why this version replaced the one before; absent on version 1. */
  correction: z.strictObject({ reason: z.string().min(1).max(limits.reasonCharacters) }).optional(),
  /** Made-up content of the demo county (演示数据). */
  demo: z.literal(true).optional(),
});
export type ItemVersion = z.infer<typeof itemVersion>;

/** A version as a signer sends it. `seal`: base64url Ed25519 by the index's `sealKey` over `sanwu-item\n<digest>` (the QR's short signature). */
const sealedVersion = z.strictObject({
  digest: sha256,
  seal: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  content: itemVersion,
});
export type SealedVersion = z.infer<typeof sealedVersion>;

const trace = z.strictObject({ at: instant, reason: z.string().min(1).max(limits.reasonCharacters) });

/**
 * All of an item: nothing disappears silently (R1.5). Versions ascend; all but the last are superseded.
 * An erased item keeps a tombstone: reason, and version numbers with digests; no content, no title.
 */
const itemRecord = z.discriminatedUnion('state', [
  z.strictObject({
    id: itemId,
    state: z.literal('published'),
    versions: z.array(sealedVersion).min(1).max(limits.itemVersions),
  }),
  z.strictObject({
    id: itemId,
    state: z.literal('withdrawn'),
    withdrawn: trace,
    versions: z.array(sealedVersion).min(1).max(limits.itemVersions),
  }),
  z.strictObject({
    id: itemId,
    state: z.literal('erased'),
    erased: trace,
    module: moduleId,
    publishedAt: instant,
    erasedVersions: z
      .array(z.strictObject({ version: z.number().int(), digest: sha256 }))
      .max(limits.itemVersions),
  }),
]);
export type ItemRecord = z.infer<typeof itemRecord>;

/** Items of one division, signer, module and year. Canonical JSON (RFC 8785), named by its SHA-256. */
export const pack = z.strictObject({
  type: z.literal('sanwu.pack'),
  format: z.literal(1),
  division: divisionCode,
  signer: signerName,
  module: moduleId,
  year: z.number().int().min(1900).max(2200),
  part: z.number().int().min(1),
  items: z.array(itemRecord).max(limits.packItems),
});
export type Pack = z.infer<typeof pack>;

/** What one signer shows in one division. `sequence` only grows. `nextNumber`: next free 6-digit item number. */
export const contentIndex = z.strictObject({
  type: z.literal('sanwu.index'),
  format: z.literal(1),
  division: divisionCode,
  signer: signerName,
  sequence: z.number().int().min(1),
  issuedAt: instant,
  nextNumber: z.number().int().min(1).max(1_000_000),
  /** Public key of the seals: raw Ed25519, base64url. */
  sealKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  packs: z
    .array(
      z.strictObject({
        sha256,
        length: z.number().int().min(1).max(limits.packBytes),
        module: moduleId,
        year: z.number().int(),
        part: z.number().int().min(1),
        items: z.number().int().min(0),
      }),
    )
    .max(limits.indexPacks),
});
export type ContentIndex = z.infer<typeof contentIndex>;
