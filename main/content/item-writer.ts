/** Writes the items of one activation and remembers what that changed. Everything happens in the caller's transaction. */
import type { ItemRecord, Pack } from '../contract/content.ts';
import { SanwuError } from '../contract/errors.ts';
import type { ContentChange } from '../contract/events.ts';
import type { ItemIndexer } from './indexer.ts';
import { buried, type ItemRows, itemRows } from './item-rows.ts';
import type { Unplaced } from './placement.ts';
import type { WriteStatements } from './write-statements.ts';

/** Why and when an item was erased, as known from before. */
export type TombstoneLookup = (id: string) => { at: number; reason: string } | undefined;

interface Known {
  number: number;
  place: number | null;
  state: 'published' | 'withdrawn' | 'erased';
  version: number;
  digest: string;
  publishedAt: number;
  traceAt: number | null;
}

function changeOf(before: Known | undefined, now: ItemRows['item']): ContentChange['change'] | undefined {
  if (now.state === 'erased') return before && before.state !== 'erased' ? 'erased' : undefined;
  if (now.state === 'withdrawn') return before?.state === 'withdrawn' ? undefined : 'withdrawn';
  if (before && before.state === 'published') return now.version > before.version ? 'corrected' : undefined;
  return 'published';
}

export class ItemWriter {
  readonly #statements: WriteStatements;
  readonly #indexer: ItemIndexer;
  readonly #tombstone: TombstoneLookup;
  readonly #seen = new Set<string>();
  readonly #changes: (ContentChange & { publishedAt: number })[] = [];
  readonly #looseFiles = new Set<string>();
  /** Items that the search index must take up. */
  readonly unplaced: Unplaced[] = [];
  /** Items erased now, with why. */
  readonly erased: { id: string; at: number; reason: string }[] = [];
  #removed = 0;

  constructor(statements: WriteStatements, indexer: ItemIndexer, tombstone: TombstoneLookup) {
    this.#statements = statements;
    this.#indexer = indexer;
    this.#tombstone = tombstone;
  }

  /** Items whose content was in the database and is not any more. */
  get removed(): number {
    return this.#removed;
  }

  /** Oldest first. */
  changes(): ContentChange[] {
    return this.#changes
      .sort((a, b) => a.publishedAt - b.publishedAt)
      .map(({ id, change }) => ({ id, change }));
  }

  /** Files that some changed item named before and none names now. */
  unreferenced(): string[] {
    return Array.from(this.#looseFiles).filter((sha256) => !this.#statements.fileUsed.get({ sha256 }));
  }

  /** @throws SanwuError `foreign-content`, `malformed`, `rollback` */
  writePack(pack: Pack, signer: { id: number; division: string; signer: string }): void {
    if (pack.division !== signer.division || pack.signer !== signer.signer) {
      throw new SanwuError('foreign-content', `pack of ${pack.division}/${pack.signer}`);
    }
    for (const record of pack.items) {
      if (!record.id.startsWith(`${signer.division}.${signer.signer}.`)) {
        throw new SanwuError('foreign-content', record.id);
      }
      if (this.#seen.has(record.id)) throw new SanwuError('malformed', record.id);
      this.#seen.add(record.id);
      this.#writeItem(record, signer.id);
    }
  }

  #writeItem(given: ItemRecord, signer: number): void {
    const before = this.#statements.known.get({ id: given.id });
    const tombstone = this.#tombstone(given.id);
    // Erased is final, whatever a signer shows later, and even where records.db was lost.
    if (before?.state === 'erased' && given.state !== 'erased') return;
    const record = tombstone ? buried(given, tombstone) : given;
    const rows = itemRows(record);
    const isSame =
      before?.state === rows.item.state &&
      before.version === rows.item.version &&
      before.digest === rows.item.digest &&
      before.traceAt === rows.item.traceAt;
    if (isSame) return;
    if (before && rows.item.version < before.version) throw new SanwuError('rollback', given.id);
    if (record.state === 'erased') {
      this.erased.push({ id: record.id, ...record.erased });
      if (before && before.state !== 'erased') this.#removed++;
    }
    const change = changeOf(before, rows.item);
    if (change) this.#changes.push({ id: given.id, change, publishedAt: rows.item.publishedAt });
    const number = this.#writeRows(rows, signer, before);
    this.#reindex(rows.item, number, before);
  }

  #writeRows(rows: ItemRows, signer: number, before: Known | undefined): number {
    if (before) {
      this.#dropRows(before.number);
      this.#statements.changeItem.run({ ...rows.item, signer, number: before.number });
    }
    const item = before
      ? before.number
      : Number(this.#statements.addItem.run({ ...rows.item, signer }).lastInsertRowid);
    for (const version of rows.versions) this.#statements.putVersion.run({ ...version, item });
    for (const attachment of rows.attachments) this.#statements.putAttachment.run({ ...attachment, item });
    for (const link of rows.links) this.#statements.putLink.run({ ...link, item });
    return item;
  }

  #dropRows(item: number): void {
    for (const { sha256 } of this.#statements.files.all({ item })) this.#looseFiles.add(sha256);
    this.#statements.dropVersions.run({ item });
    this.#statements.dropAttachments.run({ item });
    this.#statements.dropLinks.run({ item });
  }

  #reindex(item: ItemRows['item'], number: number, before: Known | undefined): void {
    const isIndexed = before?.place !== undefined && before.place !== null;
    const keepsText = before?.digest === item.digest && before.version === item.version;
    if (isIndexed && keepsText && item.state !== 'erased') return;
    if (isIndexed && before.place !== null) {
      this.#indexer.remove(before.place);
      this.#statements.setPlace.run({ number, place: null });
    }
    if (item.state !== 'erased') this.unplaced.push({ number, publishedAt: item.publishedAt });
  }

  /** Everything of a signer that is no longer shown. */
  dropSigner(signer: number): void {
    for (const { number, place } of this.#statements.itemsOf.all({ signer })) {
      for (const { sha256 } of this.#statements.files.all({ item: number })) this.#looseFiles.add(sha256);
      if (place !== null) this.#indexer.remove(place);
      this.#removed++;
    }
    this.#statements.dropItemsOf.run({ signer });
    this.#statements.dropSigner.run({ signer });
  }
}
