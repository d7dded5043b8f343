/** Rows of `items` as cards of lists. */
import { getTableColumns } from 'drizzle-orm';
import { items } from '../../db/content-schema.ts';
import { type ItemKind, itemKind, type ModuleId, moduleId, publicity } from '../contract/content.ts';
import type { ItemCard } from '../contract/views.ts';
import { erasedTitle } from '../text/content.ts';
import type { ReaderParts } from './content-types.ts';
import { daysLeftNow } from './publicity.ts';

const { signer: _signer, place: _place, digest: _digest, ...columns } = getTableColumns(items);

/** What a card, and the page of its item, need. */
export const cardColumns = columns;
export type CardRow = Omit<typeof items.$inferSelect, 'signer' | 'place' | 'digest'>;

const asModule = (text: string): ModuleId => moduleId.parse(text);
const asKind = (text: string): ItemKind => itemKind.parse(text);

/** Days are counted at `parts.now()`. A tombstone's card has a title of ours: its own is gone. */
export function cardOf(row: CardRow, parts: Pick<ReaderParts, 'catalogue' | 'now'>): ItemCard {
  const catalogue: string[] = JSON.parse(row.catalogue);
  const period = row.publicity === null ? undefined : publicity.parse(JSON.parse(row.publicity));
  const left = row.state === 'published' ? daysLeftNow(period, parts.now()) : undefined;
  return {
    id: row.id,
    version: row.version,
    title: row.state === 'erased' ? erasedTitle : row.title,
    ...(row.emphasis === null ? {} : { emphasis: row.emphasis }),
    module: asModule(row.module),
    kind: asKind(row.kind),
    state: row.state,
    ...(row.period === null ? {} : { period: row.period }),
    year: row.year,
    publishedAt: row.publishedAt,
    catalogue,
    catalogueTitle: parts.catalogue(catalogue[0] ?? '')?.plainTitle ?? '',
    ...(left === undefined ? {} : { daysLeft: left }),
    ...(period === undefined ? {} : { publicity: period }),
    corrected: row.version > 1,
  };
}
