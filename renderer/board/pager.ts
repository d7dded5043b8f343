/** Turns the pages: each stays for its dwell time by the monotonic clock, one timer at a time, for weeks. */
import type { Page } from './blocks.ts';
import { type Entry, keyOf, next, noTurn, renew, shownEntry, type Turn } from './turn.ts';

export interface PagerParts {
  /** Lays an entry out in pages on this screen; it may wait for fonts and pictures. None: there is nothing to see in it. */
  prepare(entry: Entry): Promise<readonly Page[]>;
  /** How long a page stays, milliseconds. */
  dwell(entry: Entry, page: Page): number;
  /** Monotonic, milliseconds. */
  now(): number;
  /** Calls back once after so many milliseconds. @returns cancels */
  after(milliseconds: number, callback: () => void): () => void;
}

export interface Shown {
  entry: Entry;
  page: Page;
  /** From 0. */
  index: number;
  count: number;
  /** Counts page turns. */
  turn: number;
  /** Announced and not yet shown, or shown right now for the first time. */
  announcing: readonly Entry[];
}

/** A page that could not be laid out is tried again after this. Milliseconds. */
const retryAfter = 5_000;

export class Pager {
  readonly #parts: PagerParts;
  readonly #listeners = new Set<() => void>();
  #turn: Turn = noTurn;
  #shown: Shown | undefined;
  #announcing: readonly Entry[] = [];
  #turns = 0;
  /** Layouts of entries still in the rotation. */
  #layouts = new Map<string, Promise<readonly Page[]>>();
  /** Counts decisions: a layout that comes too late for its decision is dropped. */
  #decision = 0;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(parts: PagerParts) {
    this.#parts = parts;
  }

  /** @returns ends the subscription */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** What it holds on to: must not grow while it runs. */
  get held(): { layouts: number; listeners: number; announcing: number } {
    return {
      layouts: this.#layouts.size,
      listeners: this.#listeners.size,
      announcing: this.#announcing.length,
    };
  }

  /** A new rotation: what is on screen stays until its time is over, unless it is gone or corrected. */
  update(entries: readonly Entry[]): void {
    const { turn, atOnce, fresh } = renew(this.#turn, entries);
    this.#turn = turn;
    const still = new Map(turn.entries.map((entry) => [entry.card.id, entry]));
    const announcing = [
      ...fresh,
      ...this.#announcing.filter((entry) => !fresh.some(({ card }) => card.id === entry.card.id)),
    ];
    this.#announcing = announcing.flatMap(({ card }) => still.get(card.id) ?? []);
    const keys = new Set(turn.entries.map(keyOf));
    for (const key of this.#layouts.keys()) if (!keys.has(key)) this.#layouts.delete(key);
    if (atOnce) void this.#show();
    else this.#renewShown();
  }

  /** The screen or its fonts changed: lays out again and goes on with the page at hand. */
  relayout(): void {
    this.#layouts.clear();
    if (this.#shown !== undefined) void this.#show();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#listeners.clear();
    this.#layouts.clear();
  }

  /** The same version with new addresses of pictures, days left and announcements. */
  #renewShown(): void {
    const entry = shownEntry(this.#turn);
    if (this.#shown === undefined || entry === undefined) return;
    // Until what replaces it is laid out, the old version keeps its own facts.
    const same = keyOf(entry) === keyOf(this.#shown.entry);
    this.#publish({ ...this.#shown, entry: same ? entry : this.#shown.entry, announcing: this.#announcing });
  }

  #publish(shown: Shown | undefined): void {
    this.#shown = shown;
    for (const listener of this.#listeners) listener();
  }

  #layout(entry: Entry): Promise<readonly Page[]> {
    const key = keyOf(entry);
    const known = this.#layouts.get(key);
    if (known !== undefined) return known;
    const made = this.#parts.prepare(entry).catch(() => {
      this.#layouts.delete(key);
      return [];
    });
    this.#layouts.set(key, made);
    return made;
  }

  /** Shows the turn's page, skipping entries that have nothing to see; one round at most. */
  async #show(): Promise<void> {
    const decision = ++this.#decision;
    this.#cancel?.();
    for (let tried = 0; tried < this.#turn.entries.length; tried += 1) {
      const entry = shownEntry(this.#turn);
      if (entry === undefined) break;
      const pages = await this.#layout(entry);
      if (decision !== this.#decision || this.#stopped) return;
      const index = Math.min(this.#turn.page, pages.length - 1);
      const page = pages[index];
      if (page !== undefined) return this.#put(entry, page, index, pages.length);
      this.#turn = next(this.#turn, 0);
    }
    this.#publish(undefined);
    if (this.#turn.entries.length > 0) this.#cancel = this.#parts.after(retryAfter, () => void this.#show());
  }

  #put(entry: Entry, page: Page, index: number, count: number): void {
    this.#turn = { ...this.#turn, page: index };
    this.#turns += 1;
    this.#publish({ entry, page, index, count, turn: this.#turns, announcing: this.#announcing });
    const until = this.#parts.now() + this.#parts.dwell(entry, page);
    this.#wait(until);
    this.#prepareNext(count);
  }

  /** A timer may fire early by a fraction; what counts is the monotonic clock. */
  #wait(until: number): void {
    const left = until - this.#parts.now();
    this.#cancel = this.#parts.after(Math.max(0, Math.ceil(left)), () => {
      if (this.#parts.now() < until) this.#wait(until);
      else this.#next();
    });
  }

  #next(): void {
    const entry = this.#shown?.entry;
    if (entry !== undefined)
      this.#announcing = this.#announcing.filter(({ card }) => card.id !== entry.card.id);
    this.#turn = next(this.#turn, this.#shown?.count ?? 0);
    const coming = shownEntry(this.#turn);
    // Laid out anew when its turn comes again: memory stays flat, and what failed to load gets another chance.
    if (entry !== undefined && (coming === undefined || keyOf(coming) !== keyOf(entry)))
      this.#layouts.delete(keyOf(entry));
    void this.#show();
  }

  /** While a page is read, the next one is laid out. */
  #prepareNext(count: number): void {
    const entry = shownEntry(next(this.#turn, count));
    if (entry !== undefined) void this.#layout(entry);
  }
}
