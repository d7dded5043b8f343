/**
 * Every screen on every size in both modes: nothing cut off, covered, small, faint or sideways, nothing that axe finds, and the
 * keys' place always in sight (R2.1, R2.3, R2.9).
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { colourFaults } from './colours.ts';
import { ways } from './every-screen.ts';
import { startFakeCore } from './fake-core.ts';
import {
  axeFaults,
  coveredFaults,
  endFaults,
  layoutFaults,
  type Mode,
  modes,
  resize,
  sizes,
  touch,
} from './terminal-page.ts';

/** Nobody is warned while screens are judged. */
const patient = { afterSeconds: 3_600, warningSeconds: 20, personalSeconds: 3_600 };

/** Names and colours are the same on every size. */
const closelyAt: number = sizes[3].width;

async function faultsNow(page: Page, closely: boolean): Promise<string[]> {
  return [
    ...(await layoutFaults(page)),
    ...(await coveredFaults(page)),
    ...(await endFaults(page)),
    ...(closely ? [...(await axeFaults(page)), ...(await colourFaults(page, true))] : []),
  ];
}

/** From narrow to wide, so that nothing drawn for a wider screen is there yet. */
const growing = [...sizes].sort((one, other) => one.width - other.width);

/** At each size; what adapts itself to a new size has done so by the second look. */
async function faultsAtEverySize(page: Page, screen: string): Promise<string[]> {
  const faults: string[] = [];
  for (const size of growing) {
    await resize(page, size);
    const closely = size.width === closelyAt;
    let found = await faultsNow(page, closely);
    if (found.length > 0) {
      await page.waitForTimeout(300);
      found = await faultsNow(page, closely);
    }
    faults.push(...found.map((fault) => `${screen}, ${size.width}×${size.height}: ${fault}`));
  }
  await page.setViewportSize(sizes[0]);
  return faults;
}

describe.skipIf(!requirement('chromium').available)('the terminal', () => {
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

  const cases = (Object.keys(modes) as Mode[]).flatMap((mode) =>
    (Object.keys(ways) as (keyof typeof ways)[]).map((way) => ({ mode, way })),
  );
  it.each(cases)(
    '$mode: each screen of $way is well laid out',
    async ({ mode, way }) => {
      const core = await startFakeCore(pages.folder, patient);
      const { page, context, errors } = await openPage(browser, core.url, sizes[0]);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.getByText('云溪村').first().waitFor();
      if (mode === 'elder') await touch(page, '长辈版');
      const faults: string[] = [];
      const look = async (screen: string) => {
        faults.push(...(await faultsAtEverySize(page, screen)));
      };
      await ways[way]({ page, core, look });
      await context.close();
      await core.stop();
      expect(faults).toEqual([]);
      expect(errors).toEqual([]);
      expect(core.errors).toEqual([]);
    },
    120_000,
  );
});
