import { z } from 'zod';
import { moduleId, moduleIds } from './content.ts';
import { limits } from './limits.ts';

/**
 * The disclosure catalogue (公开目录) as data: what a village must disclose, where, how soon, and how.
 * Requirement rows R1.1, R1.2, R1.10–R1.12; ids and the order of deadlines as in the project's conventions.
 */

/** The five brightnesses (五亮): 资金 项目 保障 政策 人员, in the order of seed 002. */
export const brightnesses = ['funds', 'projects', 'welfare', 'policies', 'people'] as const;
export const brightness = z.enum(brightnesses);
export type Brightness = z.infer<typeof brightness>;

/**
 * Deadlines from the tightest to the loosest: within 24 hours; every month; quarter + 10 days; year + 30 days;
 * stage by stage (事前 事中 事后); shown as long as it holds (seed 003, two (three)). A child catalogue may only move to the left.
 */
export const deadlines = ['at-once', 'month', 'quarter', 'year', 'staged', 'long-term'] as const;
export const deadline = z.enum(deadlines);
export type Deadline = z.infer<typeof deadline>;

/**
 * Steps between draft and publication, in the order in which an entry lists them. `secrecy` 保密审查, `village` review by
 * village staff other than the compiler, `supervision` village supervision committee, `representatives` villagers'
 * representatives, `district-secretary` 片总支书记's opinion, `township` 镇街, `three-reviews` 三审三校 (seeds 001, 002, 003).
 */
export const reviewSteps = [
  'secrecy',
  'village',
  'supervision',
  'representatives',
  'district-secretary',
  'township',
  'three-reviews',
] as const;
const reviewStep = z.enum(reviewSteps);

/**
 * How the names of private persons are shown. `masked-after-publicity`: in full while a publicity period runs, masked before
 * and after it, and always where the item has none. Holders of office are never masked, whatever the policy.
 */
const namePolicies = ['full', 'masked', 'masked-after-publicity'] as const;
const namePolicy = z.enum(namePolicies);

/** Who may open original vouchers (原始凭证): nobody has any, everyone, after the villager's own sign-in, on request at the desk. */
export const voucherAccesses = ['none', 'all', 'signed-in', 'desk'] as const;
const voucherAccess = z.enum(voucherAccesses);

/**
 * Where an item is disclosed: `terminal` 查询机, `screen` 电子屏, `noticeboard` 村务公开栏, `posted` 张贴榜, `loudspeaker` 大喇叭,
 * `website` 政务公开网站专栏, `mini-program` 小程序, `wechat-account` 公众号, `wechat-group` 村民微信群 (seeds 000, 001, 003).
 */
export const channels = [
  'terminal',
  'screen',
  'noticeboard',
  'posted',
  'loudspeaker',
  'website',
  'mini-program',
  'wechat-account',
  'wechat-group',
] as const;
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;

/** Body forms that suit an entry (requirement row R1.4). */
const bodyForms = ['text', 'table', 'photo', 'pdf', 'audio', 'video', 'animation'] as const;
const bodyForm = z.enum(bodyForms);

const shippedPattern = String.raw`(?:village|community)\.(?:system|affairs|finance)\.[1-9]\d{0,2}`;
const columnPattern = String.raw`zw\.(?:village|finance|service)\.[1-9]\d{0,2}`;
const modulePattern = String.raw`sx\.(?:${moduleIds.join('|')})(?:\.[1-9]\d{0,2})?`;
const ownPattern = String.raw`\d{6}\.x\.[1-9]\d{0,5}`;

/** Id of a catalogue entry: `village.affairs.15`, `zw.finance.6`, `sx.party`, `sx.party.1`, `990101.x.3`. */
export const catalogueEntryId = z
  .string()
  .regex(new RegExp(`^(?:${shippedPattern}|${columnPattern}|${modulePattern}|${ownPattern})$`));

/** Id of an entry that a county or a township added itself: the county's six digits, `.x.`, a number from 1. */
export const ownEntryId = z.string().regex(new RegExp(`^${ownPattern}$`));

/** Id of a 5/7/3 column of seed 001: `zw.village.1`–`5`, `zw.finance.1`–`7`, `zw.service.1`–`3`. */
const columnId = z.string().regex(new RegExp(`^${columnPattern}$`));

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** An array without repetition, of at least `least` of the given values. */
const setOf = <T extends z.ZodType<string>>(value: T, least: number) =>
  z.array(value).min(least).refine(distinct, { error: 'repeated value' });

/** One matter to disclose. Entries keep the order of the source; the id is the identity, never the title. */
export const catalogueEntry = z.strictObject({
  id: catalogueEntryId,
  /** The source's own item name. */
  title: z.string().min(1).max(limits.titleCharacters),
  /** The same in plain words, shown first (「谁领了低保」). */
  plainTitle: z.string().min(1).max(limits.titleCharacters),
  module: moduleId,
  /** Columns of seed 001 under which it is found too; the first is the main one. */
  columns: setOf(columnId, 1),
  /** Five brightnesses under which it is found too; may be empty (the history of a village is none of them). */
  brightness: setOf(brightness, 0),
  /** Document numbers and clauses that ask for it. */
  basis: z.string().min(1).max(limits.basisCharacters),
  deadline,
  review: setOf(reviewStep, 1),
  names: namePolicy,
  vouchers: voucherAccess,
  channels: setOf(channel, 1),
  /** Least length of the publicity period (公示期) in calendar days, first and last included; 0 where none is prescribed. */
  publicityDays: z.int().min(0).max(limits.publicityDays),
  form: setOf(bodyForm, 1),
});
export type CatalogueEntry = z.infer<typeof catalogueEntry>;

/**
 * What a catalogue is for: all villages, all communities, the 5/7/3 columns, the six modules, or a county's further entries for
 * villages and communities alike. A county that tightens the village catalogue installs one of kind `village` with `parent: 'village'`.
 */
const catalogueKinds = ['village', 'community', 'columns', 'modules', 'county'] as const;
export const catalogueKind = z.enum(catalogueKinds);
export type CatalogueKind = z.infer<typeof catalogueKind>;

/** Whether a division with a notice of its own is an administrative village or an urban community. */
const villageKinds = ['village', 'community'] as const;
const villageKind = z.enum(villageKinds);
export type VillageKind = z.infer<typeof villageKind>;

/** Name of a catalogue; its TUF target is `catalogue/<name>.json`. Shipped: `village`, `community`, `columns`, `modules`. */
const catalogueName = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,58}[a-z0-9])?$/);

/** A whole catalogue. With a `parent`, every entry of the parent is repeated in it, as it is or tightened. */
export const catalogue = z.strictObject({
  id: catalogueName,
  title: z.string().min(1).max(limits.titleCharacters),
  parent: catalogueName.optional(),
  kind: catalogueKind,
  /** From 1; a new edition of the same catalogue is one more. */
  version: z.int().min(1),
  entries: z
    .array(catalogueEntry)
    .min(1)
    .max(limits.catalogueEntries)
    .refine((entries) => distinct(entries.map((entry) => entry.id)), { error: 'repeated entry id' }),
});
export type Catalogue = z.infer<typeof catalogue>;

/** How a child catalogue loosens its parent. `entry` is the id of the offending entry, `title` its official title. */
export type TightenViolation =
  | { readonly kind: 'missing-entry'; readonly entry: string; readonly title: string }
  | {
      readonly kind: 'missing-channel';
      readonly entry: string;
      readonly title: string;
      readonly channels: readonly Channel[];
    }
  | {
      readonly kind: 'later-deadline';
      readonly entry: string;
      readonly title: string;
      readonly parent: Deadline;
      readonly child: Deadline;
    }
  | { readonly kind: 'foreign-entry'; readonly entry: string; readonly title: string }
  | { readonly kind: 'other-kind'; readonly parent: CatalogueKind; readonly child: CatalogueKind };

/** Why an installed catalogue is not in force. The catalogue that it would have replaced stays in force. */
export type CatalogueRefusal =
  | { readonly catalogue: string; readonly kind: 'loosens'; readonly violations: readonly TightenViolation[] }
  /** Its parent is not installed, was refused, or is its own descendant. */
  | { readonly catalogue: string; readonly kind: 'no-parent'; readonly parent: string }
  /** It has the name of a shipped catalogue, which nobody replaces. */
  | { readonly catalogue: string; readonly kind: 'shipped-name' }
  /** Another catalogue, earlier in the list, refines the same parent for the same village. */
  | { readonly catalogue: string; readonly kind: 'second-child'; readonly parent: string };
