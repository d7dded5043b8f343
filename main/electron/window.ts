/** The windows: sandboxed, isolated, without preload, menu or developer tools; and kept where displays.ts says. */
import { BrowserWindow, powerSaveBlocker, screen } from 'electron';
import {
  type Area,
  arrange,
  type DisplayFact,
  type Homes,
  inOrder,
  type SurfaceOrder,
} from '../launch/displays.ts';
import type { SurfaceName } from '../launch/surface-url.ts';
import { cover, covers } from './cover.ts';
import { openSpareWindow } from './spare-window.ts';
import { scheme, surfaceSession } from './surface-session.ts';

/** Size of a demo window on somebody's desk, CSS pixels; R2.9's smallest landscape size. */
const demoSize = { width: 1280, height: 800 };
/** Offset of each further demo window, so that both can be seen. */
const demoStep = 60;
/** A display that is plugged in tells of it in several steps, and window managers answer late. Milliseconds. */
const settleFor = 250;
/** What a window manager refuses again and again is not asked for without end: corrections between two changes of the displays. */
const maximumCorrections = 20;
/** A page that has loaded is shown after this even if nobody says that it was painted: a display may not stay dark for that. Milliseconds. */
const paintLimit = 2_000;

/** What a page is and may be, in every window (Electron's security checklist, 2–4, 6, 8–11). */
export const webPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  devTools: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  disableDialogs: true,
  enableWebSQL: false,
  // A notice screen nobody touches must not be slowed down.
  backgroundThrottling: false,
} as const;

function displayFacts(): DisplayFact[] {
  const facts = screen.getAllDisplays().map(({ id, bounds }) => ({ id, bounds }));
  return inOrder(facts, screen.getPrimaryDisplay().id);
}

function demoBounds(order: SurfaceOrder): Area {
  const [first] = displayFacts();
  const area = first?.bounds ?? screen.getPrimaryDisplay().bounds;
  const step = order.surface === 'board' ? demoStep : 0;
  const width = Math.min(demoSize.width, area.width);
  const height = Math.min(demoSize.height, area.height);
  return { x: area.x + step, y: area.y + step, width, height };
}

function open(surface: SurfaceName, kiosk: boolean, bounds: Area): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    frame: !kiosk,
    ...(kiosk ? { skipTaskbar: true, minimizable: false, maximizable: false, movable: false } : {}),
    backgroundColor: '#FAF6EF',
    show: false,
    webPreferences: { ...webPreferences, session: surfaceSession(surface) },
  });
  void window.loadURL(`${scheme}://${surface}/${surface}/`);
  return window;
}

/** All surfaces' windows. In kiosk mode they follow the displays and come back from whatever a window manager does to them. */
export class SurfaceWindows {
  readonly #orders: readonly SurfaceOrder[];
  readonly #kiosk: boolean;
  readonly #windows = new Map<SurfaceName, BrowserWindow>();
  readonly #spares = new Map<number, BrowserWindow>();
  readonly #painted = new Set<BrowserWindow>();
  #homes: Homes = new Map();
  #timer: NodeJS.Timeout | undefined;
  #corrections = 0;

  constructor(orders: readonly SurfaceOrder[], mode: 'kiosk' | 'window') {
    this.#orders = orders;
    this.#kiosk = mode === 'kiosk';
  }

  /** Opens them all; the app must be ready, and each surface's session served. */
  start(): void {
    const before = arrange(displayFacts(), this.#orders, this.#homes);
    for (const order of this.#orders) {
      const place = before.places.get(order.surface)?.bounds ?? screen.getPrimaryDisplay().bounds;
      const window = open(order.surface, this.#kiosk, this.#kiosk ? place : demoBounds(order));
      this.#windows.set(order.surface, window);
      window.once('ready-to-show', () => this.#onPainted(window));
      window.webContents.once('did-finish-load', () => {
        setTimeout(() => this.#onPainted(window), paintLimit);
      });
      if (this.#kiosk) this.#keep(window);
    }
    if (!this.#kiosk) return;
    // Nobody moves a mouse in front of a notice screen: the display must not go dark for that.
    powerSaveBlocker.start('prevent-display-sleep');
    for (const change of ['display-added', 'display-removed', 'display-metrics-changed'] as const) {
      // One overload a name in Electron's types: they differ in what the listener is told, which is not used here.
      screen.on(change as 'display-added', () => this.#displaysChanged());
    }
    this.#settle();
  }

  /** A surface's window; undefined where none was ordered. */
  of(surface: SurfaceName): BrowserWindow | undefined {
    return this.#windows.get(surface);
  }

  #onPainted(window: BrowserWindow): void {
    if (window.isDestroyed() || this.#painted.has(window)) return;
    this.#painted.add(window);
    if (this.#kiosk) this.#settle();
    else window.show();
  }

  /** Nobody closes, shrinks, moves or covers a kiosk's window; whoever ends the app does so without closing windows. */
  #keep(window: BrowserWindow): void {
    window.on('close', (event) => event.preventDefault());
    const again = () => this.#correct();
    window.on('minimize', again).on('restore', again).on('hide', again).on('blur', again);
    window.on('move', again).on('resize', again).on('leave-full-screen', again).on('unmaximize', again);
  }

  #displaysChanged(): void {
    this.#corrections = 0;
    this.#later();
  }

  #correct(): void {
    if (this.#corrections >= maximumCorrections) return;
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), settleFor);
  }

  /** Compares what is with what should be, and puts right what differs. */
  #settle(): void {
    const displays = displayFacts();
    // Between two displays there may be none for a moment: nothing is moved then.
    if (displays.length === 0) return;
    const { places, homes, spare } = arrange(displays, this.#orders, this.#homes);
    this.#homes = homes;
    this.#cover(spare);
    for (const [surface, place] of places) this.#put(this.#windows.get(surface), place);
    const windows = [...this.#windows.values()];
    const first = this.#orders.find(({ surface }) => places.get(surface));
    if (!windows.some((window) => window.isFocused()) && first) this.#windows.get(first.surface)?.focus();
  }

  #put(window: BrowserWindow | undefined, place: DisplayFact | undefined): void {
    if (!window || !this.#painted.has(window)) return;
    if (!place) {
      if (window.isVisible()) window.hide();
      return;
    }
    if (covers(window, place.bounds)) return;
    this.#corrections++;
    cover(window, place.bounds);
  }

  #cover(spare: readonly DisplayFact[]): void {
    for (const [id, window] of this.#spares) {
      const display = spare.find((each) => each.id === id);
      if (display && covers(window, display.bounds)) continue;
      window.destroy();
      this.#spares.delete(id);
    }
    for (const { id, bounds } of spare) {
      if (!this.#spares.has(id)) this.#spares.set(id, openSpareWindow(bounds));
    }
  }
}
