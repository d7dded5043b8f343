/** The Chromium shell: starts the core, then a browser window a surface. Electron is the production shell; this is for where it cannot be had. */
import { type RunningCore, startCore } from '../launch/core-process.ts';
import type { LaunchOrder } from '../launch/launch-order.ts';
import { surfaceUrl } from '../launch/surface-url.ts';
import { openBrowserWindow } from './browser-window.ts';

/** Assumed width of a display where the browser alone knows: the second window goes beside the first. Pixels. */
const displayWidth = 1920;

export type ChromiumShell = { core: RunningCore; ended: Promise<void>; stop: () => Promise<void> };

/** Starts everything; ends when the last window is closed or the core has ended. */
export async function startChromiumShell(
  order: LaunchOrder,
  browser: string,
  withoutSandbox: boolean,
): Promise<ChromiumShell> {
  const core = await startCore(order.core);
  const windows = await Promise.all(
    order.windows.map(({ surface, display }) =>
      openBrowserWindow({
        browser,
        url: surfaceUrl(core, surface),
        mode: order.mode,
        left: order.mode === 'kiosk' ? display * displayWidth : display * 60,
        withoutSandbox,
      }),
    ),
  );
  const closed = Promise.all(windows.map((window) => window.ended));
  const stop = async () => {
    await Promise.all([...windows.map((window) => window.stop()), core.stop()]);
  };
  return { core, ended: Promise.race([closed, core.ended]).then(() => undefined), stop };
}
