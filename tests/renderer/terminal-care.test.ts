/** The terminal by itself: survives its core, goes home when left, keeps people and notices inside. */
import { describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import type { HealthProblem } from '../../main/contract/health.ts';
import { now } from './fake-items.ts';
import { openItem, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

const restless = { afterSeconds: 1, warningSeconds: 2 };

describe.skipIf(!requirement('chromium').available)('the terminal', () => {
  const rig = terminalRig();

  it('takes the token out of the address and asks nobody but its own core', async () => {
    const page = await rig.open();
    const steps = await page.evaluate(() => history.length);
    await openItem(page, '中标结果');
    await page.locator('figure').first().waitFor();
    expect(page.url()).toBe(`http://127.0.0.1:${rig.core.port}/terminal/`);
    expect(await page.evaluate(() => history.length)).toBe(steps);
    const strangers = rig.opened?.requests.filter((url) => !/^(blob:)?http:\/\/127\.0\.0\.1:/.test(url));
    expect(strangers).toEqual([]);
    expect(rig.opened?.requests.filter((url) => url.includes('terminal-token')).length).toBeLessThanOrEqual(
      1,
    );
  });

  it('shows a hostile notice as the text that it is: nothing runs, nothing is asked for', async () => {
    const page = await rig.open();
    await openItem(page, '清明防火');
    await page.getByText('关于清明防火的通知').waitFor();
    await page.getByText('119').waitFor();
    const article = page.locator('article');
    expect(
      await article.locator('a, img, iframe, form, svg, style, script, link, meta, object, video').count(),
    ).toBe(0);
    expect(await article.locator('[style], [onerror], [onload], [href], [src]').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(rig.opened?.requests.filter((url) => url.includes('evil'))).toEqual([]);
    await article.getByText('看这里').tap();
    expect(page.url()).toBe(`http://127.0.0.1:${rig.core.port}/terminal/`);
  });

  it('warns before it goes home, stays at a touch, and leaves nothing of the last person', async () => {
    const page = await rig.open(restless);
    await touch(page, '查找');
    await page.getByLabel('要找的字').fill('低保');
    await page.getByText('还在看吗？').waitFor();
    await touch(page, '继续看');
    await page.getByText('还在看吗？').waitFor({ state: 'hidden' });
    // The touch that stays is not a touch on what lies below the warning.
    expect(await page.getByLabel('要找的字').inputValue()).toBe('低保');
    await page.getByText('还在看吗？').waitFor();
    await touch(page, '点一下屏幕开始');
    await page.getByText('全部公开').waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
    await touch(page, '查找');
    expect(await page.getByLabel('要找的字').inputValue()).toBe('');
  });

  it('says so when the core is away, keeps what is on screen, and comes back at home by itself', async () => {
    const page = await rig.open();
    await openItem(page, '㙍');
    await page.getByText('龚䶮、孙㙍、𠮷家兴').waitFor();
    await rig.core.stop();
    await page.getByText('本机正在重新准备内容').waitFor();
    expect(await page.getByText('龚䶮、孙㙍、𠮷家兴').count()).toBe(1);
    await rig.restartCore();
    await page.getByText('本机正在重新准备内容').waitFor({ state: 'hidden' });
    await page.getByText('全部公开').waitFor();
    expect(await page.getByText('龚䶮、孙㙍、𠮷家兴').count()).toBe(0);
    await touch(page, '查找');
    expect(await page.getByLabel('要找的字').inputValue()).toBe('');
  });

  it('says how old the content is when the county cannot be reached', async () => {
    const page = await rig.open();
    rig.core.village.freshnessNow = { updatedAt: now, staleDays: 9, link: 'offline', clockInDoubt: true };
    rig.core.events.send({ type: 'freshness', freshness: rig.core.village.freshnessNow });
    await page.getByText('已 9 天未更新 · 网络不通，已有内容都能看 · 本机时间可能不准').waitFor();
  });

  it('says what is wrong with the machine, and stops when it is well again', async () => {
    const page = await rig.open();
    const tell = (problems: HealthProblem[]) => {
      rig.core.village.healthNow = problems;
      rig.core.events.send({ type: 'health', problems });
    };
    tell([{ kind: 'core-read-only', since: Date.now() }]);
    await page.getByText(/内容更新于.* · 程序反复出错，现在只供查看；请联系村里的维护人员/).waitFor();
    tell([]);
    await page.getByText('程序反复出错').waitFor({ state: 'hidden' });
  });

  it('has no context menu, selection, drag or browser keys', async () => {
    const page = await rig.open();
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
    const page = await rig.open();
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
    const page = await rig.open();
    const button = page.getByRole('button', { name: '财务公开' }).first();
    await button.dispatchEvent('pointerdown', { bubbles: true });
    expect(await button.getAttribute('data-pressed')).toBe('');
    await button.dispatchEvent('pointercancel', { bubbles: true });
    expect(await button.getAttribute('data-pressed')).toBeNull();
  });
});
