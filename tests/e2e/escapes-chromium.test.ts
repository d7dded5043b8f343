/** The Chromium shell as an ordinary user: what it stops by itself, and what its set-up stops beside it. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { surfaceUrl } from '../../main/launch/surface-url.ts';
import { sessionFolder, startKioskWindowManager, takeKeysAway } from '../fakes/kiosk-session.ts';
import { createUnprivilegedUser, type UnprivilegedUser } from '../fakes/unprivileged-user.ts';
import type { WindowManager } from '../fakes/window-manager.ts';
import { XSeat } from '../fakes/x-seat.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../fakes/xvfb.ts';
import { browserKeys, desktopKeys, menuKeys, mouseAttempts, windowMenuKey } from './escape-attempts.ts';
import { openKioskChromium } from './kiosk-chromium.ts';
import { type Confined, tryEscapes } from './try-escapes.ts';
import { startWatchedCore, type WatchedCore } from './watched-core.ts';

const size = { width: 1366, height: 768 };
const parts = ['chromium', 'xvfb', 'xdotool', 'xTools', 'openbox', 'imagemagick'] as const;
const missing = parts.some((name) => !requirement(name).available) || process.getuid?.() !== 0;

/** On a busy machine. Milliseconds. */
const patience = 300_000;

describe.skipIf(missing)('Chromium with its set-up', () => {
  let core: WatchedCore;
  let display: VirtualDisplay;
  let manager: WindowManager;
  let user: UnprivilegedUser;
  let app: Confined;
  let profile: string;

  beforeAll(async () => {
    [core, display] = await Promise.all([startWatchedCore(), startVirtualDisplay(size)]);
    manager = await startKioskWindowManager(display.display);
    user = createUnprivilegedUser();
    const seat = new XSeat(display.display);
    seat.holdKeyboard();
    takeKeysAway(display.display);
    const url = surfaceUrl(core.address, 'terminal');
    const bind = { folder: path.join(sessionFolder, 'policies'), onto: '/etc/chromium/policies' };
    const beat = core.nextBeat();
    ({ profile } = openKioskChromium({ user, display: display.display, url, size, bind }));
    await beat;
    await seat.settle(2000);
    app = { seat, user, size, also: () => core.stillThere('terminal') };
  });
  afterAll(async () => {
    await user?.remove();
    if (profile) rmSync(profile, { recursive: true, force: true });
    await manager?.stop();
    await display?.stop();
    await core?.stop();
  });

  it('has no secret on its command line, which others may read', () => {
    const commands = user.processes().map(({ command }) => command);
    expect(commands.join('\n')).toContain(`--user-data-dir=${profile}`);
    expect(commands.filter((command) => command.includes(core.address.tokens.terminal))).toEqual([]);
  });

  it('has its sandbox on', () => {
    const renderers = user.processes().filter(({ command }) => command.includes('--type=renderer'));
    expect(renderers.length).toBeGreaterThan(0);
    for (const { status } of renderers) expect(status).toMatch(/^Seccomp:\t2$/m);
  });
  /** Keys that the machine's keyboard has; the set-up may have taken them away since. */
  const pressed = (attempts: readonly string[]) => attempts.filter((each) => app.seat.canDo(each));

  it('answers no key of a browser', { timeout: patience }, async () => {
    expect(await tryEscapes(app, pressed(browserKeys), 12)).toEqual([]);
    expect(await tryEscapes(app, pressed(menuKeys), 1)).toEqual([]);
  });

  it('lets no button, wheel or drag of a mouse lead out', { timeout: patience }, async () => {
    expect(await tryEscapes(app, mouseAttempts(size.width, size.height), 4)).toEqual([]);
  });

  it('answers no key of a desktop', { timeout: patience }, async () => {
    expect(await tryEscapes(app, pressed([...desktopKeys, windowMenuKey]), 6)).toEqual([]);
  });
});
