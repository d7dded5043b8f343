/**
 * Electron in kiosk mode, as an ordinary user, with real X events: on a desktop with all its keys and menus, and another
 * program's window waiting below (quality.md, "stays in the app").
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { createUnprivilegedUser, type UnprivilegedUser } from '../fakes/unprivileged-user.ts';
import { startWindowManager, type WindowManager } from '../fakes/window-manager.ts';
import { XSeat } from '../fakes/x-seat.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../fakes/xvfb.ts';
import { browserKeys, desktopKeys, menuKeys, mouseAttempts, windowMenuKey } from './escape-attempts.ts';
import { startKioskElectron } from './kiosk-electron.ts';
import { type Confined, tryEscapes } from './try-escapes.ts';
import { startWatchedCore, type WatchedCore } from './watched-core.ts';

const size = { width: 1366, height: 768 };
const red = '#FF0000';
const parts = ['electron', 'xvfb', 'xdotool', 'xTools', 'openbox', 'imagemagick'] as const;
const missing = parts.some((name) => !requirement(name).available);

/** Another program's window, all red. */
async function openBait(seat: XSeat): Promise<ChildProcess> {
  const env = { ...process.env, DISPLAY: seat.display };
  const args = ['-size', '300x200', '-geometry', '+400+300', `xc:${red}`];
  const bait = spawn('display', args, { env, stdio: 'ignore' });
  while (seat.colourAt(500, 400) !== red) await seat.settle(100);
  return bait;
}

/** On a busy machine. Milliseconds. */
const patience = 300_000;

describe.skipIf(missing)('Electron in kiosk mode, as an ordinary user', () => {
  let core: WatchedCore;
  let display: VirtualDisplay;
  let manager: WindowManager;
  let user: UnprivilegedUser;
  let bait: ChildProcess;
  let app: Confined;

  beforeAll(async () => {
    [core, display] = await Promise.all([startWatchedCore(), startVirtualDisplay(size)]);
    manager = await startWindowManager(display.display);
    user = createUnprivilegedUser();
    const seat = new XSeat(display.display);
    bait = await openBait(seat);
    const beat = core.nextBeat();
    await startKioskElectron(user, display.display, {
      windows: [{ surface: 'terminal', display: 0 }],
      mode: 'kiosk',
      core: core.address,
    });
    await beat;
    await seat.settle(1_000);
    app = {
      seat,
      user,
      size,
      bait: { x: 500, y: 400, colour: red },
      othersMayOpenBelow: true,
      also: () => core.stillThere('terminal'),
    };
  });
  afterAll(async () => {
    await user?.remove();
    bait?.kill();
    await manager?.stop();
    await display?.stop();
    await core?.stop();
  });

  it('has its sandbox on', () => {
    const renderers = user.processes().filter(({ command }) => command.includes('--type=renderer'));
    expect(renderers).toHaveLength(1);
    expect(renderers[0]?.status).toMatch(/^Seccomp:\t2$/m);
    expect(renderers[0]?.status).toMatch(/^NoNewPrivs:\t1$/m);
  });

  it('answers no key of a browser', { timeout: patience }, async () => {
    expect(await tryEscapes(app, browserKeys, 12)).toEqual([]);
    expect(await tryEscapes(app, menuKeys, 1)).toEqual([]);
  });

  it('lets no button, wheel or drag of a mouse lead out', { timeout: patience }, async () => {
    expect(await tryEscapes(app, mouseAttempts(size.width, size.height), 4)).toEqual([]);
  });

  it('comes back from every key of a desktop but the menu of its window manager', {
    timeout: patience,
  }, async () => {
    expect(await tryEscapes(app, desktopKeys, 6)).toEqual([]);
    // What is written down in docs/hardening.md; the kiosk's own session has no such menu.
    const menu = await tryEscapes(app, [windowMenuKey], 1);
    expect(menu.map(({ attempt }) => attempt)).toEqual([windowMenuKey]);
  });

  it.each(['--inspect=0', '--remote-debugging-port=0', '--no-sandbox', '--disable-web-security'])(
    'does not start with %s',
    async (flag) => {
      const order = { windows: [], mode: 'kiosk', core: core.address } as const;
      const refused = await startKioskElectron(user, display.display, { ...order, windows: [] }, [flag]);
      expect(await refused.ended).toBe(1);
      expect(refused.stderr()).toContain(flag.split('=')[0]);
    },
  );
});
