/** An item record as rows of content.db. */
import type { attachments, catalogueLinks, items, versions } from '../../db/content-schema.ts';
import { quarterOfItem, yearOfItem } from '../calendar/days.ts';
import type { ItemRecord, ItemVersion, SealedVersion } from '../contract/content.ts';
import { SanwuError } from '../contract/errors.ts';
import { seriesOf } from './figures.ts';
import { publicitySpan } from './publicity.ts';

export type ItemRow = Omit<typeof items.$inferSelect, 'number' | 'signer' | 'place'>;
type OfItem<Row> = Omit<Row, 'item'>;

export interface ItemRows {
  readonly item: ItemRow;
  readonly versions: OfItem<typeof versions.$inferSelect>[];
  readonly attachments: OfItem<typeof attachments.$inferSelect>[];
  readonly links: OfItem<typeof catalogueLinks.$inferSelect>[];
}

type ShownRecord = Exclude<ItemRecord, { state: 'erased' }>;
export type ErasedRecord = Extract<ItemRecord, { state: 'erased' }>;

const emptyItem = {
  emphasis: null,
  period: null,
  catalogue: '[]',
  publicity: null,
  publicityFrom: null,
  publicityTo: null,
  follows: null,
  project: null,
  projectStage: null,
  series: null,
  seriesFen: null,
  traceAt: null,
  traceReason: null,
  power: null,
} as const;

/** What stays of an erased item: no title, no content, no relation to others. */
function erasedRows(record: ErasedRecord): ItemRows {
  const newest = record.erasedVersions.at(-1);
  return {
    item: {
      ...emptyItem,
      id: record.id,
      state: 'erased',
      version: newest?.version ?? 0,
      digest: newest?.digest ?? '',
      title: '',
      module: record.module,
      kind: 'general',
      year: yearOfItem(record),
      quarter: quarterOfItem(record) ?? null,
      publishedAt: record.publishedAt,
      firstPublishedAt: record.publishedAt,
      traceAt: record.erased.at,
      traceReason: record.erased.reason,
    },
    versions: record.erasedVersions.map(({ version, digest }) => ({
      version,
      digest,
      publishedAt: record.publishedAt,
      seal: null,
      reason: null,
      content: null,
    })),
    attachments: [],
    links: [],
  };
}

function itemRow(record: ShownRecord, newest: SealedVersion, first: ItemVersion): ItemRow {
  const { content } = newest;
  const span = publicitySpan(content.publicity);
  const series = seriesOf(content);
  const trace = record.state === 'withdrawn' ? record.withdrawn : undefined;
  return {
    id: record.id,
    state: record.state,
    version: content.version,
    digest: newest.digest,
    title: content.title,
    emphasis: content.emphasis ?? null,
    module: content.module,
    kind: content.kind,
    period: content.period ?? null,
    year: yearOfItem(content),
    quarter: quarterOfItem(content) ?? null,
    publishedAt: content.publishedAt,
    firstPublishedAt: first.publishedAt,
    catalogue: JSON.stringify(content.catalogue),
    publicity: content.publicity ? JSON.stringify(content.publicity) : null,
    publicityFrom: span?.from ?? null,
    publicityTo: span?.to ?? null,
    follows: content.follows ?? null,
    project: content.project?.code ?? null,
    projectStage: content.project?.stage ?? null,
    series: series?.key ?? null,
    seriesFen: series?.fen ?? null,
    traceAt: trace?.at ?? null,
    traceReason: trace?.reason ?? null,
    power: content.power?.code ?? null,
  };
}

/** @throws SanwuError `malformed`: no version, versions out of order, or a version of another item */
export function itemRows(record: ItemRecord): ItemRows {
  if (record.state === 'erased') return erasedRows(record);
  const first = record.versions[0];
  const newest = record.versions.at(-1);
  if (!first || !newest) throw new SanwuError('malformed', record.id);
  for (const [index, { content }] of record.versions.entries()) {
    const before = record.versions[index - 1]?.content.version ?? 0;
    if (content.id !== record.id || content.version <= before) throw new SanwuError('malformed', record.id);
  }
  return {
    item: itemRow(record, newest, first.content),
    versions: record.versions.map(({ digest, seal, content }) => ({
      version: content.version,
      digest,
      publishedAt: content.publishedAt,
      seal,
      reason: content.correction?.reason ?? null,
      content: JSON.stringify(content),
    })),
    attachments: record.versions.flatMap(({ content }) =>
      content.attachments.map(({ sha256, length, mediaType, access }, position) => ({
        version: content.version,
        position,
        sha256,
        length,
        mediaType,
        access,
      })),
    ),
    links: Array.from(new Set(newest.content.catalogue), (entry) => ({ entry })),
  };
}

/** The record that stays when a tombstone covers an item that some signer still shows: replay brings nothing back. */
export function buried(record: ItemRecord, tombstone: { at: number; reason: string }): ErasedRecord {
  if (record.state === 'erased') return record;
  const newest = record.versions.at(-1);
  if (!newest) throw new SanwuError('malformed', record.id);
  return {
    id: record.id,
    state: 'erased',
    erased: { at: tombstone.at, reason: tombstone.reason },
    module: newest.content.module,
    publishedAt: newest.content.publishedAt,
    erasedVersions: record.versions.map(({ digest, content }) => ({ version: content.version, digest })),
  };
}
