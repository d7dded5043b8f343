/** Touches by the debugger's protocol, in both shells: no gesture zooms, goes back, reloads, selects, drags or opens a menu. */
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { surfaceUrl } from '../../main/launch/surface-url.ts';
import { createUnprivilegedUser, type UnprivilegedUser } from '../fakes/unprivileged-user.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../fakes/xvfb.ts';
import { openKioskChromium } from './kiosk-chromium.ts';
import { openKioskElectron } from './kiosk-electron.ts';
import { startWatchedCore, type WatchedCore } from './watched-core.ts';

const size = { width: 1080, height: 1920 };
const debuggers = '--remote-debugging-port=0';

type Point = { x: number; y: number };

/** One finger or more, moved in steps. */
async function drag(line: CDPSession, from: Point[], to: Point[], steps = 12): Promise<void> {
  const at = (part: number) =>
    from.map(({ x, y }, finger) => ({
      x: x + ((to[finger]?.x ?? x) - x) * part,
      y: y + ((to[finger]?.y ?? y) - y) * part,
      id: finger,
    }));
  await line.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= steps; step++)
    await line.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / steps) });
  await line.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function hold(line: CDPSession, page: Page, at: Point): Promise<void> {
  await line.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  await page.waitForTimeout(1_200);
  await line.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** What gestures could change. */
const state = (page: Page) =>
  page.evaluate(() => ({
    address: location.href,
    scale: window.visualViewport?.scale,
    ratio: devicePixelRatio,
    width: innerWidth,
    selected: getSelection()?.toString() ?? '',
    menus: (window as unknown as { menus: number }).menus,
    drags: (window as unknown as { drags: number }).drags,
    marked: 'stayed' in window,
    home: document.body.innerText.includes('全部公开'),
  }));

/** Says to which address a debugger may connect. */
const debuggerOf = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    let said = '';
    child.stderr?.on('data', (bytes) => {
      said += bytes;
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
  });

const shells = [
  {
    name: 'chromium',
    async start(user: UnprivilegedUser, display: string, core: WatchedCore) {
      const url = surfaceUrl(core.address, 'terminal');
      return openKioskChromium({ user, display, url, size, more: [debuggers] });
    },
  },
  {
    name: 'electron',
    async start(user: UnprivilegedUser, display: string, core: WatchedCore) {
      const windows = [{ surface: 'terminal' as const, display: 0 }];
      const order = { windows, mode: 'kiosk', core: core.address, openToDebuggers: true } as const;
      return {
        child: openKioskElectron(user, display, { ...order, windows }, [debuggers]).child,
        profile: undefined,
      };
    },
  },
] as const;

describe.each(shells)('gestures in $name', ({ name, start }) => {
  const missing = !requirement(name).available || !requirement('xvfb').available;
  describe.skipIf(missing)('', () => {
    let core: WatchedCore;
    let display: VirtualDisplay;
    let user: UnprivilegedUser;
    let browser: Browser;
    let page: Page;
    let line: CDPSession;
    let profile: string | undefined;
    beforeAll(async () => {
      [core, display] = await Promise.all([startWatchedCore(), startVirtualDisplay(size)]);
      user = createUnprivilegedUser();
      const { child, profile: made } = await start(user, display.display, core);
      profile = made;
      browser = await chromium.connectOverCDP(await debuggerOf(child));
      await vi.waitUntil(() => browser.contexts()[0]?.pages()[0]?.url().includes('terminal'), {
        timeout: 60_000,
      });
      page = browser.contexts()[0]?.pages()[0] as Page;
      await page.getByText('全部公开').waitFor();
      line = await page.context().newCDPSession(page);
      await page.evaluate(() => {
        const counted = Object.assign(window, { stayed: true, menus: 0, drags: 0 });
        // Asked last of all, so that what the page refuses itself counts as refused.
        addEventListener('contextmenu', (event) => {
          counted.menus += event.defaultPrevented ? 0 : 1;
        });
        addEventListener('dragstart', (event) => {
          counted.drags += event.defaultPrevented ? 0 : 1;
        });
      });
    });
    afterAll(async () => {
      await user?.remove();
      if (profile) rmSync(profile, { recursive: true, force: true });
      await display?.stop();
      await core?.stop();
    });
    const empty = { x: 540, y: 1_700 };
    const attempts: [string, () => Promise<void>][] = [
      [
        'two fingers apart',
        () =>
          drag(
            line,
            [
              { x: 500, y: 900 },
              { x: 580, y: 900 },
            ],
            [
              { x: 100, y: 500 },
              { x: 980, y: 1300 },
            ],
          ),
      ],
      [
        'two fingers together',
        () =>
          drag(
            line,
            [
              { x: 100, y: 500 },
              { x: 980, y: 1300 },
            ],
            [
              { x: 500, y: 900 },
              { x: 580, y: 900 },
            ],
          ),
      ],
      [
        'two fingers to the right',
        () =>
          drag(
            line,
            [
              { x: 100, y: 800 },
              { x: 100, y: 1000 },
            ],
            [
              { x: 900, y: 800 },
              { x: 900, y: 1000 },
            ],
          ),
      ],
      ['in from the left edge', () => drag(line, [{ x: 1, y: 900 }], [{ x: 900, y: 900 }])],
      ['in from the right edge', () => drag(line, [{ x: 1_079, y: 900 }], [{ x: 100, y: 900 }])],
      ['down from the top edge', () => drag(line, [{ x: 540, y: 1 }], [{ x: 540, y: 1_500 }])],
      ['up from the bottom edge', () => drag(line, [{ x: 540, y: 1_919 }], [{ x: 540, y: 300 }])],
      ['a pull at the top', () => drag(line, [{ x: 540, y: 300 }], [{ x: 540, y: 1_700 }])],
      ['a long press on words', async () => hold(line, page, await middle('全部公开'))],
      ['a long press between things', () => hold(line, page, empty)],
      [
        'three fingers',
        () =>
          drag(
            line,
            [100, 300, 500].map((x) => ({ x, y: 800 })),
            [100, 300, 500].map((x) => ({ x: x + 400, y: 400 })),
          ),
      ],
      [
        'a double tap',
        async () => {
          for (let tap = 0; tap < 2; tap++) {
            await line.send('Input.dispatchTouchEvent', {
              type: 'touchStart',
              touchPoints: [empty],
            });
            await line.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
          }
        },
      ],
    ];
    async function middle(text: string): Promise<Point> {
      const box = await page.getByText(text).first().boundingBox();
      return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    }
    it.each(attempts)('%s', async (_name, attempt) => {
      const before = await state(page);
      await attempt();
      await page.waitForTimeout(300);
      expect(await state(page)).toEqual(before);
    });
  });
});
