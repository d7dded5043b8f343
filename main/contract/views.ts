/** What the core gives to pages: shaped for a screen, no secrets, no paths. */
import { z } from 'zod';
import { brightness } from './catalogue.ts';
import {
  attachment,
  catalogueId,
  day,
  divisionCode,
  instant,
  itemId,
  itemKind,
  itemState,
  moduleId,
  period,
  powerReference,
  projectReference,
  projectStage,
  publicity,
  sha256,
  signOff,
  table,
} from './content.ts';
import { limits } from './limits.ts';

/** An item in a list. `daysLeft` counts today (conventions.md), present while in its publicity period. */
const itemCard = z.object({
  id: itemId,
  version: z.number().int(),
  title: z.string(),
  emphasis: z.string().optional(),
  module: moduleId,
  kind: itemKind,
  state: itemState,
  period: z.string().optional(),
  year: z.number().int(),
  publishedAt: instant,
  catalogue: z.array(catalogueId),
  /** Plain title of the first catalogue entry. */
  catalogueTitle: z.string(),
  daysLeft: z.number().int().optional(),
  publicity: publicity.optional(),
  /** More than one version. */
  corrected: z.boolean(),
});
export type ItemCard = z.infer<typeof itemCard>;

/** How current the content is. `staleDays`: whole days since the county last confirmed it, 0 when today. */
export const freshness = z.object({
  updatedAt: instant.optional(),
  staleDays: z.number().int(),
  link: z.enum(['online', 'connecting', 'offline', 'folder']),
  clockInDoubt: z.boolean(),
  /** Kind of the trouble that keeps newer content out, if any. */
  trouble: z.string().optional(),
});
export type Freshness = z.infer<typeof freshness>;

/** Who and where this terminal is (from signed settings; names before the first sync come from the config file). */
export const place = z.object({
  village: divisionCode,
  kind: z.enum(['village', 'community']),
  villageName: z.string(),
  townshipName: z.string(),
  countyName: z.string(),
  accent: z.string().optional(),
  /** `matrix`: the address as a QR code, rows of modules, `1` dark; absent where it is too long for one. */
  links: z.array(
    z.object({
      title: z.string(),
      url: z.string().optional(),
      matrix: z.array(z.string()).optional(),
      phone: z.string().optional(),
    }),
  ),
  /** Seconds without a touch before the warning, on a page with somebody's own things on it, and the warning's length. */
  idle: z.object({ afterSeconds: z.number(), personalSeconds: z.number(), warningSeconds: z.number() }),
  demo: z.boolean(),
});
export type Place = z.infer<typeof place>;

export const homeView = z.object({
  place,
  freshness,
  /** The first that end. */
  publicity: z.array(itemCard),
  /** Of all that is in its publicity period. */
  publicityCount: z.number().int(),
  modules: z.array(z.object({ id: moduleId, count: z.number().int(), latest: instant.optional() })),
  recent: z.array(itemCard),
  monthCount: z.number().int(),
  /** Version of the software, for whoever is asked about the machine. */
  software: z.string(),
});
export type HomeView = z.infer<typeof homeView>;

/** A list of items: of a module, under one of the five brightnesses (R1.12), of one kind (台账: `register`, R1.13), or several at once. */
export const moduleQuery = z.object({
  module: moduleId.optional(),
  brightness: brightness.optional(),
  kind: itemKind.optional(),
  /** `published`: neither withdrawn nor erased; `publicity`: of these what is in its publicity period, what ends first before the others. */
  only: z.enum(['published', 'publicity']).optional(),
  year: z.number().int().optional(),
  /** 1–4; items of a month count to its quarter. */
  quarter: z.number().int().min(1).max(4).optional(),
  catalogue: catalogueId.optional(),
  cursor: z.string().max(100).optional(),
});
export type ModuleQuery = z.infer<typeof moduleQuery>;

export const moduleView = z.object({
  years: z.array(z.object({ year: z.number().int(), count: z.number().int() })),
  quarters: z.array(z.object({ quarter: z.number().int(), count: z.number().int() })),
  /** Catalogue entries of the list with at least one item, in catalogue order. */
  entries: z.array(
    z.object({
      id: catalogueId,
      module: moduleId,
      title: z.string(),
      plainTitle: z.string(),
      count: z.number().int(),
    }),
  ),
  items: z.array(itemCard),
  total: z.number().int(),
  next: z.string().optional(),
});
export type ModuleView = z.infer<typeof moduleView>;

/** What is to be printed: an item, or some rows of one of its tables (both counted from 0). */
export const printInput = z.strictObject({
  id: itemId,
  version: z.number().int().min(1).optional(),
  rows: z
    .strictObject({
      table: z.number().int().min(0),
      chosen: z.array(z.number().int().min(0)).min(1).max(limits.slipTableRows),
    })
    .optional(),
});
export type PrintInput = z.infer<typeof printInput>;

/** An attachment to open: `url` is short-lived and relative to the core (`/file/…`); absent where access is not `all`, or the file has not arrived. */
export const attachmentView = attachment.extend({ url: z.string().optional(), arrived: z.boolean() });
export type AttachmentView = z.infer<typeof attachmentView>;

/** One figure of the three at the head of a statement. */
const keyFigure = z.object({ label: z.string(), value: z.string(), unit: z.string() });
export type KeyFigure = z.infer<typeof keyFigure>;

export const itemView = z.object({
  card: itemCard,
  /** The version shown; the newest when none was asked for. Absent content: erased. */
  content: z
    .object({
      version: z.number().int(),
      digest: sha256,
      state: itemState,
      /**
       * Of the version shown, where it is not the newest: the card speaks of that one. `title` is then always there, and
       * what is absent of the others, this version does not have.
       */
      title: z.string().optional(),
      emphasis: z.string().optional(),
      period: period.optional(),
      publicity: publicity.optional(),
      source: z.enum(['county', 'township', 'village']),
      body: z.string(),
      tables: z.array(table),
      attachments: z.array(attachmentView),
      dated: day.optional(),
      compiled: signOff.optional(),
      reviewed: z.array(signOff),
      approved: signOff.optional(),
      correctionReason: z.string().optional(),
      power: powerReference.optional(),
      /** As this version says it; the project as a whole stands beside `content`. */
      project: projectReference.optional(),
      keyFigures: z.array(keyFigure),
    })
    .optional(),
  catalogueEntries: z.array(
    z.object({ id: catalogueId, title: z.string(), plainTitle: z.string(), basis: z.string() }),
  ),
  /** All versions, newest first. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      publishedAt: instant,
      digest: sha256,
      state: itemState,
      reason: z.string().optional(),
    }),
  ),
  withdrawn: z.object({ at: instant, reason: z.string() }).optional(),
  erased: z.object({ at: instant, reason: z.string() }).optional(),
  /** What this follows and what follows it: pre-announcement → result, question → answer. */
  follows: itemCard.optional(),
  followedBy: z.array(itemCard),
  /** All that belongs to one affair (R1.9, R1.10), this item among it, oldest first; questions and answers are not in it. */
  story: z.array(itemCard).optional(),
  /** The same catalogue entry over the periods, for the picture: oldest first, amount in 分. */
  series: z.array(
    z.object({
      id: itemId,
      period: z.string(),
      fen: z.number().int(),
      current: z.boolean(),
      /** Both sides, where the statements of the series have both. 分 */
      income: z.number().int().optional(),
      expense: z.number().int().optional(),
    }),
  ),
  seriesLabel: z.string().optional(),
  /** The seven columns 资产 … 公益 (R1.6): of each the statement of this period, else the newest; absent where it has none. */
  columns: z
    .array(
      z.object({
        id: catalogueId,
        title: z.string(),
        item: itemCard.optional(),
        current: z.boolean(),
      }),
    )
    .optional(),
  /** R1.8: the power itself, and what was decided under it (办事结果), newest first. */
  power: z.object({ code: z.string(), list: itemCard.optional(), results: z.array(itemCard) }).optional(),
  /** R1.7, R1.13: all stages in order; a stage without items and without a written reason is missing. */
  project: z
    .object({
      code: z.string(),
      name: z.string(),
      /** `disposal`: of an asset or resource; its stages have other names. */
      kind: z.enum(['works', 'disposal']).optional(),
      stages: z.array(
        z.object({
          stage: projectStage,
          items: z.array(itemCard),
          missing: z.string().optional(),
          /** What the stage's items say of money, each by the item that says it. 分 */
          amounts: z.array(z.object({ id: itemId, fen: z.number().int() })).optional(),
        }),
      ),
    })
    .optional(),
});
export type ItemView = z.infer<typeof itemView>;

export const searchQuery = z.object({
  text: z.string().max(limits.queryCharacters),
  module: moduleId.optional(),
  kind: itemKind.optional(),
  year: z.number().int().optional(),
  cursor: z.string().max(100).optional(),
});
export type SearchQuery = z.infer<typeof searchQuery>;

/** `excerpt` is plain text with the hits as [start, end) pairs in UTF-16 units; `titleHits` likewise over the title. */
const searchHit = z.object({
  card: itemCard,
  excerpt: z.string(),
  excerptHits: z.array(z.tuple([z.number().int(), z.number().int()])),
  titleHits: z.array(z.tuple([z.number().int(), z.number().int()])),
});
/** Words and names of what is shown here, for the on-screen input: `weight` is how often they occur. */
export const localWords = z
  .array(z.object({ text: z.string(), weight: z.number().int().min(1), name: z.literal(true).optional() }))
  .max(limits.localWords);
export type LocalWords = z.infer<typeof localWords>;

export const searchView = z.object({
  hits: z.array(searchHit),
  next: z.string().optional(),
  /** Nothing has the text as it was written: these are its words, which stand apart in what was found. */
  apart: z.array(z.string()).optional(),
});
export type SearchView = z.infer<typeof searchView>;

/** Take-away: text of the QR (conventions.md, "QR text") and its modules, row by row, `1` dark. */
export const takeAway = z.object({
  text: z.string(),
  matrix: z.array(z.string()),
  digest8: z.string(),
  link: z.string().optional(),
});
export type TakeAway = z.infer<typeof takeAway>;

/** What became of a print job. `unknown` is not printed (quality.md). `message` is Chinese, for the person in front. */
export const printOutcome = z.object({
  outcome: z.enum(['printed', 'unknown', 'failed']),
  state: z.string(),
  message: z.string(),
});
export type PrintOutcome = z.infer<typeof printOutcome>;

/** How the printer is, before anybody presses. `trouble`: nothing would come out now; `message` says why and what to do. */
export const printerView = z.object({ state: z.string().max(30), trouble: z.boolean(), message: z.string() });
export type PrinterView = z.infer<typeof printerView>;

/** The notice screen's rotation, in the order to show (R3.1). The page paginates and times by what fits. */
export const rotationView = z.object({
  place,
  freshness,
  entries: z.array(
    z.object({
      card: itemCard,
      reason: z.enum(['announced', 'publicity', 'new', 'weight']),
      view: itemView,
      takeAway,
    }),
  ),
  ticker: z.array(itemCard),
});
export type RotationView = z.infer<typeof rotationView>;
