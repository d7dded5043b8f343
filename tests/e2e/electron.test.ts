/** A real Electron: both windows, and no way out of either. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import type { ShellOrder } from '../../main/launch/shell-order.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../fakes/xvfb.ts';
import { type RunningCore, startCore } from './running-core.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';

const electron = requirement('electron');
const root = path.resolve(import.meta.dirname, '../..');
const notice = `---
title: 村北机耕路硬化工程中标结果
catalogue: [sx.project.4]
kind: notice
dated: 2026-11-20
---
中标单位已经确定，现予公示。
`;

describe.skipIf(!electron.available || !requirement('xvfb').available)('Electron', () => {
  let county: SmallCounty;
  let display: VirtualDisplay;
  let core: RunningCore;
  let app: ElectronApplication;
  /** Playwright forgets it once it has ended. */
  let child: ChildProcess;
  let terminal: Page;
  let board: Page;

  beforeAll(async () => {
    county = await makeSmallCounty();
    await county.publish('notice', notice);
    display = await startVirtualDisplay();
    core = await startCore({ config: county.config, data: path.join(county.folder, 'kiosk') });
    const order: ShellOrder = {
      windows: [
        { surface: 'terminal', display: 0 },
        { surface: 'board', display: 1 },
      ],
      mode: 'kiosk',
      core: core.address,
      openToDebuggers: true,
    };
    app = await _electron.launch({
      executablePath: withOrder(county.folder, electron.path, order),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        path.join(root, 'dist/electron/main.mjs'),
      ],
      env: { ...(process.env as Record<string, string>), DISPLAY: display.display },
      cwd: county.folder,
    });
    child = app.process();
    await vi.waitUntil(() => app.windows().length === 2, { timeout: 60_000 });
    const of = (surface: string) =>
      app.windows().find((page) => page.url().startsWith(`sanwu://${surface}/`)) as Page;
    [terminal, board] = [of('terminal'), of('board')];
  });
  afterAll(async () => {
    child?.kill('SIGKILL');
    await core?.stop();
    await display?.stop();
    county?.remove();
  });

  it('shows the content in both windows, at addresses without port or token', async () => {
    await terminal.getByText('村北机耕路硬化工程中标结果').first().waitFor();
    await board.getByText('村北机耕路硬化工程中标结果').first().waitFor();
    expect(terminal.url()).toBe('sanwu://terminal/terminal/');
    expect(board.url()).toBe('sanwu://board/board/');
    const stored = await terminal.evaluate(() =>
      JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
    );
    expect(stored).not.toMatch(/token|Bearer/i);
  });

  it('gives the page nothing but the web: no Node, no preload, no menu', async () => {
    const reach = 'typeof require + typeof process + typeof module + typeof globalThis.electron';
    expect(await terminal.evaluate(reach)).toBe('undefined'.repeat(4));
    expect(await app.evaluate(({ Menu }) => Menu.getApplicationMenu())).toBeNull();
    const seen = () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .filter((window) => window.isVisible())
          .map((window) => window.isKiosk()),
      );
    // There is one display: the board has to wait for its own.
    await expect.poll(seen, { timeout: 10_000 }).toEqual([true]);
  });

  it('does not leave by navigation, form, frame, window or download', async () => {
    const before = terminal.url();
    await terminal.evaluate(() => {
      location.href = 'http://127.0.0.1:9/elsewhere';
    });
    await terminal.evaluate(() => {
      location.href = 'file:///etc/passwd';
    });
    await terminal.evaluate(() => {
      location.href = 'sanwu://board/board/';
    });
    await terminal.evaluate(() => {
      const form = document.createElement('form');
      form.action = 'http://127.0.0.1:9/form';
      document.body.append(form);
      form.submit();
      form.remove();
    });
    await terminal.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'data:text/plain,x';
      link.download = 'escaped.txt';
      document.body.append(link);
      link.click();
      link.target = '_blank';
      link.removeAttribute('download');
      link.click();
      link.remove();
    });
    const opened = await terminal.evaluate(() => window.open('http://127.0.0.1:9/window') === null);
    await terminal.waitForTimeout(500);
    expect(opened).toBe(true);
    expect(terminal.url()).toBe(before);
    expect(app.windows()).toHaveLength(2);
    await expect.poll(() => words(terminal)).toContain('村北机耕路硬化工程中标结果');
    expect(readdirSync(county.folder)).not.toContain('escaped.txt');
    const downloads = await app.evaluate(({ app: electronApp }) => electronApp.getPath('downloads'));
    expect(existsSync(path.join(downloads, 'escaped.txt'))).toBe(false);
  });

  it('reaches nothing but its own surface', async () => {
    const tryFetch = (url: string) =>
      terminal.evaluate(
        (address) =>
          fetch(address).then(
            (answer) => answer.status,
            () => 'refused',
          ),
        url,
      );
    expect(await tryFetch('http://127.0.0.1:80/')).toBe('refused');
    expect(await tryFetch('sanwu://board/board/')).toBe('refused');
    expect(await tryFetch('/rpc/rotation')).not.toBe(200);
    expect(await tryFetch('/terminal/')).toBe(200);
  });

  it('opens no dialog', async () => {
    // With a listener that answers nothing a dialog that opened would hold the page for ever.
    terminal.on('dialog', () => undefined);
    const answers = await terminal.evaluate(() => [alert('x'), confirm('x')]);
    expect(answers).toEqual([undefined, false]);
  });

  it('keeps the displays awake', async () => {
    expect(await app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0))).toBe(true);
  });

  it('denies every permission', async () => {
    const denied = await terminal.evaluate(async () => {
      const refused = (asked: Promise<unknown>) =>
        asked.then(
          () => false,
          () => true,
        );
      const states = await Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map(
          async (name) => {
            const status = await navigator.permissions
              .query({ name: name as PermissionName })
              .catch(() => undefined);
            return [name, status?.state ?? 'denied'];
          },
        ),
      );
      const uses = {
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        screen: await refused(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await refused(navigator.clipboard.readText()),
        notification: (await Notification.requestPermission()) !== 'granted',
      };
      return { states: Object.fromEntries(states), uses };
    });
    expect(Object.values(denied.states)).toEqual(Array(6).fill('denied'));
    expect(denied.uses).toEqual({ camera: true, screen: true, clipboard: true, notification: true });
  });

  it('shows what is published, without a reload', async () => {
    await terminal.evaluate(() => Object.assign(window, { stayed: true }));
    await county.publish('second', notice.replace('中标结果', '开工公告'));
    await expect.poll(() => words(terminal), { timeout: 20_000 }).toContain('村北机耕路硬化工程开工公告');
    expect(await terminal.evaluate(() => 'stayed' in window)).toBe(true);
  });

  it('ends at once when it is asked to, though no window of a kiosk can be closed', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.close();
    });
    expect(app.windows()).toHaveLength(2);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

/** Playwright holds Electron's stdin closed; its order comes there. A pipe that Electron itself holds open never ends. */
function withOrder(folder: string, binary: string, order: ShellOrder): string {
  const [pipe, script] = [path.join(folder, 'order'), path.join(folder, 'electron.sh')];
  const said = JSON.stringify(order).replaceAll("'", `'\\''`);
  const lines = [
    `mkfifo '${pipe}'`,
    `exec 9<>'${pipe}'`,
    `printf '%s\\n' '${said}' >&9`,
    `exec '${binary}' "$@" <&9`,
  ];
  writeFileSync(script, `#!/bin/sh\n${lines.join('\n')}\n`, { mode: 0o755 });
  return script;
}

/** What can be read. Playwright's locators wait for ever for a navigation that was prevented. */
function words(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}
