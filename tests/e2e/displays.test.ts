/** Two monitors that come, go, turn and change: Electron's windows stay where they belong (requirements R3.6). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { startKioskWindowManager } from '../fakes/kiosk-session.ts';
import { createUnprivilegedUser, type UnprivilegedUser } from '../fakes/unprivileged-user.ts';
import type { WindowManager } from '../fakes/window-manager.ts';
import { XSeat } from '../fakes/x-seat.ts';
import { type MonitorsInMemory, startMonitorsInMemory } from '../fakes/xorg-dummy.ts';
import { startKioskElectron } from './kiosk-electron.ts';
import { startWatchedCore, type WatchedCore } from './watched-core.ts';

const parts = ['electron', 'xorg', 'xTools', 'openbox', 'imagemagick'] as const;
const missing = parts.some((name) => !requirement(name).available);
describe.skipIf(missing)('two monitors', () => {
  let core: WatchedCore;
  let monitors: MonitorsInMemory;
  let manager: WindowManager;
  let user: UnprivilegedUser;
  let seat: XSeat;

  beforeAll(async () => {
    [core, monitors] = await Promise.all([startWatchedCore(), startMonitorsInMemory()]);
    seat = new XSeat(monitors.display);
    manager = await startKioskWindowManager(monitors.display);
    user = createUnprivilegedUser();
    const beat = core.nextBeat();
    const windows = [
      { surface: 'terminal', display: 0 },
      { surface: 'board', display: 1 },
    ] as const;
    await startKioskElectron(user, monitors.display, {
      windows: [...windows],
      mode: 'kiosk',
      core: core.address,
    });
    await beat;
  });
  afterAll(async () => {
    await user?.remove();
    await manager?.stop();
    await monitors?.stop();
    await core?.stop();
  });

  /** Windows that can be seen, by the monitor that they fill. */
  const shown = () =>
    seat
      .windows()
      .filter(({ width, height }) => width > 1 && height > 1)
      .map(({ x, y, width, height }) => `${width}x${height}+${x}+${y}`)
      .sort();
  const settled = (expected: string[]) => expect.poll(shown, { timeout: 8_000 }).toEqual(expected);
  async function same(expected: string[], picture: string) {
    await settled(expected);
    await seat.settle(1_000);
    seat.picture(picture);
    expect(shown()).toEqual(expected);
  }

  it('one monitor: the terminal alone, the notice screen waits', async () => {
    await same(['1920x1080+0+0'], 'displays-1');
  });
  it('a second one: the notice screen fills it', async () => {
    monitors.plugIn('DUMMY1', '1280x800', '1920x0');
    await same(['1280x800+1920+0', '1920x1080+0+0'], 'displays-2');
  });
  it('turned', async () => {
    monitors.turn('DUMMY1', '800x1280');
    await same(['1920x1080+0+0', '800x1280+1920+0'], 'displays-3');
  });
  it('unplugged', async () => {
    monitors.unplug('DUMMY1');
    await same(['1920x1080+0+0'], 'displays-4');
  });
  it('plugged in again, as a mirror at first', async () => {
    monitors.plugIn('DUMMY1', '1280x800', '0x0');
    await same(['1920x1080+0+0'], 'displays-5');
    monitors.xrandr('--output', 'DUMMY1', '--pos', '1920x0');
    await same(['1280x800+1920+0', '1920x1080+0+0'], 'displays-6');
  });
  it('the first changes its size', async () => {
    monitors.xrandr('--output', 'DUMMY0', '--mode', '1280x1024', '--output', 'DUMMY1', '--pos', '1280x0');
    await same(['1280x1024+0+0', '1280x800+1280+0'], 'displays-7');
  });
  it('a third says that nothing is planned for it', async () => {
    monitors.plugIn('DUMMY2', '1024x768', '2560x0');
    await same(['1024x768+2560+0', '1280x1024+0+0', '1280x800+1280+0'], 'displays-8');
  });
  it('leaves the notice screen where it is when the first one goes, and takes what is free for the terminal', async () => {
    monitors.xrandr('--output', 'DUMMY0', '--off');
    await same(['1024x768+1280+0', '1280x800+0+0'], 'displays-9');
    expect(await core.stillThere('terminal')).toBeUndefined();
    expect(await core.stillThere('board')).toBeUndefined();
  });
});
