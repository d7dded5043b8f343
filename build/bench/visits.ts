// What the terminal's page holds after many short visits beside what it holds after the first ones: garbage collected, real core.
import { launchBrowser, openPage } from '../../tests/e2e/browser.ts';
import { renderersPss, watchPage } from '../../tests/long/page-holds.ts';
import { visit } from '../../tests/long/visit.ts';
import type { Bench, Measurement } from '../bench-runner.ts';
import { requirement } from '../requirements.ts';
import { startBenchCore } from './parts/bench-core.ts';
import { benchPages } from './parts/bench-pages.ts';
import { rounded } from './parts/figures.ts';

/** Each module, item and word has been there by then, and what is loaded on the way is loaded. */
const warmUp = 60;
const visits = 180;
/** Looked at after each of so many visits: which module and item it was makes a difference, what stays of it may not. */
const looks = 6;
/** Code that is compiled on the way stays: a tenth of a MiB in a hundred visits, less and less. */
const mostRatio = 1.1;

async function afterVisits(): Promise<Measurement> {
  await using core = await startBenchCore('demo', await benchPages());
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, core.address('terminal'), { width: 1080, height: 1920 });
    const holds = await watchPage(page);
    const reads = requirement('espeak').available;
    /** The most of each figure after the last visits of `from` to `to`. */
    const visited = async (from: number, to: number) => {
      const most = { heap: 0, nodes: 0, listeners: 0 };
      for (let number = from; number < to; number++) {
        await visit(page, number, reads);
        if (number < to - looks) continue;
        const held = await holds();
        for (const name of ['heap', 'nodes', 'listeners'] as const)
          most[name] = Math.max(most[name], held[name]);
      }
      return { ...most, pss: await renderersPss(browser) };
    };
    const before = await visited(0, warmUp);
    const after = await visited(warmUp, warmUp + visits);
    const ratio = after.heap / before.heap;
    return {
      value: rounded(after.heap),
      unit: 'MiB of heap',
      floor: rounded(before.heap),
      ratio: rounded(ratio),
      ok: [ratio, after.nodes / before.nodes, after.listeners / before.listeners].every(
        (each) => each <= mostRatio,
      ),
      more: {
        visits,
        nodes: after.nodes,
        nodesBefore: before.nodes,
        listeners: after.listeners,
        listenersBefore: before.listeners,
        pss: rounded(after.pss),
        pssBefore: rounded(before.pss),
      },
    };
  } finally {
    await browser.close();
  }
}

export const benches: readonly Bench[] = [
  {
    name: 'visits',
    target: `heap, nodes and listeners after ${visits} more visits <= ${mostRatio}x`,
    run: afterVisits,
  },
];
