/** Whose turn it is, by a clock of the test's own. */
import { describe, expect, it } from 'vitest';
import type { ItemView } from '../../../main/contract/views.ts';
import type { Page } from '../../../renderer/board/blocks.ts';
import { Pager } from '../../../renderer/board/pager.ts';
import type { Entry } from '../../../renderer/board/turn.ts';
import { digestOf } from '../fake-items.ts';
import { entryOf } from './board-core.ts';
import { simple } from './board-items.ts';

const dwell = 10_000;
const blank: Page = { pieces: [], more: false };

/** A clock that only moves when told to. */
class Clock {
  now = 0;
  readonly waiting = new Map<number, { at: number; run(): void }>();
  #next = 0;
  most = 0;

  after(milliseconds: number, run: () => void): () => void {
    const id = this.#next++;
    this.waiting.set(id, { at: this.now + milliseconds, run });
    this.most = Math.max(this.most, this.waiting.size);
    return () => this.waiting.delete(id);
  }

  /** Runs what is due next, at its time, and lets what it began settle. */
  async step(late = 0): Promise<void> {
    const [first] = [...this.waiting].sort(([, a], [, b]) => a.at - b.at);
    if (first === undefined) throw new TypeError('no timer is set');
    this.waiting.delete(first[0]);
    this.now = Math.max(this.now, first[1].at) + late;
    first[1].run();
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let count = 0; count < 8; count += 1) await Promise.resolve();
}

function pagerOf(clock: Clock, pagesOf: (entry: Entry) => number = () => 1) {
  const prepared: string[] = [];
  const pager = new Pager({
    prepare: async (entry) => {
      prepared.push(entry.card.id);
      return Array.from({ length: pagesOf(entry) }, () => blank);
    },
    dwell: () => dwell,
    now: () => clock.now,
    after: (milliseconds, callback) => clock.after(milliseconds, callback),
  });
  return { pager, prepared };
}

const entry = (number: number, reason: Entry['reason'] = 'new') =>
  entryOf(simple(number, `第${number}号`), reason);
const where = (pager: Pager) =>
  `${Number(pager.shown?.entry.card.id.slice(-6))}.${(pager.shown?.index ?? 0) + 1}`;

async function walk(pager: Pager, clock: Clock, steps: number): Promise<string[]> {
  const seen = [where(pager)];
  for (let count = 0; count < steps; count += 1) {
    await clock.step();
    seen.push(where(pager));
  }
  return seen;
}

describe('the pager', () => {
  it('shows every page of every item in turn, and begins again', async () => {
    const clock = new Clock();
    const { pager } = pagerOf(clock, ({ card }) => (card.id.endsWith('1') ? 2 : 1));
    pager.update([entry(1), entry(2), entry(3)]);
    await settle();
    expect(await walk(pager, clock, 5)).toEqual(['1.1', '1.2', '2.1', '3.1', '1.1', '1.2']);
    expect(clock.now).toBe(5 * dwell);
    pager.stop();
    expect(clock.waiting.size).toBe(0);
  });

  it('keeps a page for its whole time when a timer fires early, and does not shorten the next when it fires late', async () => {
    const clock = new Clock();
    const { pager } = pagerOf(clock);
    pager.update([entry(1), entry(2)]);
    await settle();
    const [timer] = [...clock.waiting.values()];
    timer?.run();
    await settle();
    expect(where(pager)).toBe('1.1');
    clock.waiting.delete(0);
    await clock.step(700);
    expect(where(pager)).toBe('2.1');
    await clock.step();
    expect(clock.now).toBe(2 * dwell + 700);
    pager.stop();
  });

  it('announces at once, shows it when the page at hand is over, and goes on where it was', async () => {
    const clock = new Clock();
    const { pager } = pagerOf(clock, ({ card }) => (card.id.endsWith('1') ? 3 : 1));
    const loop = [entry(1), entry(2)];
    pager.update(loop);
    await settle();
    pager.update([entry(9, 'announced'), ...loop]);
    await settle();
    expect(where(pager)).toBe('1.1');
    expect(pager.shown?.announcing.map(({ card }) => card.title)).toEqual(['第9号']);
    expect(await walk(pager, clock, 4)).toEqual(['1.1', '9.1', '1.2', '1.3', '2.1']);
    expect(pager.shown?.announcing).toEqual([]);
    // The same announcement again is nothing new.
    pager.update([entry(9, 'announced'), ...loop]);
    expect(pager.shown?.announcing).toEqual([]);
    pager.stop();
  });

  it('replaces at once what is withdrawn or erased while it is on screen, and never rotates it', async () => {
    const clock = new Clock();
    const { pager } = pagerOf(clock);
    pager.update([entry(1), entry(2), entry(3)]);
    await settle();
    pager.update([entry(2), entry(3)]);
    await settle();
    expect(where(pager)).toBe('2.1');
    const gone: ItemView = { ...simple(2, '第2号'), withdrawn: { at: 0, reason: '方案要重新议' } };
    pager.update([entryOf(gone), entry(3)]);
    await settle();
    expect(await walk(pager, clock, 2)).toEqual(['3.1', '3.1', '3.1']);
    pager.update([]);
    await settle();
    expect(pager.shown).toBeUndefined();
    expect(clock.waiting.size).toBe(0);
    pager.update([entry(4)]);
    await settle();
    expect(where(pager)).toBe('4.1');
    pager.stop();
  });

  it('replaces at once what is corrected while it is on screen, and begins it again', async () => {
    const clock = new Clock();
    const { pager } = pagerOf(clock, () => 2);
    pager.update([entry(1), entry(2)]);
    await settle();
    await clock.step();
    expect(where(pager)).toBe('1.2');
    const corrected = entry(1, 'announced');
    if (corrected.view.content) corrected.view.content.digest = digestOf('corrected');
    pager.update([corrected, entry(2)]);
    await settle();
    expect(clock.now).toBe(dwell);
    expect(where(pager)).toBe('1.1');
    expect(pager.shown?.entry).toBe(corrected);
    expect(pager.shown?.announcing).toEqual([corrected]);
    expect(await walk(pager, clock, 2)).toEqual(['1.1', '1.2', '2.1']);
    expect(clock.waiting.size).toBe(1);
    pager.stop();
  });

  it('skips what cannot be laid out, and tries again when nothing can', async () => {
    const clock = new Clock();
    let broken = true;
    const { pager } = pagerOf(clock, ({ card }) => (broken || card.id.endsWith('2') ? 0 : 1));
    pager.update([entry(1), entry(2), entry(3)]);
    await settle();
    for (let count = 0; count < 20; count += 1) await settle();
    expect(pager.shown).toBeUndefined();
    broken = false;
    pager.relayout();
    await clock.step();
    for (let count = 0; count < 20; count += 1) await settle();
    expect(await walk(pager, clock, 2)).toEqual(['1.1', '3.1', '1.1']);
    pager.stop();
  });

  it('holds one timer and a few layouts through ten thousand turns, without drift', async () => {
    const clock = new Clock();
    const { pager } = pagerOf(clock, ({ card }) => (Number(card.id.slice(-6)) % 3) + 1);
    const entries = Array.from({ length: 24 }, (_, index) => entry(index + 1));
    let heard = 0;
    const end = pager.subscribe(() => {
      heard += 1;
    });
    pager.update(entries);
    await settle();
    for (let count = 0; count < 10_000; count += 1) {
      await clock.step();
      if (count % 100 === 0) pager.update([...entries]);
    }
    expect(clock.most).toBe(1);
    expect(clock.now).toBe(10_000 * dwell);
    expect(pager.held).toEqual({ layouts: expect.any(Number), listeners: 1, announcing: 0 });
    expect(pager.held.layouts).toBeLessThanOrEqual(2);
    expect(heard).toBe(10_000 + 1 + 100);
    end();
    pager.stop();
    expect(pager.held.listeners).toBe(0);
    expect(clock.waiting.size).toBe(0);
  });
});
