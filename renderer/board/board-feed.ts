/** Brings the rotation to the pager, and tells the page what there is to show. */
import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import type { HealthProblem } from '../../main/contract/health.ts';
import type { RotationView } from '../../main/contract/views.ts';
import type { ApiClient } from '../shared/client.ts';
import { createInvalidator, followEvents } from '../shared/events.ts';
import { keepFontsComing } from '../shared/font-parts.ts';
import { api } from '../shared/queries.ts';
import { sheetsThere } from '../shared/style-sheets.ts';
import { type Page, textsOf } from './blocks.ts';
import { countCharacters, dwellTime } from './dwell.ts';
import { itemBlocks } from './item-blocks.ts';
import { loadFonts, Measuring } from './measure.tsx';
import { Pager, type Shown } from './pager.ts';
import { paginate } from './paginate.ts';
import { loadable } from './photos.ts';
import { headlineOf, statusLine } from './screen.tsx';
import type { Entry } from './turn.ts';

/** Days left and the addresses of pictures grow old without an event. Milliseconds. */
const renewEvery = 5 * 60_000;
/** Pages of one item in one turn: more would keep the others away too long. */
const mostPages = { publicity: 12, other: 8 };

export interface BoardState {
  rotation: RotationView | undefined;
  shown: Shown | undefined;
  connected: boolean;
  /** What is wrong with the machine. */
  problems: readonly HealthProblem[];
}

export class BoardFeed {
  readonly #queries: QueryClient;
  readonly #client: ApiClient;
  readonly #measuring = new Measuring();
  readonly #pager: Pager;
  readonly #listeners = new Set<() => void>();
  #state: BoardState = { rotation: undefined, shown: undefined, connected: true, problems: [] };
  #frame = '';

  constructor(queries: QueryClient, client: ApiClient) {
    this.#queries = queries;
    this.#client = client;
    this.#pager = new Pager({
      prepare: (entry) => this.#prepare(entry),
      dwell: (entry, page) =>
        dwellTime(countCharacters([headlineOf(entry), ...page.pieces.flatMap(textsOf)])),
      now: () => performance.now(),
      after: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    });
  }

  /** Runs until the signal ends. */
  start(signal: AbortSignal): void {
    this.#measuring.start();
    const ends = [
      this.#pager.subscribe(() => this.#set({ shown: this.#pager.shown })),
      new QueryObserver(
        this.#queries,
        api.rotation.queryOptions({ refetchInterval: renewEvery, refetchIntervalInBackground: true }),
      ).subscribe(({ data }) => this.#onRotation(data)),
      new QueryObserver(this.#queries, api.health.queryOptions()).subscribe(({ data }) => {
        if (data !== undefined && data !== this.#state.problems) this.#set({ problems: data });
      }),
    ];
    const onRoom = () => this.#pager.relayout();
    window.addEventListener('resize', onRoom, { signal });
    keepFontsComing(onRoom, signal);
    const onConnected = (connected: boolean) => this.#set({ connected });
    void followEvents(this.#client, { onEvent: createInvalidator(this.#queries), onConnected }, signal);
    signal.addEventListener('abort', () => {
      for (const end of ends) end();
      this.#pager.stop();
      this.#measuring.stop();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): BoardState => this.#state;

  #set(part: Partial<BoardState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
    this.#watchFrame();
  }

  #onRotation(rotation: RotationView | undefined): void {
    if (rotation === undefined || rotation === this.#state.rotation) return;
    this.#set({ rotation });
    this.#pager.update(rotation.entries);
  }

  /** What stands around a page takes room from it: when that changes, pages are laid out anew. */
  #watchFrame(): void {
    const { rotation } = this.#state;
    if (rotation === undefined) return;
    const { villageName, townshipName, demo } = rotation.place;
    const line = statusLine({ ...this.#state, freshness: rotation.freshness }, Date.now());
    const frame = JSON.stringify([villageName, townshipName, demo, line]);
    if (frame === this.#frame) return;
    this.#frame = frame;
    this.#pager.relayout();
  }

  async #prepare(entry: Entry): Promise<Page[]> {
    const { rotation, connected, problems } = this.#state;
    if (rotation === undefined) return [];
    const { place, freshness, ticker } = rotation;
    const hasLink = entry.takeAway.link !== undefined;
    await sheetsThere();
    const blocks = await loadable(itemBlocks(entry.view, place, hasLink), entry);
    await loadFonts([JSON.stringify(entry.view), JSON.stringify(place), ...ticker.map(({ title }) => title)]);
    const page: Page = { pieces: [], more: false };
    const shown: Shown = { entry, page, index: 0, count: 1, turn: 0, announcing: [] };
    const screen = this.#measuring.screen({
      place,
      freshness,
      problems,
      connected,
      ticker,
      shown,
      now: Date.now(),
    });
    try {
      const first = entry.card.daysLeft !== undefined || entry.reason === 'announced';
      return paginate(blocks, screen, first ? mostPages.publicity : mostPages.other, hasLink);
    } finally {
      screen.done();
    }
  }
}
