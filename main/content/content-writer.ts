/** Activation of generations of content on the one connection that writes content.db. */
import { classifying } from '../../db/errors.ts';
import { checkpoint, openForWriting, type WriteConnection } from '../../db/open.ts';
import type { RecordsWriter } from '../../db/records-types.ts';
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import type { ItemVersion, Pack } from '../contract/content.ts';
import { SanwuError } from '../contract/errors.ts';
import type { Activation, ActivationResult, ContentActivator, SignerContent } from './activation.ts';
import type { ItemIndexer } from './indexer.ts';
import { ItemWriter } from './item-writer.ts';
import { Placement } from './placement.ts';
import { prepareWrites, type WriteStatements } from './write-statements.ts';

/** Changes that one event may list; with more, pages refetch all. */
const mostChanges = 200;

export interface WriterParts {
  readonly content: WriteConnection;
  readonly records: Pick<RecordsWriter, 'tombstone' | 'addTombstones' | 'pendingErasures'>;
  readonly indexer: ItemIndexer;
  /** Entry of a shipped catalogue; installed catalogues come with the activation and go before it. */
  readonly shippedEntry: (id: string) => Pick<CatalogueEntry, 'title' | 'plainTitle'> | undefined;
}

export class ContentWriter implements ContentActivator {
  readonly #parts: WriterParts;
  readonly #statements: WriteStatements;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#statements = prepareWrites(parts.content);
  }

  async activate(activation: Activation): Promise<ActivationResult> {
    const result = this.#whole(() => this.#swap(activation));
    if (result.erased.length > 0) checkpoint(this.#parts.content);
    return result;
  }

  async carryOutErasures(): Promise<readonly string[]> {
    const pending = this.#parts.records.pendingErasures();
    if (pending.length === 0) return [];
    classifying('content.db', () => checkpoint(this.#parts.content));
    // A core may have died between the tombstone and the swap: what is still shown is not gone.
    const state = this.#parts.content.database.prepare('SELECT state FROM items WHERE id = ?').pluck();
    const isGone = ({ id }: { id: string }) =>
      [undefined, 'erased'].includes(state.get(id) as string | undefined);
    return pending.filter(isGone).map(({ id }) => id);
  }

  /** Keeps what is written in a PDF file, and makes it findable. Nothing where no item has the file any more. */
  async takeFileText(sha256: string, text: string): Promise<void> {
    this.#whole(() => {
      if (!this.#statements.fileUsed.get({ sha256 })) return;
      this.#statements.putFileText.run({ sha256, text });
      if (text === '') return;
      const placement = this.#placement();
      for (const { number, place } of this.#statements.placedWith.all({ sha256 })) {
        if (place !== null) placement.replace(number, place);
      }
      this.#parts.indexer.settle();
    });
  }

  /** All of it or nothing. */
  #whole<T>(work: () => T): T {
    try {
      return classifying('content.db', () => this.#parts.content.database.transaction(work).immediate());
    } catch (error) {
      this.#parts.indexer.abandon();
      throw error;
    }
  }

  /** Builds the index anew where an older program made it. */
  async renewIndex(): Promise<void> {
    const { database } = this.#parts.content;
    const outdated = database.prepare('SELECT 1 FROM search_outdated');
    this.#whole(() => {
      if (outdated.get() === undefined) return;
      this.#placement().rebuild();
      this.#parts.indexer.settle();
      database.exec('DELETE FROM search_outdated');
    });
  }

  /** With the catalogues that are in force. */
  #placement(): Placement {
    const catalogues: Catalogue[] = JSON.parse(this.#statements.generation.get()?.catalogues ?? '[]');
    return new Placement(this.#statements, this.#parts.indexer, this.#titlesOf({ catalogues }));
  }

  async close(): Promise<void> {
    this.#parts.content.database.close();
  }

  #swap(activation: Activation): ActivationResult {
    const { indexer, records } = this.#parts;
    const before = this.#statements.generation.get();
    const catalogues = JSON.stringify(activation.catalogues);
    const items = new ItemWriter(this.#statements, indexer, (id) => records.tombstone(id));
    const dropped = this.#dropSigners(activation.signers, items);
    const packs = new Map(activation.newPacks.map((pack) => [pack.sha256, pack]));
    for (const signer of activation.signers) {
      this.#writeSigner(signer, items, (sha256) => packs.get(sha256)?.read());
    }
    const placement = new Placement(this.#statements, indexer, this.#titlesOf(activation));
    if (before && before.catalogues !== catalogues) placement.rebuild();
    else placement.place(items.unplaced);
    const revision = (before?.revision ?? 0) + 1;
    this.#writeGeneration(activation, revision, catalogues);
    indexer.settle();
    // Durable before the commit below: content may still be shown with its tombstone set, but is never back without one.
    if (items.erased.length > 0) records.addTombstones(items.erased);
    const unreferenced = items.unreferenced();
    for (const sha256 of unreferenced) this.#statements.dropFileText.run({ sha256 });
    const changes = items.changes();
    const all = before === undefined || dropped || changes.length > mostChanges;
    return {
      revision,
      changes: all ? [] : changes,
      all,
      unreferenced,
      erased: items.erased.map(({ id }) => id),
    };
  }

  #dropSigners(shown: readonly SignerContent[], items: ItemWriter): boolean {
    const names = new Set(shown.map(({ index }) => `${index.division}/${index.signer}`));
    const gone = this.#statements.signers
      .all()
      .filter(({ division, signer }) => !names.has(`${division}/${signer}`));
    for (const { id } of gone) items.dropSigner(id);
    return gone.length > 0;
  }

  #writeSigner(content: SignerContent, items: ItemWriter, load: (sha256: string) => Pack | undefined): void {
    const { division, signer } = content.index;
    const [row] = this.#statements.putSigner.all({
      division,
      signer,
      sha256: content.sha256,
      contents: JSON.stringify(content.index),
    });
    if (!row) throw new Error('signer was not written');
    const active = new Set(this.#statements.packsOf.all({ signer: row.id }).map(({ sha256 }) => sha256));
    this.#statements.dropPacks.run({ signer: row.id });
    for (const sha256 of new Set(content.index.packs.map((pack) => pack.sha256))) {
      if (!active.has(sha256)) {
        const pack = load(sha256);
        if (!pack) throw new SanwuError('missing-file', `pack ${sha256}`);
        items.writePack(pack, { id: row.id, division, signer });
      }
      this.#statements.putPack.run({ signer: row.id, sha256 });
    }
  }

  #writeGeneration(activation: Activation, revision: number, catalogues: string): void {
    this.#statements.putGeneration.run({
      id: 1,
      revision,
      timestamp: activation.timestamp,
      complete: activation.complete ? 1 : 0,
      targets: JSON.stringify(activation.targets),
      settings: activation.settings ? JSON.stringify(activation.settings) : null,
      catalogues,
    });
    this.#statements.dropMetadata.run();
    for (const [role, bytes] of activation.metadata) {
      this.#statements.putMetadata.run({ role, bytes: Buffer.from(bytes) });
    }
  }

  /** Official and plain titles of an item's entries: people look for either. */
  #titlesOf(activation: Pick<Activation, 'catalogues'>): (content: ItemVersion) => string[] {
    const installed = new Map(
      activation.catalogues.flatMap(({ entries }) => entries.map((entry) => [entry.id, entry] as const)),
    );
    return (content) => {
      const entries = content.catalogue.map((id) => installed.get(id) ?? this.#parts.shippedEntry(id));
      return Array.from(new Set(entries.flatMap((entry) => (entry ? [entry.title, entry.plainTitle] : []))));
    };
  }
}

/**
 * Opens `<folder>/content.db`, creating and migrating it, for the one writer of it; errors as of `openForWriting`.
 * @param indexer makes the search index's writer on the same connection, for the same transactions
 */
export function openContentWriter(
  folder: string,
  parts: Omit<WriterParts, 'content' | 'indexer'> & { indexer: (content: WriteConnection) => ItemIndexer },
): ContentWriter {
  const content = openForWriting(folder, 'content');
  return new ContentWriter({ ...parts, content, indexer: parts.indexer(content) });
}
