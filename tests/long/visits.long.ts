/** Two thousand visits at the real terminal's page over a real core: what the page, its processes and the core hold stays flat. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBenchCore } from '../../build/bench/parts/bench-core.ts';
import { requirement } from '../../build/requirements.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { type BuiltPages, buildPages } from '../renderer/built-pages.ts';
import { renderersPss, watchPage } from './page-holds.ts';
import { pssMebibytes } from './processes.ts';
import { report } from './report.ts';
import { Slopes } from './slopes.ts';
import { visit } from './visit.ts';

const visits = Number(process.env.SANWU_VISITS ?? 2_000);
const samples = 80;

const figures = [
  { name: 'JS heap', unit: 'MiB', noise: 1 },
  { name: 'DOM nodes', unit: '', noise: 300 },
  { name: 'listeners', unit: '', noise: 40 },
  { name: 'page PSS', unit: 'MiB', noise: 20 },
  { name: 'core PSS', unit: 'MiB', noise: 15 },
];

describe.skipIf(!requirement('chromium').available)(`${visits} visits`, () => {
  let pages: BuiltPages;
  let browser: Browser;

  beforeAll(async () => {
    pages = await buildPages();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    pages.remove();
  });

  it('leave nothing behind', async () => {
    await using core = await startBenchCore('demo', pages.folder);
    const size = { width: 1080, height: 1920 };
    const { page, requests, errors } = await openPage(browser, core.address('terminal'), size);
    const holds = await watchPage(page);
    const slopes = new Slopes(`${visits} visits`, 'visit', figures);
    const each = Math.max(1, Math.floor(visits / samples));
    for (let number = 0; number < visits; number++) {
      await visit(page, number, requirement('espeak').available);
      // What the tool keeps is not the page's.
      requests.length = 0;
      if (number % each > 0) continue;
      const { heap, nodes, listeners } = await holds();
      slopes.add(number, {
        'JS heap': heap,
        'DOM nodes': nodes,
        listeners,
        'page PSS': await renderersPss(browser),
        'core PSS': pssMebibytes(core.pid),
      });
    }
    const { lines, growing } = slopes.judge();
    report(lines.join('\n'));
    expect(errors).toEqual([]);
    expect(growing).toEqual([]);
  });
});
