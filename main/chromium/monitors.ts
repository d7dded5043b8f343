/** Where the machine's monitors are: Chromium is told a place for its window, and asks nobody. */
import { spawnSync } from 'node:child_process';
import type { DisplayFact } from '../launch/displays.ts';

/** Time that xrandr has to answer. Milliseconds. */
const answerWithin = 3_000;

export type Monitors = { displays: DisplayFact[]; primary: number };

/**
 * Reads `xrandr --listmonitors`: ` 0: +*HDMI-1 1920/508x1080/286+0+0  HDMI-1`; the star marks the primary one.
 * @returns undefined: nothing in it is a monitor
 */
export function parseMonitors(text: string): Monitors | undefined {
  const displays: DisplayFact[] = [];
  let primary = 0;
  for (const line of text.split('\n')) {
    const found = /^ *(\d+): \+?(\*?)\S+ (\d+)\/\d+x(\d+)\/\d+\+(\d+)\+(\d+)/.exec(line);
    if (!found) continue;
    const [id = 0, , width = 0, height = 0, x = 0, y = 0] = found.slice(1).map(Number);
    if (found[2] === '*') primary = id;
    displays.push({ id, bounds: { x, y, width, height } });
  }
  return displays.length > 0 ? { displays, primary } : undefined;
}

/** Undefined where there is no X server with xrandr: Windows, Wayland. */
export function readMonitors(): Monitors | undefined {
  if (process.platform === 'win32' || !process.env.DISPLAY) return undefined;
  const asked = spawnSync('xrandr', ['--listmonitors'], { encoding: 'utf8', timeout: answerWithin });
  return asked.status === 0 ? parseMonitors(asked.stdout) : undefined;
}
