/** The core's own door with a rotation that a test sets, so that the board is tried against the real contract. */
import type { ContentChange } from '../../../main/contract/events.ts';
import type { ItemView, RotationView } from '../../../main/contract/views.ts';
import { EventHub } from '../../../main/core/event-hub.ts';
import { createFetchHandler } from '../../../main/core/fetch-handler.ts';
import { FileLinks } from '../../../main/core/file-links.ts';
import { createRpc } from '../../../main/core/handlers.ts';
import { LoopbackServer } from '../../../main/core/http-server.ts';
import type { Services } from '../../../main/core/services.ts';
import { StaticFiles } from '../../../main/core/static-files.ts';
import { takeAwayOf } from '../../../main/take-away/qr-text.ts';
import type { FakeFile } from '../fake-files.ts';
import { now, village } from '../fake-items.ts';

type Entry = RotationView['entries'][number];

const token = 'board-token-for-tests-000001';

const place: RotationView['place'] = {
  village,
  kind: 'village',
  villageName: '云溪村',
  townshipName: '柳桥镇',
  countyName: '越州市',
  links: [],
  idle: { afterSeconds: 90, personalSeconds: 60, warningSeconds: 20 },
  demo: true,
};

/** An item's place in the rotation, with the QR code that the core would make. */
export function entryOf(view: ItemView, reason: Entry['reason'] = 'new', publicAddress?: string): Entry {
  const digest = view.content?.digest ?? '0'.repeat(64);
  const takeAway = takeAwayOf({ view, digest, seal: 'A'.repeat(86), publicAddress, demo: true });
  return { card: view.card, reason, view, takeAway };
}

export class BoardCore {
  readonly events = new EventHub();
  readonly errors: unknown[] = [];
  readonly #files = new Map<string, FakeFile>();
  readonly #links = new FileLinks(
    new Uint8Array(32).fill(7),
    () => Date.now(),
    () => undefined,
  );
  readonly #pages: string;
  #stopping = new AbortController();
  #server: LoopbackServer | undefined;
  port = 0;
  rotation: RotationView;

  /** @param pages folder of the built pages */
  constructor(pages: string) {
    this.#pages = pages;
    const freshness = { updatedAt: now, staleDays: 0, link: 'online' as const, clockInDoubt: false };
    this.rotation = { place, freshness, entries: [], ticker: [] };
  }

  readonly link = (file: FakeFile): string => {
    this.#files.set(file.sha256, file);
    return this.#links.create(file.sha256, file.mediaType);
  };

  get url(): string {
    return `http://127.0.0.1:${this.port}/board/#token=${token}`;
  }

  /** What rotates from now on, told to the board as the core does. */
  show(entries: Entry[], change: ContentChange['change'] = 'published'): void {
    this.rotation = { ...this.rotation, entries, ticker: entries.map(({ card }) => card).slice(0, 8) };
    const changes = entries.slice(0, 1).map(({ card }) => ({ id: card.id, change }));
    this.events.send({ type: 'content', revision: this.events.nextRevision(), changes, all: false });
  }

  /** Where it runs already it goes on. */
  async start(): Promise<void> {
    if (this.#server !== undefined) return;
    this.#stopping = new AbortController();
    const onError = (error: unknown) => this.errors.push(error);
    this.#server = new LoopbackServer(
      createFetchHandler({
        port: () => this.port,
        tokens: { terminal: 'terminal-token-for-tests-0001', board: token },
        links: this.#links,
        health: { mayAsk: () => false, surfaces: () => ({}) },
        statics: new StaticFiles(this.#pages),
        rpc: createRpc(this.#services(), this.events, this.#stopping.signal, onError),
        file: async ({ sha256, mediaType }) => {
          const file = this.#files.get(sha256);
          if (file === undefined) return new Response(null, { status: 404 });
          return new Response(file.bytes.slice(), { headers: { 'content-type': mediaType } });
        },
      }),
      onError,
    );
    this.port = await this.#server.start(this.port);
  }

  #services(): Services {
    const notForTheBoard = () => {
      throw new TypeError('the board does not ask for this');
    };
    return {
      home: notForTheBoard,
      face: notForTheBoard,
      module: notForTheBoard,
      item: notForTheBoard,
      search: notForTheBoard,
      words: notForTheBoard,
      takeAway: notForTheBoard,
      print: notForTheBoard,
      printFeedbackSlip: notForTheBoard,
      printSubsidies: notForTheBoard,
      printer: notForTheBoard,
      submitFeedback: notForTheBoard,
      followSlip: notForTheBoard,
      subsidies: notForTheBoard,
      signIn: notForTheBoard,
      signOut: notForTheBoard,
      vouchers: notForTheBoard,
      speak: notForTheBoard,
      rotation: () => this.rotation,
      freshness: () => this.rotation.freshness,
      health: () => [],
      beat: () => {},
    };
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#server?.stop();
    this.#server = undefined;
  }
}
