/** Tries to get out of an app that fills a display, with real X events, and says what changed. For every shell and package. */

import { filesBelow, type UnprivilegedUser } from '../fakes/unprivileged-user.ts';
import type { XSeat } from '../fakes/x-seat.ts';

export type Confined = {
  seat: XSeat;
  user: UnprivilegedUser;
  /** Size of the display that the app has to fill, pixels. */
  size: { width: number; height: number };
  /** A point where another program's window lies underneath, and its colour: it must never be seen. */
  bait?: { x: number; y: number; colour: string };
  /** A desktop's own windows may come and go below the app, as long as nobody sees them. */
  othersMayOpenBelow?: boolean;
  /** Anything more that must hold, asked after each family: answers, same address, not loaded again. Undefined: it holds. */
  also?: () => Promise<string | undefined>;
};

/** One attempt that left a trace. */
export type Escape = { attempt: string; seen: string };

/** Between attempts that are tried together. Seconds. */
const between = 0.05;
/** Long enough for a window or a menu to open. Milliseconds. */
const afterwards = 150;
/** A window that a window manager moved is put right within this. Milliseconds. */
const recoverWithin = 4_000;

function describeWindows({ seat }: Confined): string {
  return seat
    .windows()
    .map(({ x, y, width, height }) => `${width}x${height}+${x}+${y}`)
    .sort()
    .join(' ');
}

/** The programs that run, without their numbers: a renderer that died and came back is none of it. */
function programs({ user }: Confined): string {
  const kinds = user.processes().map(({ command }) => {
    const words = command.split(' ');
    return words.find((word) => word.startsWith('--type=')) ?? words[0] ?? '';
  });
  // A browser's own parts come and go.
  return [...new Set(kinds)]
    .filter((kind) => !/^--type=(utility|broker|gpu-process)$/.test(kind))
    .sort()
    .join(' ');
}

/** The window that fills the display, with nothing above it that can be seen. */
function isOnTop({ seat, size }: Confined): boolean {
  const windows = seat
    .windows()
    .filter(
      ({ x, y, width, height }) => x < size.width && y < size.height && x + width > 0 && y + height > 0,
    );
  const top = windows.at(-1);
  return (
    top !== undefined &&
    top.x <= 0 &&
    top.y <= 0 &&
    top.x + top.width >= size.width &&
    top.y + top.height >= size.height
  );
}

/** What is wrong at this moment. */
function wrong(app: Confined, windows: string): string | undefined {
  if (!isOnTop(app)) return `not alone on top: ${describeWindows(app)}`;
  if (app.bait && app.seat.colourAt(app.bait.x, app.bait.y) === app.bait.colour)
    return 'another program is seen';
  const now = describeWindows(app);
  return now === windows || app.othersMayOpenBelow ? undefined : `windows ${now} instead of ${windows}`;
}

async function wrongForLong(app: Confined, windows: string): Promise<string | undefined> {
  let seen = wrong(app, windows);
  const until = performance.now() + recoverWithin;
  while (seen && performance.now() < until) {
    await app.seat.settle(200);
    seen = wrong(app, windows);
  }
  return seen;
}

/** What an attempt must not have left: programs that run, files that lie about. */
const traces = (app: Confined) => ({
  programs: programs(app),
  files: filesBelow(app.user.home).filter(isNews).join(' '),
});

/**
 * @param attempts words for xdotool
 * @param together how many are tried before each look; what opens a menu, which the next key would close, needs 1
 * @returns every attempt after which the windows, the programs, the files or what `also` asks were not as before; empty: it held
 */
export async function tryEscapes(
  app: Confined,
  attempts: readonly string[],
  together: number,
): Promise<Escape[]> {
  const escapes: Escape[] = [];
  let windows = describeWindows(app);
  const before = traces(app);
  for (let start = 0; start < attempts.length; start += together) {
    const attempt = attempts.slice(start, start + together).join(` sleep ${between} `);
    app.seat.do(attempt);
    await app.seat.settle(afterwards);
    const seen = await wrongForLong(app, windows);
    if (!seen) continue;
    app.seat.picture(`escape-${attempt.replaceAll(/\W+/g, '-').slice(0, 80)}`);
    escapes.push({ attempt, seen });
    // A menu that stays open would hide what the next attempts do.
    app.seat.do('key Escape');
    await app.seat.settle(afterwards);
    windows = describeWindows(app);
  }
  const after = traces(app);
  for (const kind of ['programs', 'files'] as const) {
    if (after[kind] !== before[kind])
      escapes.push({ attempt: 'all of them', seen: `${kind}: ${after[kind]}; before: ${before[kind]}` });
  }
  const more = await app.also?.();
  if (more) escapes.push({ attempt: 'all of them', seen: more });
  return escapes;
}

/** Electron and Chromium keep what they need below .config and .cache; a download or a screenshot goes elsewhere. */
const isNews = (file: string) => !/^\.(config|cache|pki|local)\//.test(file);
