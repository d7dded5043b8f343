// Search: p99 of the top 20 beside the newest-20 query, at several sizes; size of the index beside its text.
import { openForReading } from '../../db/open.ts';
import { openSearch } from '../../main/search/search.ts';
import type { Bench, Measurement } from '../bench-runner.ts';
import { Folder, importForSearch, importPacks } from './parts/content-database.ts';
import { demoPacks } from './parts/demo-packs.ts';
import { percentile, rounded } from './parts/figures.ts';
import { seeded, VillageText } from './parts/village-text.ts';

const small = 10_000;
const large = 100_000;
const huge = 700_000;
const rounds = 2_000;
/** Items from which queries are taken. */
const sampled = 5_000;
const repetitions = 4;
/** Slower than the floor by at most this. */
const mostRatio = 20;
/** Slower in a large village than in a small one by at most this. */
const mostGrowth = 1.5;
const mostIndexShare = 0.6;

/**
 * What people type, in equal parts: a character, two, a phrase of four to six, two words of one item, and two words of
 * which no item may have both. Taken from the oldest items, so that frequent and rare words come as often as in the text.
 */
function queries(items: number): string[] {
  const random = seeded(7);
  const text = new VillageText();
  const pick = (below: number) => Math.floor(random() * below);
  const bodies = Array.from({ length: Math.min(items, sampled) }, (_, number) => text.item(number + 1).body);
  const part = (body: string, length: number) => {
    const runs = body.split('，').filter((run) => run.length >= length);
    const run = runs[pick(runs.length)] ?? body;
    const start = pick(run.length - length + 1);
    return run.slice(start, start + length);
  };
  return Array.from({ length: rounds }, (_, index) => {
    const body = bodies[pick(bodies.length)] ?? '';
    if (index % 5 === 0) return part(body, 1);
    if (index % 5 === 1) return part(body, 2);
    if (index % 5 === 2) return part(body, 4 + pick(3));
    if (index % 5 === 3) return `${part(body, 2)} ${part(body, 2)}`;
    return `${part(body, 2)} ${part(bodies[pick(bodies.length)] ?? '', 2)}`;
  });
}

/** Milliseconds of each call, the best of some repetitions: what else the machine does is not the product's. */
function timeEach(calls: readonly (() => unknown)[]): number[] {
  const best = calls.map(() => Number.POSITIVE_INFINITY);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const [index, call] of calls.entries()) {
      const began = performance.now();
      call();
      best[index] = Math.min(best[index] ?? 0, performance.now() - began);
    }
  }
  return best;
}

interface Timing {
  readonly p99: number;
  readonly floor: number;
}

function timeSearch(count: number): Timing {
  using folder = new Folder();
  importForSearch(folder.path, count);
  const { database } = openForReading(folder.path, 'content');
  const search = openSearch(folder.path);
  const newest = database.prepare('SELECT * FROM items ORDER BY place DESC LIMIT 20');
  const texts = queries(count);
  const floor = percentile(timeEach(texts.map(() => () => newest.all())), 0.99);
  const p99 = percentile(timeEach(texts.map((text) => () => search.find({ text }))), 0.99);
  search.close();
  database.close();
  return { p99, floor };
}

/** Bytes of the index over bytes of the text that it indexes, for the demo county's disclosures. */
async function indexShare(): Promise<Measurement> {
  using folder = new Folder();
  await importPacks(folder.path, demoPacks(), true);
  const { database } = openForReading(folder.path, 'content');
  const row = database
    .prepare<[], { index: number; text: number }>(`
      SELECT (SELECT sum(pgsize) FROM dbstat WHERE name = 'search_index') AS "index",
        (SELECT sum(octet_length(folded)) FROM search_texts) AS "text"`)
    .get();
  database.close();
  const { index, text } = row ?? { index: Number.NaN, text: Number.NaN };
  const ratio = rounded(index / text);
  return { value: index, unit: 'bytes', floor: text, ratio, ok: index / text <= mostIndexShare };
}

let timedSmall: Timing | undefined;
const smallTiming = () => {
  timedSmall ??= timeSearch(small);
  return timedSmall;
};

const againstFloor = ({ p99, floor }: Timing): Measurement => {
  const ratio = p99 / floor;
  return {
    value: rounded(p99),
    unit: 'ms',
    floor: rounded(floor),
    ratio: rounded(ratio),
    ok: ratio <= mostRatio,
  };
};

/** Against the floor, and against the small village: flat in size. */
async function growth(count: number): Promise<Measurement> {
  const [few, many] = [smallTiming(), timeSearch(count)];
  const grown = againstFloor(many);
  const growth = many.p99 / few.p99;
  return { ...grown, ok: grown.ok && growth <= mostGrowth, more: { growth: rounded(growth) } };
}

const target = `p99 <= ${mostRatio}x`;
const flat = `${target} and <= ${mostGrowth}x of 10k`;

export const benches: readonly Bench[] = [
  { name: 'search', target, run: async () => againstFloor(smallTiming()) },
  { name: 'search-100k', target: flat, run: () => growth(large) },
  { name: 'search-700k', target: flat, onlyByName: true, run: () => growth(huge) },
  {
    name: 'search-index-size',
    target: `index <= ${mostIndexShare}x text`,
    run: indexShare,
  },
];
