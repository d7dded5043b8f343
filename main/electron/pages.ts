/** The surfaces' pages in their windows: opened, thrown away with their process, opened anew. */
import { app, type WebContents } from 'electron';
import type { SurfaceName } from '../launch/surface-url.ts';
import type { CoreLink } from './core-link.ts';
import { recoveringAddress, surfaceAddress } from './surface-session.ts';
import type { SurfaceWindows } from './window.ts';

/** A process that was killed is gone by now, or never will be. Milliseconds. */
const goneLimit = 1_000;

export class Pages {
  readonly #windows: SurfaceWindows;
  readonly #link: CoreLink;
  readonly #onGone: (surface: SurfaceName) => void;
  readonly #watched = new Set<SurfaceName>();
  readonly #renewing = new Set<SurfaceName>();
  #endingGraphics = false;

  /** @param onGone a page's process died by itself */
  constructor(windows: SurfaceWindows, link: CoreLink, onGone: (surface: SurfaceName) => void) {
    this.#windows = windows;
    this.#link = link;
    this.#onGone = onGone;
  }

  /** Watches over a surface's page from now on. */
  watch(surface: SurfaceName): void {
    this.#watched.add(surface);
    this.#windows.of(surface)?.webContents.on('render-process-gone', () => {
      if (!this.#renewing.has(surface)) this.#onGone(surface);
    });
  }

  /** The process that draws died. If it was not ended here, every page was hit. */
  graphicsGone(): void {
    if (!this.#endingGraphics) for (const surface of this.#watched) this.#onGone(surface);
    this.#endingGraphics = false;
  }

  /** One that does not hear any more cannot be asked whether it waits for a page or a page for it. */
  #endGraphics(): void {
    const pid = app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid;
    if (pid === undefined) return;
    this.#endingGraphics = true;
    kill(pid);
  }

  /**
   * Throws the page away with its process, which may hang, and opens it anew.
   * @param hung it did not answer: what draws it is started anew too
   */
  async renew(surface: SurfaceName, page: 'home' | 'recovering', hung: boolean): Promise<void> {
    const contents = this.#windows.of(surface)?.webContents;
    if (!contents || contents.isDestroyed() || this.#renewing.has(surface)) return;
    this.#renewing.add(surface);
    if (hung) this.#endGraphics();
    await killProcess(contents);
    this.#renewing.delete(surface);
    this.#link.found(surface);
    const address = page === 'home' ? surfaceAddress(surface) : recoveringAddress(surface);
    // What fails here is seen by the supervisor: the page then never beats.
    await contents.loadURL(address).catch(() => {});
  }

  /** Opens anew what could not be had from the core, once it is there. */
  async renewMissed(): Promise<void> {
    if (this.#link.missed.length === 0 || !(await this.#link.answers())) return;
    for (const surface of this.#link.missed) await this.renew(surface, 'home', false);
  }
}

/** `forcefullyCrashRenderer` asks with SIGTERM, which a stopped process does not hear. */
function killProcess(contents: WebContents): Promise<void> {
  const pid = contents.getOSProcessId();
  if (pid === 0 || contents.isCrashed()) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, goneLimit);
    contents.once('render-process-gone', () => {
      clearTimeout(timer);
      // A new page in the same turn of the event would find the old process.
      setImmediate(resolve);
    });
    kill(pid);
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
