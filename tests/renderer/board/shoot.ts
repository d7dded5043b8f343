/** Pictures of the board at every size, to be looked at: `node tests/renderer/board/shoot.ts FOLDER [width]`. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser, openPage } from '../../e2e/browser.ts';
import { buildPages } from '../built-pages.ts';
import { now, power } from '../fake-items.ts';
import { BoardCore, entryOf } from './board-core.ts';
import * as items from './board-items.ts';
import { boardSizes } from './board-page.ts';

const folder = process.argv[2] ?? '/tmp/shots/board';
mkdirSync(folder, { recursive: true });
const pages = await buildPages();
const core = new BoardCore(pages.folder);
await core.start();
const browser = await launchBrowser();
const shown = [
  entryOf(items.householdList(2, 6), 'publicity', 'https://yz.example.cn/s'),
  entryOf(items.statement(), 'new'),
  entryOf(items.notice(), 'new'),
  entryOf(items.project(core.link), 'publicity'),
  entryOf(items.wideRegister(23, 5), 'weight'),
  entryOf(items.wideRegister(27, 60), 'weight'),
  entryOf(items.longTitled(), 'publicity'),
  entryOf(power(26), 'weight'),
];
for (const size of boardSizes) {
  if (process.argv[3] !== undefined && process.argv[3] !== String(size.width)) continue;
  core.rotation = { ...core.rotation, entries: [] };
  const { page, errors, context } = await openPage(browser, 'about:blank', size);
  await page.clock.install({ time: now });
  await page.goto(core.url);
  const shot = async (name: string) => {
    await page.waitForTimeout(250);
    await page.screenshot({ path: path.join(folder, `${size.width}-${name}.png`) });
  };
  await page.getByRole('status').waitFor();
  await shot('empty');
  core.show(shown);
  for (let number = 0; number < 32; number += 1) {
    await page.locator('[data-part="body"]').first().waitFor({ state: 'attached' });
    await shot(`page-${String(number).padStart(2, '0')}`);
    await page.clock.fastForward(60_001);
  }
  core.rotation = {
    ...core.rotation,
    freshness: { updatedAt: now - 9 * 86_400_000, staleDays: 9, link: 'offline', clockInDoubt: true },
  };
  core.show([entryOf(items.simple(30, '党员大会决议：文化礼堂改造'), 'announced'), ...shown]);
  await page.waitForTimeout(500);
  await shot('announced');
  if (errors.length > 0) console.error(size.width, errors);
  await context.close();
}
if (core.errors.length > 0) console.error(core.errors);
await browser.close();
await core.stop();
pages.remove();
