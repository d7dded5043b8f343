/** What publishing sources become: drafts to sign, or problems to mend (conventions.md, "Sources for `publish`"). */
import type { CatalogueEntry } from '../../main/contract/catalogue.ts';
import type { Attachment, ItemVersion } from '../../main/contract/content.ts';

/**
 * A file of a draft. `path` is where it was read. Whoever copies it must hash again and compare with `sha256`: the file
 * may have changed since.
 */
export type DraftAttachment = Attachment & { path: string };

/** An item version but for what is given at publication (id, version, signer, time, reason of a correction). */
export type SourceDraft = Omit<
  ItemVersion,
  'id' | 'version' | 'signer' | 'publishedAt' | 'correction' | 'attachments'
> & {
  /** `id:` of the source, if it names one; it belongs to the division. */
  requestedId?: string;
  /** The Markdown file, as the person named it (argument plus path below it). */
  file: string;
  attachments: DraftAttachment[];
};

/**
 * One thing to mend. `line` counts from 1: of the Markdown or CSV file, or the row of a sheet; 1 where the whole file is
 * meant. `field` is a dotted path (`publicity.to`, `tables.2.rows`), or `sheet!B7`. `message` and `remedy` are Chinese.
 */
export type SourceProblem = {
  file: string;
  line: number;
  field: string;
  message: string;
  remedy: string;
};

/** Days that differ from the week's rule, `YYYY-MM-DD`: public holidays, and weekends that are worked. */
export type WorkdayTable = { holidays: ReadonlySet<string>; workedWeekends: ReadonlySet<string> };

export type ReadOptions = {
  /** The 12-digit code that it is published for. */
  division: string;
  /** What that division is: a village takes no `community.…` entries and a community no `village.…` ones. */
  divisionKind: 'county' | 'township' | 'village' | 'community';
  source: ItemVersion['source'];
  /** Entry of the catalogues in force for the division, by id. */
  catalogueEntry: (id: string) => CatalogueEntry | undefined;
  /** All ids of those catalogues, to say which one a mistyped id was meant to be. */
  catalogueIds?: readonly string[];
  /** UTC milliseconds; a publicity period without `from` begins on this day in Asia/Shanghai. */
  now: number;
  workdays?: WorkdayTable;
  /** Whether an item exists, for `follows`; when left out `follows` is checked for form only. Ids of the same batch count. */
  itemExists?: (id: string) => boolean;
  /** Marks every draft as made up (演示数据). */
  demo?: boolean;
};

/**
 * With any problem nothing may be published, whatever the drafts (exit 3). All problems of all files are in it. `warnings` block
 * nothing: figures that are not certain, totals that do not add up; at most `limits.sourceProblems`.
 */
export type ReadResult = { drafts: SourceDraft[]; problems: SourceProblem[]; warnings: SourceProblem[] };
