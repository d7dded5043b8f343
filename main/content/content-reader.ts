/** Reads of content.db; see content-types.ts. */
import { classifying } from '../../db/errors.ts';
import { openForReading, type ReadConnection } from '../../db/open.ts';
import { minuteOf, startOfMonth } from '../calendar/days.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import { type ContentIndex, type ItemVersion, type ModuleId, moduleIds } from '../contract/content.ts';
import type { TerminalSettings } from '../contract/settings.ts';
import type { ItemCard, ItemView, ModuleQuery, ModuleView } from '../contract/views.ts';
import type { GenerationFiles, WantedFile } from './activation.ts';
import { type CardRow, cardOf } from './cards.ts';
import type {
  ContentReader,
  FileEntry,
  HomeContent,
  ReaderParts,
  RotationCandidates,
} from './content-types.ts';
import { ItemPage } from './item-page.ts';
import { ModuleList } from './module-list.ts';
import { prepareReads, type ReadStatements } from './read-statements.ts';

/** Lengths of lists. */
const homePublicity = 20;
const homeRecent = 12;
const boardPublicity = 24;
const boardRecent = 24;
const boardOfModule = 6;

class DatabaseReader implements ContentReader {
  readonly #connection: ReadConnection;
  readonly #parts: ReaderParts;
  readonly #statements: ReadStatements;
  readonly #modules: ModuleList;
  readonly #pages: ItemPage;

  constructor(connection: ReadConnection, parts: ReaderParts) {
    this.#connection = connection;
    this.#parts = parts;
    this.#statements = prepareReads(connection);
    this.#modules = new ModuleList(connection, parts);
    this.#pages = new ItemPage(this.#statements, parts);
  }

  /** One view of the database for all statements of an answer. */
  #reading<T>(work: () => T): T {
    return classifying('content.db', () => this.#connection.database.transaction(work)());
  }

  #cards(rows: readonly CardRow[]): ItemCard[] {
    return rows.map((row) => cardOf(row, this.#parts));
  }

  #inPublicity(most: number): ItemCard[] {
    return this.#cards(this.#statements.publicity.all({ minute: minuteOf(this.#parts.now()), most }));
  }

  home(): HomeContent {
    return this.#reading(() => {
      const counts = new Map(this.#statements.modules.all().map((row) => [row.module, row]));
      const since = startOfMonth(this.#parts.now());
      return {
        publicity: this.#inPublicity(homePublicity),
        publicityCount:
          this.#statements.publicityCount.get({ minute: minuteOf(this.#parts.now()) })?.count ?? 0,
        modules: moduleIds.map((id) => {
          const row = counts.get(id);
          return row ? { id, count: row.count, latest: row.latest } : { id, count: 0 };
        }),
        recent: this.#cards(this.#statements.recent.all({ most: homeRecent })),
        monthCount: this.#statements.publishedSince.get({ since })?.count ?? 0,
      };
    });
  }

  module(query: ModuleQuery): ModuleView {
    return this.#reading(() => this.#modules.view(query));
  }

  item(id: string, version?: number): ItemView | undefined {
    return this.#reading(() => this.#pages.view(id, version));
  }

  cards(ids: readonly string[]): ItemCard[] {
    return this.#reading(() => this.#cards(ids.flatMap((id) => this.#statements.card.get({ id }) ?? [])));
  }

  sealOf(id: string, version?: number): { version: number; digest: string; seal: string } | undefined {
    return this.#reading(() => {
      const row = this.#statements.card.get({ id });
      if (!row) return undefined;
      const wanted = version ?? row.version;
      const stored = this.#statements.content.get({ item: row.number, version: wanted });
      return stored?.seal ? { version: wanted, digest: stored.digest, seal: stored.seal } : undefined;
    });
  }

  rotationCandidates(): RotationCandidates {
    return this.#reading(() => {
      const newest = (module: ModuleId) =>
        this.#cards(this.#statements.newestOfModule.all({ module, most: boardOfModule }));
      return {
        publicity: this.#inPublicity(boardPublicity),
        recent: this.#cards(this.#statements.recent.all({ most: boardRecent })),
        byModule: {
          overview: newest('overview'),
          party: newest('party'),
          village: newest('village'),
          finance: newest('finance'),
          project: newest('project'),
          supervision: newest('supervision'),
        },
      };
    });
  }

  recent(count: number): ItemCard[] {
    return this.#reading(() => this.#cards(this.#statements.recent.all({ most: count })));
  }

  file(sha256: string): FileEntry | undefined {
    return this.#reading(() => {
      const row = this.#statements.file.get({ sha256 });
      if (!row) return undefined;
      const stored = this.#statements.content.get({ item: row.item, version: row.version });
      const content = stored?.content ? (JSON.parse(stored.content) as ItemVersion) : undefined;
      const attachment = content?.attachments[row.position];
      if (!attachment) return undefined;
      return {
        sha256,
        length: row.length,
        mediaType: row.mediaType,
        access: row.access,
        name: attachment.name,
      };
    });
  }

  wantedFiles(): WantedFile[] {
    return this.#reading(() => this.#statements.wanted.all());
  }

  isIndexOutdated(): boolean {
    return this.#reading(() => this.#statements.outdated.all().length > 0);
  }

  unreadPdfs(): string[] {
    return this.#reading(() => this.#statements.unreadPdfs.all().map(({ sha256 }) => sha256));
  }

  active(): GenerationFiles | undefined {
    return this.#reading(() => {
      const row = this.#statements.generation.get();
      if (!row) return undefined;
      // All of these were checked before they were written.
      return {
        signers: this.#statements.signers
          .all()
          .map(({ sha256, contents }) => ({ sha256, index: JSON.parse(contents) as ContentIndex })),
        ...(row.settings === null ? {} : { settings: JSON.parse(row.settings) as TerminalSettings }),
        catalogues: JSON.parse(row.catalogues) as Catalogue[],
        metadata: new Map(this.#statements.metadata.all().map(({ role, bytes }) => [role, bytes])),
        timestamp: row.timestamp,
        complete: row.complete === 1,
        targets: JSON.parse(row.targets) as string[],
      };
    });
  }

  revision(): number {
    return this.#reading(() => this.#statements.generation.get()?.revision ?? 0);
  }

  close(): void {
    this.#connection.database.close();
  }
}

/** Reads over a connection, which is theirs from now on. */
export function contentReaderOver(connection: ReadConnection, parts: ReaderParts): ContentReader {
  return new DatabaseReader(connection, parts);
}

/** Opens reads over `<folder>/content.db`, which its writer has made; errors as of `openForReading`. */
export function openContentReader(folder: string, parts: ReaderParts): ContentReader {
  return contentReaderOver(openForReading(folder, 'content'), parts);
}
