// From the pen's lift to painted candidates on the on-screen input, beside an empty question to the same worker.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { outlineOf, readModel } from '../../renderer/input/handwriting/model.ts';
import { launchBrowser, openPage } from '../../tests/e2e/browser.ts';
import { startInputPage } from '../../tests/renderer/input/input-page.ts';
import { writeWith } from '../../tests/renderer/input/pen.ts';
import type { Bench, Measurement } from '../bench-runner.ts';
import { plainHand, written } from '../input-data/distort.ts';
import { median, percentile, rounded } from './parts/figures.ts';

const characters = 24;
/** Of the most common characters, this far apart. */
const apart = 139;
const warmUp = 5;
const mostMs = 50;
const echoes = 200;

/** Notes, for each lift of the pen after which candidates change, the milliseconds until a frame with them was painted. */
const watcher = `
globalThis.lifts = [];
let lifted;
addEventListener('pointerup', (event) => { lifted = event.timeStamp; }, true);
new MutationObserver(() => {
  if (lifted === undefined || document.querySelector('fieldset[aria-label="选字"] button') === null) return;
  const from = lifted;
  lifted = undefined;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => globalThis.lifts.push(performance.now() - from);
    channel.port2.postMessage(0);
  });
}).observe(document.querySelector('section[data-mode]'), { subtree: true, childList: true, characterData: true });
`;

const model = path.resolve(import.meta.dirname, '../../renderer/input/data/handwriting.bin.gz');

/** Characters in a plain hand, in a square of 100. */
function writings(): number[][][] {
  const read = readModel(gunzipSync(readFileSync(model)));
  return Array.from({ length: characters }, (_, index) => {
    const printed = outlineOf(read, index * apart).map((stroke) => stroke.map((value) => 4 * value));
    return written(printed, plainHand, 700_000_000 + index).map((stroke) =>
      stroke.map((value) => value / 10.24),
    );
  });
}

const echoTimes = (page: Page): Promise<number[]> =>
  page.evaluate(`(async () => {
    const took = [];
    for (let index = 0; index < ${echoes}; index++) {
      const began = performance.now();
      await inputClient.echo();
      took.push(performance.now() - began);
    }
    return took;
  })()`);

async function handwritingBench(): Promise<Measurement> {
  const server = await startInputPage();
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, server.url, { width: 1280, height: 800 });
    await page.getByRole('button', { name: '手写', exact: true }).tap();
    await page.evaluate(watcher);
    for (const [index, strokes] of writings().entries()) {
      if (index === warmUp) await page.evaluate('globalThis.lifts.length = 0');
      await writeWith(page, strokes, 2);
      await page.getByRole('button', { name: '重写', exact: true }).tap();
    }
    const lifts: number[] = await page.evaluate('globalThis.lifts');
    const floor = median(await echoTimes(page));
    const p95 = percentile(lifts, 0.95);
    return {
      value: rounded(p95),
      unit: 'ms',
      floor: rounded(floor),
      ratio: rounded(p95 / floor),
      ok: p95 <= mostMs,
      more: { p50: rounded(median(lifts)), p99: rounded(percentile(lifts, 0.99)), lifts: lifts.length },
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

export const benches: readonly Bench[] = [
  {
    name: 'handwriting',
    target: `p95 from pen's lift to painted candidates <= ${mostMs} ms`,
    run: handwritingBench,
  },
];
