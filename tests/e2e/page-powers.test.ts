/** What the headers of the core leave to a page: its own origin, and no power of a browser (docs/hardening.md, 5 and 7). */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { surfaceUrl } from '../../main/launch/surface-url.ts';
import { launchBrowser, openPage } from './browser.ts';
import { startWatchedCore, type WatchedCore } from './watched-core.ts';

type Policy = { allowedFeatures: () => string[] };

/** What is left: to speak unasked, to tell a screen reader, and to be alone. */
const harmless = ['aria-notify', 'autoplay', 'cross-origin-isolated', 'media-playback-while-not-visible'];

describe.skipIf(!requirement('chromium').available)('a page', () => {
  let core: WatchedCore;
  let browser: Browser;
  let page: Page;
  const said: string[] = [];

  beforeAll(async () => {
    [core, browser] = await Promise.all([startWatchedCore(), launchBrowser()]);
    const url = surfaceUrl(core.address, 'terminal');
    ({ page } = await openPage(browser, 'about:blank', { width: 1080, height: 1920 }));
    page.on('console', (message) => said.push(message.text()));
    await page.goto(url);
    await page.getByText('全部公开').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await core?.stop();
  });

  it('comes up without breaking its own rules, nor naming a power that no browser knows', () => {
    // Known on other systems than this one.
    const elsewhere = /Unrecognized feature: '(bluetooth|web-share)'/;
    expect(said.filter((line) => !elsewhere.test(line))).toEqual([]);
  });

  it('may use no power but to play what is spoken', async () => {
    const allowed = await page.evaluate(() =>
      (document as unknown as { featurePolicy: Policy }).featurePolicy.allowedFeatures(),
    );
    // Hints of a browser to a server (ch-…) are no powers of a page.
    const powers = allowed.filter((name) => !name.startsWith('ch-')).sort();
    expect(powers).toEqual(harmless);
  });

  it('shares its memory with no other origin', async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  it('runs no script that was not built, and sends nothing elsewhere', async () => {
    const outcome = await page.evaluate(async () => {
      const refused: string[] = [];
      addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.escaped = true';
      document.body.append(script);
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.escaped = true');
      document.body.append(button);
      button.click();
      const frame = document.createElement('iframe');
      frame.srcdoc = '<p>x</p>';
      document.body.append(frame);
      await fetch('http://127.0.0.1:9/').catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { refused: [...new Set(refused)].sort(), escaped: 'escaped' in window };
    });
    expect(outcome.escaped).toBe(false);
    expect(outcome.refused).toEqual(
      expect.arrayContaining(['connect-src', 'script-src-attr', 'script-src-elem']),
    );
  });

  it('shows a pointer only while a mouse moves', async () => {
    const cursor = () => page.evaluate(() => getComputedStyle(document.body).cursor);
    expect(await cursor()).toBe('none');
    await page.mouse.move(300, 300);
    await page.mouse.move(320, 320);
    expect(await cursor()).not.toBe('none');
    await expect.poll(cursor, { timeout: 10_000 }).toBe('none');
  });

  it('takes nothing from a clipboard and puts nothing there, while fields can be written in', async () => {
    const passed = await page.evaluate(() =>
      ['copy', 'cut', 'paste'].filter((type) =>
        document.body.dispatchEvent(new ClipboardEvent(type, { bubbles: true, cancelable: true })),
      ),
    );
    expect(passed).toEqual([]);
    await page.getByRole('button', { name: '查找' }).first().click();
    const field = page.locator('input').first();
    await field.pressSequentially('水渠');
    expect(await field.inputValue()).toBe('水渠');
  });
});
