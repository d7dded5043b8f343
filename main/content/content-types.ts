/** What reading content offers to the core: views without secrets, URLs or surfaces. */
import type { CatalogueEntry } from '../contract/catalogue.ts';
import type { Attachment, ModuleId } from '../contract/content.ts';
import type { HomeView, ItemCard, ItemView, ModuleQuery, ModuleView } from '../contract/views.ts';
import type { GenerationFiles, WantedFile } from './activation.ts';

/** What a list or page needs of a catalogue entry; `order` is the catalogue's own order. */
export type CatalogueTitle = Pick<CatalogueEntry, 'title' | 'plainTitle' | 'basis' | 'module'> & {
  readonly order: number;
  /** The 5/7/3 columns under which it is found too. */
  readonly columns?: readonly string[];
  /** The brightnesses under which it is found too (R1.12). */
  readonly brightness?: readonly string[];
};

/** Injected parts of a reader. `now`: UTC milliseconds (the trusted clock). `arrived`: whether a file lies complete in the store. */
export interface ReaderParts {
  readonly catalogue: (id: string) => CatalogueTitle | undefined;
  /** Entries that belong to a 5/7/3 column before any other, its own id first; only itself where nobody says more. */
  readonly inColumn?: (column: string) => readonly string[];
  readonly now: () => number;
  readonly arrived: (sha256: string) => boolean;
}

/** The home screen's part that content knows; the core adds place and freshness. */
export type HomeContent = Omit<HomeView, 'place' | 'freshness' | 'software'>;

/** What the notice screen may rotate through, newest first within each; withdrawn and erased items are never in it. */
export interface RotationCandidates {
  readonly publicity: readonly ItemCard[];
  readonly recent: readonly ItemCard[];
  readonly byModule: Readonly<Record<ModuleId, readonly ItemCard[]>>;
}

/** A file that may be handed out. */
export type FileEntry = Pick<Attachment, 'sha256' | 'length' | 'mediaType' | 'access' | 'name'>;

/** Reads of content.db on a connection of their own; every method is synchronous and short. */
export interface ContentReader {
  home(): HomeContent;
  /** @throws SanwuError `malformed` for a cursor that this reader did not give */
  module(query: ModuleQuery): ModuleView;
  /** `undefined`: no such item or version. Attachments come without `url`: the core signs those. */
  item(id: string, version?: number): ItemView | undefined;
  /** Cards of these items, in this order; unknown ids are left out. */
  cards(ids: readonly string[]): ItemCard[];
  /** Digest, seal and content's identity for take-away; `undefined` when erased or unknown. */
  sealOf(id: string, version?: number): { version: number; digest: string; seal: string } | undefined;
  rotationCandidates(): RotationCandidates;
  /** Newest items in publish order, for tickers. */
  recent(count: number): ItemCard[];
  /** The file's most open entry: `all` if any shown item gives it to all. */
  file(sha256: string): FileEntry | undefined;
  /** All files that stored versions name, newest item first; erased items name none. */
  wantedFiles(): WantedFile[];
  /** The search index was made by an older program. */
  isIndexOutdated(): boolean;
  /** PDF files that everybody may open and whose text search does not know yet. */
  unreadPdfs(): string[];
  /** What was activated last; `undefined` before the first activation. */
  active(): GenerationFiles | undefined;
  /** Counts activations; 0 before the first. */
  revision(): number;
  close(): void;
}
