/** The terminal by itself: survives its core, goes home when left, keeps people and notices inside. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { type FakeCore, startFakeCore } from './fake-core.ts';
import { now } from './fake-items.ts';
import { openItem, touch } from './terminal-page.ts';

const size = { width: 1280, height: 800 };
const patient = { afterSeconds: 90, warningSeconds: 20 };
const restless = { afterSeconds: 1, warningSeconds: 2 };

let pages: BuiltPages;
let browser: Browser;
let core: FakeCore;
let opened: Awaited<ReturnType<typeof openPage>> | undefined;

async function open(idle = patient): Promise<Page> {
  core.village.idle.afterSeconds = idle.afterSeconds;
  core.village.idle.warningSeconds = idle.warningSeconds;
  opened = await openPage(browser, core.url, size);
  await opened.page.getByText('云溪村').first().waitFor();
  return opened.page;
}

describe.skipIf(!requirement('chromium').available)('the terminal', () => {
  beforeAll(async () => {
    pages = await buildPages();
    browser = await launchBrowser();
  });

  beforeEach(async () => {
    core = await startFakeCore(pages.folder, { ...patient });
  });

  afterEach(async () => {
    const errors = opened?.errors;
    await opened?.context.close();
    opened = undefined;
    await core.stop();
    expect(errors ?? []).toEqual([]);
    expect(core.errors).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    pages.remove();
  });

  it('takes the token out of the address and asks nobody but its own core', async () => {
    const page = await open();
    const steps = await page.evaluate(() => history.length);
    await openItem(page, '中标结果');
    await page.locator('figure').first().waitFor();
    expect(page.url()).toBe(`http://127.0.0.1:${core.port}/terminal/`);
    expect(await page.evaluate(() => history.length)).toBe(steps);
    const strangers = opened?.requests.filter((url) => !/^(blob:)?http:\/\/127\.0\.0\.1:/.test(url));
    expect(strangers).toEqual([]);
    expect(opened?.requests.filter((url) => url.includes('terminal-token')).length).toBeLessThanOrEqual(1);
  });

  it('shows a hostile notice as the text that it is: nothing runs, nothing is asked for', async () => {
    const page = await open();
    await openItem(page, '清明防火');
    await page.getByText('关于清明防火的通知').waitFor();
    await page.getByText('119').waitFor();
    const article = page.locator('article');
    expect(
      await article.locator('a, img, iframe, form, svg, style, script, link, meta, object, video').count(),
    ).toBe(0);
    expect(await article.locator('[style], [onerror], [onload], [href], [src]').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(opened?.requests.filter((url) => url.includes('evil'))).toEqual([]);
    await article.getByText('看这里').tap();
    expect(page.url()).toBe(`http://127.0.0.1:${core.port}/terminal/`);
  });

  it('warns before it goes home, stays at a touch, and leaves nothing of the last person', async () => {
    const page = await open(restless);
    await touch(page, '查找');
    await page.getByLabel('要找的字').fill('低保');
    await page.getByText('还在看吗？').waitFor();
    await touch(page, '继续看');
    await page.getByText('还在看吗？').waitFor({ state: 'hidden' });
    // The touch that stays is not a touch on what lies below the warning.
    expect(await page.getByLabel('要找的字').inputValue()).toBe('低保');
    await page.getByText('还在看吗？').waitFor();
    await page.getByText('全部公开').waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
    await touch(page, '查找');
    expect(await page.getByLabel('要找的字').inputValue()).toBe('');
  });

  it('says so when the core is away, keeps what is on screen, and comes back by itself', async () => {
    const page = await open();
    await openItem(page, '㙍');
    await page.getByText('龚䶮、孙㙍、𠮷家兴').waitFor();
    const { port } = core;
    await core.stop();
    await page.getByText('本机正在重新准备内容').waitFor();
    expect(await page.getByText('龚䶮、孙㙍、𠮷家兴').count()).toBe(1);
    core = await startFakeCore(pages.folder, { ...patient }, port);
    await page.getByText('本机正在重新准备内容').waitFor({ state: 'hidden' });
    await touch(page, '返回');
    await page.getByText('找到 1 项').waitFor();
  });

  it('says how old the content is when the county cannot be reached', async () => {
    const page = await open();
    core.village.freshnessNow = { updatedAt: now, staleDays: 9, link: 'offline', clockInDoubt: true };
    core.events.send({ type: 'freshness', freshness: core.village.freshnessNow });
    await page.getByText('已 9 天未更新 · 网络不通，已有内容都能看 · 本机时间可能不准').waitFor();
  });

  it('has no context menu, selection, drag or browser keys', async () => {
    const page = await open();
    const prevented = await page.evaluate(() =>
      [
        new MouseEvent('contextmenu', { bubbles: true, cancelable: true }),
        new DragEvent('dragstart', { bubbles: true, cancelable: true }),
        new DragEvent('drop', { bubbles: true, cancelable: true }),
        new Event('selectstart', { bubbles: true, cancelable: true }),
        new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true }),
        new KeyboardEvent('keydown', { key: 'F5', bubbles: true, cancelable: true }),
        new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true, cancelable: true }),
      ].map((event) => !document.body.dispatchEvent(event)),
    );
    expect(prevented).toEqual(Array(7).fill(true));
  });

  it('does not zoom by pinching, nor scroll sideways by panning', async () => {
    const page = await open();
    const session = await page.context().newCDPSession(page);
    await session.send('Input.synthesizePinchGesture', { x: 500, y: 400, scaleFactor: 2.5 });
    await session.send('Input.synthesizeScrollGesture', {
      x: 500,
      y: 400,
      xDistance: -300,
      gestureSourceType: 'touch',
    });
    expect(
      await page.evaluate(() => [
        window.visualViewport?.scale,
        window.scrollX,
        document.querySelector('main')?.scrollLeft,
      ]),
    ).toEqual([1, 0, 0]);
  });

  it('marks a button at pointerdown, not at release', async () => {
    const page = await open();
    const button = page.getByRole('button', { name: '财务公开' }).first();
    await button.dispatchEvent('pointerdown', { bubbles: true });
    expect(await button.getAttribute('data-pressed')).toBe('');
    await button.dispatchEvent('pointercancel', { bubbles: true });
    expect(await button.getAttribute('data-pressed')).toBeNull();
  });
});
