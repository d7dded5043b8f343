/** The Chromium shell: a browser window a surface. Electron is the production shell; this is for where it cannot be had. */
import type { Shell, ShellEvents, ShellOrder, WindowOrder } from '../launch/shell-order.ts';
import { type CoreAddress, type SurfaceName, surfaceUrl } from '../launch/surface-url.ts';
import { type BrowserWindow, openBrowserWindow } from './browser-window.ts';

/** Assumed width of a display where the browser alone knows: the second window goes beside the first. Pixels. */
const displayWidth = 1920;
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
  readonly #end = Promise.withResolvers<{ closed: boolean }>();
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

  get ended(): Promise<{ closed: boolean }> {
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
    this.#finish(false);
    for (const { window } of this.#windows.values()) window.kill();
  }

  async stop(): Promise<void> {
    this.#finish(false);
    await Promise.all([...this.#windows.values()].map(({ window }) => window.stop()));
  }

  #finish(closed: boolean): void {
    this.#stopping = true;
    clearTimeout(this.#timer);
    this.#end.resolve({ closed });
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
    const left = mode === 'kiosk' ? display * displayWidth : display * 60;
    const url = page === 'home' && this.#core ? surfaceUrl(this.#core, surface) : undefined;
    const window = openBrowserWindow({ ...this.#program, url, mode, left }, () => window.kill());
    this.#windows.set(surface, { window, page });
    void window.ended.then((closed) => this.#onEnded(surface, window, closed));
  }

  /** A demo ends when its last window is closed; in a kiosk, and after a fault, the window comes back. */
  #onEnded(surface: SurfaceName, window: BrowserWindow, closed: boolean): void {
    if (this.#stopping || this.#windows.get(surface)?.window !== window) return;
    if (!closed || this.#order.mode === 'kiosk') return this.#events.gone(surface);
    this.#windows.delete(surface);
    if (this.#windows.size === 0) this.#finish(true);
  }
}

/** Opens the windows as soon as there is a core, or the built-in page in them when it does not come. */
export function startChromium(program: ChromiumProgram, order: ShellOrder, events: ShellEvents): Shell {
  return new ChromiumShell(program, order, events);
}
