/** The Chromium shell: a browser window a surface. Electron is the production shell; this is for where it cannot be had. */
import { type Area, arrange, inOrder } from '../launch/displays.ts';
import type { Shell, ShellEnd, ShellEvents, ShellOrder, WindowOrder } from '../launch/shell-order.ts';
import { type CoreAddress, type SurfaceName, surfaceUrl } from '../launch/surface-url.ts';
import { type BrowserWindow, openBrowserWindow } from './browser-window.ts';
import { readMonitors } from './monitors.ts';

/** Assumed size of a display where nobody tells: the second window goes beside the first. Pixels. */
const assumed = { width: 1920, height: 1080 };
/** A demo window on somebody's desk, and how far a further one is from it. Pixels. */
const demo = { width: 1280, height: 800, step: 60 };
/** A core that starts is waited for so long before the windows open with the built-in page. Milliseconds. */
const coreLimit = 10_000;

/** `more`: switches beyond the kiosk's own. */
export type ChromiumProgram = { browser: string; withoutSandbox: boolean; more?: string[] };

type Page = 'home' | 'recovering';

class ChromiumShell implements Shell {
  readonly #program: ChromiumProgram;
  readonly #order: ShellOrder;
  readonly #events: ShellEvents;
  readonly #windows = new Map<SurfaceName, { window: BrowserWindow; page: Page }>();
  readonly #end = Promise.withResolvers<ShellEnd>();
  readonly #timer: NodeJS.Timeout;
  #core: CoreAddress | undefined;
  #stopping = false;

  constructor(program: ChromiumProgram, order: ShellOrder, events: ShellEvents) {
    this.#program = program;
    this.#order = order;
    this.#events = events;
    this.#core = order.core;
    this.#timer = setTimeout(() => this.#openAll(), order.core ? 0 : coreLimit);
  }

  get ended(): Promise<ShellEnd> {
    return this.#end.promise;
  }

  followCore(core: CoreAddress): void {
    const before = this.#core;
    this.#core = core;
    if (this.#windows.size === 0) return this.#openAll();
    for (const [surface, { page }] of this.#windows) {
      if (page === 'recovering' || before?.port !== core.port) this.renew(surface, 'home');
    }
  }

  renew(surface: SurfaceName, page: Page): void {
    const order = this.#order.windows.find((window) => window.surface === surface);
    this.#windows.get(surface)?.window.kill();
    if (order && !this.#stopping) this.#open(order, page);
  }

  kill(): void {
    this.#finish({ closed: false, how: 'was stopped' });
    for (const { window } of this.#windows.values()) window.kill();
  }

  async stop(): Promise<void> {
    this.#finish({ closed: false, how: 'was stopped' });
    await Promise.all([...this.#windows.values()].map(({ window }) => window.stop()));
  }

  #finish(end: ShellEnd): void {
    this.#stopping = true;
    clearTimeout(this.#timer);
    this.#end.resolve(end);
  }

  #openAll(): void {
    clearTimeout(this.#timer);
    if (this.#stopping || this.#windows.size > 0) return;
    for (const order of this.#order.windows) this.#open(order, 'home');
    this.#events.ready();
  }

  #open({ surface, display }: WindowOrder, wanted: Page): void {
    const { mode } = this.#order;
    const page = this.#core ? wanted : 'recovering';
    const { width, height, step } = demo;
    const onDesk = { x: display * step, y: 0, width, height };
    const area = mode === 'kiosk' ? this.#areaOf(surface, display) : onDesk;
    const url = page === 'home' && this.#core ? surfaceUrl(this.#core, surface) : undefined;
    const window = openBrowserWindow({ ...this.#program, url, mode, area }, () => window.kill());
    this.#windows.set(surface, { window, page });
    void window.ended.then((closed) => this.#onEnded(surface, window, closed));
  }

  /** Its place among the displays as they are now; undefined where others have them all. */
  #areaOf(surface: SurfaceName, display: number): Area | undefined {
    const monitors = readMonitors();
    if (!monitors) return { x: display * assumed.width, y: 0, ...assumed };
    const displays = inOrder(monitors.displays, monitors.primary);
    return arrange(displays, this.#order.windows, new Map()).places.get(surface)?.bounds;
  }

  /** A demo ends when its last window is closed; in a kiosk, and after a fault, the window comes back. */
  #onEnded(surface: SurfaceName, window: BrowserWindow, closed: boolean): void {
    if (this.#stopping || this.#windows.get(surface)?.window !== window) return;
    if (!closed || this.#order.mode === 'kiosk') return this.#events.gone(surface);
    this.#windows.delete(surface);
    if (this.#windows.size === 0) this.#finish({ closed: true, how: 'was closed' });
  }
}

/** Opens the windows as soon as there is a core, or the built-in page in them when it does not come. */
export function startChromium(program: ChromiumProgram, order: ShellOrder, events: ShellEvents): Shell {
  return new ChromiumShell(program, order, events);
}
