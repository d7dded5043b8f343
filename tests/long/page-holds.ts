/** What a page holds, as its browser counts it, after everything that can be collected was. */
import type { Browser, Page } from 'playwright-core';
import { pssMebibytes } from './processes.ts';

/** MiB, and numbers. */
export type PageHolds = { heap: number; nodes: number; listeners: number };

/** @returns a way to ask, for as long as the page lives */
export async function watchPage(page: Page): Promise<() => Promise<PageHolds>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    // What finalizers let go is collected by the second.
    for (let turn = 0; turn < 2; turn++) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (metric: string) => metrics.find((each) => each.name === metric)?.value ?? 0;
    return {
      heap: value('JSHeapUsedSize') / 2 ** 20,
      nodes: value('Nodes'),
      listeners: value('JSEventListeners'),
    };
  };
}

/** PSS of a browser's pages, MiB. */
export async function renderersPss(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.reduce((sum, { id }) => sum + pssMebibytes(id), 0);
}
