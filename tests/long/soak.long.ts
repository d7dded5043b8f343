/** Pages in real time: what the terminal's and the board's page hold stays flat while people touch and the county publishes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { mainVillage, type RunningDemo, startDemo } from '../e2e/running-demo.ts';
import { seeded } from '../main/search/random.ts';
import { renderersPss, watchPage } from './page-holds.ts';
import { goHome, visit } from './page-walk.ts';
import { descendant, openFiles, pssMebibytes } from './processes.ts';
import { report } from './report.ts';
import { seed } from './rounds/seed.ts';
import { type Figure, Slopes } from './slopes.ts';

const minutes = Number(process.env.SANWU_SOAK_MINUTES ?? 120);
const publishEvery = 3 * 60_000;
/** What a page has asked for stays in its cache for five minutes (renderer/shared/queries.ts): until then it grows. Minutes. */
const settling = 7;

const pageFigures = (page: string): Figure[] => [
  { name: `${page} JS heap`, unit: 'MiB', noise: 2 },
  { name: `${page} DOM nodes`, unit: '', noise: 400 },
  { name: `${page} listeners`, unit: '', noise: 60 },
];

const figures: readonly Figure[] = [
  ...pageFigures('terminal'),
  ...pageFigures('board'),
  { name: 'renderers PSS', unit: 'MiB', noise: 30 },
  { name: 'core PSS', unit: 'MiB', noise: 20 },
  { name: 'core open files', unit: '', noise: 4 },
];

/** What a page holds, under its name. */
async function watched(page: Page, name: string) {
  const holds = await watchPage(page);
  return async (): Promise<Record<string, number>> => {
    const { heap, nodes, listeners } = await holds();
    return { [`${name} JS heap`]: heap, [`${name} DOM nodes`]: nodes, [`${name} listeners`]: listeners };
  };
}

describe.skipIf(!requirement('chromium').available)(`${minutes} minutes of pages`, () => {
  let demo: RunningDemo;
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let published = 0;

  beforeAll(async () => {
    demo = await startDemo();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    demo?.remove();
  });

  async function publish(): Promise<void> {
    published += 1;
    const folder = path.join(demo.folder, `soak-${published}`);
    mkdirSync(folder);
    const text = `---\ntitle: 第${published}次通知\ncatalogue: [village.affairs.21]\nkind: notice\n---\n正文${published}。\n`;
    writeFileSync(path.join(folder, 'a.md'), text);
    const outcome = await demo.county('publish', '--for', mainVillage, folder, '--json');
    expect(outcome.stderr).toBe('');
    // Nothing piles up: what was published is erased again.
    const { id } = JSON.parse(outcome.stdout.trim()) as { id: string };
    setTimeout(() => void demo.county('erase', id, '--reason', '测试'), publishEvery / 2).unref();
  }

  it('hold what they held', async () => {
    const terminal = await openPage(browser, demo.terminalUrl, { width: 1080, height: 1920 });
    const board = await openPage(browser, demo.boardUrl, { width: 1920, height: 1080 });
    const looks = [await watched(terminal.page, 'terminal'), await watched(board.page, 'board')];
    const slopes = new Slopes(`soak of ${minutes} min, seed ${seed}`, 'min', figures, settling);
    const random = seeded(seed);
    const began = performance.now();
    const cores = new Set<number>();
    let publishedAt = 0;
    for (let now = 0; now < minutes * 60_000; now = performance.now() - began) {
      await visit(terminal.page, random);
      await goHome(terminal.page);
      terminal.requests.length = 0;
      board.requests.length = 0;
      if (now - publishedAt > publishEvery) {
        publishedAt = now;
        await publish();
      }
      const pages = Object.assign({}, ...(await Promise.all(looks.map((look) => look()))));
      const core = descendant(demo.ready.pid, 'core/main');
      if (core === 0) continue;
      cores.add(core);
      const held = { 'core PSS': pssMebibytes(core), 'core open files': openFiles(core) };
      slopes.add(now / 60_000, { ...pages, ...held, 'renderers PSS': await renderersPss(browser) });
    }
    const { lines, growing } = slopes.judge();
    report(lines.join('\n'));
    // A core that was killed because it did not answer is a fault, or a machine that has no time for it.
    expect(cores.size, 'cores').toBe(1);
    expect([...terminal.errors, ...board.errors]).toEqual([]);
    expect(growing).toEqual([]);
  });
});
