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
const warmUp = 40;
const visits = 200;
/** Node by node and listener by listener nothing may stay; of the heap, code that was compiled on the way may. */
const mostRatio = 1.05;

async function afterVisits(): Promise<Measurement> {
  await using core = await startBenchCore('demo', await benchPages());
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, core.address('terminal'), { width: 1080, height: 1920 });
    const holds = await watchPage(page);
    const reads = requirement('espeak').available;
    for (let number = 0; number < warmUp; number++) await visit(page, number, reads);
    const [before, pssBefore] = [await holds(), await renderersPss(browser)];
    for (let number = warmUp; number < warmUp + visits; number++) await visit(page, number, reads);
    const [after, pss] = [await holds(), await renderersPss(browser)];
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
        pss: rounded(pss),
        pssBefore: rounded(pssBefore),
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
