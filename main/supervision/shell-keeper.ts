/** Keeps the windows: a shell that dies or hangs is started again, a page that dies or hangs is thrown away and opened anew. */
import type { CoreHealth } from '../launch/core-order.ts';
import type { Shell, ShellEnd, ShellOrder, StartShell } from '../launch/shell-order.ts';
import type { CoreAddress, SurfaceName } from '../launch/surface-url.ts';
import { afterDeath, type Deaths, noDeaths, windowPauses } from './crash-loop.ts';
import { beginning, grown, isHung, type Patience, type Silence, spoken } from './silence.ts';

/** Cold start of a browser from a slow disk; then it beats every second. */
const shellPatience: Patience = { starting: 90_000, silent: 4_000 };
/** A page beats every 2 s (renderer/shared/beat.ts). */
const pagePatience: Patience = { starting: 30_000, silent: 5_000 };
/** Where a page is not opened again at once, the built-in one says so meanwhile. Milliseconds. */
const noticeablePause = 2_000;

export type ShellKeeperOptions = {
  startShell: StartShell;
  windows: ShellOrder['windows'];
  mode: ShellOrder['mode'];
  monotonic: () => number;
};

export type ShellKeeperEvents = {
  ready: () => void;
  /** Every surface has painted its home screen since the shell started. Said once a shell. */
  home: () => void;
  restarted: (what: 'page-restarted' | 'shell-restarted', why: string, pause: number) => void;
  /** A demo ends: a person closed its window, or it cannot be opened on this machine. */
  ended: (why: 'closed' | 'failed') => void;
};

type Page = {
  silence: Silence;
  deaths: Deaths;
  /** When it was last opened, monotonic milliseconds. */
  since: number;
  /** Its next opening is due. */
  timer?: NodeJS.Timeout;
  wasHome: boolean;
};

type Running = {
  shell: Shell;
  silence: Silence;
  since: number;
  ready: boolean;
  /** Whether it ever beat: one without a process of its own is judged by its pages alone. */
  beats: boolean;
  killedFor?: string;
};

export class ShellKeeper {
  readonly #options: ShellKeeperOptions;
  readonly #events: ShellKeeperEvents;
  readonly #pages = new Map<SurfaceName, Page>();
  #core: CoreAddress | undefined;
  #running: Running | undefined;
  #deaths: Deaths = noDeaths;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #everReady = false;
  #saidHome = false;

  constructor(options: ShellKeeperOptions, events: ShellKeeperEvents) {
    this.#options = options;
    this.#events = events;
  }

  start(): void {
    const { startShell, windows, mode, monotonic } = this.#options;
    const since = monotonic();
    for (const { surface } of windows) {
      const deaths = this.#pages.get(surface)?.deaths ?? noDeaths;
      this.#pages.set(surface, { silence: beginning, deaths, since, wasHome: false });
    }
    const order = { windows, mode, ...(this.#core ? { core: this.#core } : {}) };
    const shell = startShell(order, {
      ready: () => this.#ready(running),
      beat: () => this.#beat(running),
      gone: (surface) => this.#pageEnded(surface, 'died'),
    });
    const running: Running = { shell, silence: beginning, since, ready: false, beats: false };
    this.#running = running;
    void shell.ended.then((end) => this.#ended(running, end));
  }

  #ready(running: Running): void {
    running.ready = true;
    this.#everReady = true;
    running.since = this.#options.monotonic();
    running.silence = spoken();
    this.#events.ready();
  }

  #beat(running: Running): void {
    running.beats = true;
    running.silence = spoken();
  }

  #ended(running: Running, { closed, how }: ShellEnd): void {
    this.#running = undefined;
    for (const page of this.#pages.values()) clearTimeout(page.timer);
    if (this.#stopped) return;
    const demo = this.#options.mode === 'window';
    if (closed && demo) return this.#events.ended('closed');
    const now = this.#options.monotonic();
    const lived = running.ready ? now - running.since : 0;
    const { deaths, pause, loopBegins } = afterDeath(this.#deaths, now, lived, windowPauses);
    this.#deaths = deaths;
    if (loopBegins && demo && !this.#everReady) return this.#events.ended('failed');
    const why = running.killedFor ?? `ended with ${how}`;
    this.#events.restarted('shell-restarted', why, pause);
    this.#timer = setTimeout(() => this.start(), pause);
  }

  /** A core is there. Pages find it again by themselves unless its port is another one. */
  followCore(core: CoreAddress): void {
    this.#core = core;
    for (const page of this.#pages.values()) page.silence = { ...page.silence, silentMs: 0 };
    this.#running?.shell.followCore(core);
  }

  /** What the core has heard of the pages. */
  heard({ surfaces }: CoreHealth): void {
    for (const [surface, page] of this.#pages) {
      const beat = surfaces[surface];
      const age = this.#options.monotonic() - page.since;
      if (!beat || page.timer || beat.ageMs > age) continue;
      page.silence = spoken(beat.ageMs);
      page.wasHome ||= beat.screen === 'home';
    }
    if (this.#saidHome || ![...this.#pages.values()].every((page) => page.wasHome)) return;
    this.#saidHome = true;
    this.#events.home();
  }

  /**
   * Looks after shell and pages.
   * @param elapsed milliseconds since the last look
   * @param coreWell whether pages could be heard at all
   */
  look(elapsed: number, coreWell: boolean): void {
    const running = this.#running;
    if (!running || running.killedFor) return;
    if (running.beats || !running.ready) running.silence = grown(running.silence, elapsed);
    if (isHung(running.silence, shellPatience)) return this.#killShell(running, 'did not answer');
    if (!running.ready || !coreWell) return;
    for (const [surface, page] of this.#pages) {
      if (page.timer) continue;
      page.silence = grown(page.silence, elapsed);
      if (!isHung(page.silence, pagePatience)) continue;
      // One that was opened anew and never came: the fault lies deeper, in the browser or its graphics.
      if (!page.silence.heard) return this.#killShell(running, `${surface} never came`);
      this.#pageEnded(surface, 'hung');
    }
  }

  #killShell(running: Running, why: string): void {
    running.killedFor = why;
    running.shell.kill();
  }

  #pageEnded(surface: SurfaceName, why: 'died' | 'hung'): void {
    const page = this.#pages.get(surface);
    const shell = this.#running?.shell;
    if (!page || !shell || page.timer || this.#stopped) return;
    const now = this.#options.monotonic();
    const lived = page.silence.heard ? now - page.since : 0;
    const { deaths, pause } = afterDeath(page.deaths, now, lived, windowPauses);
    page.deaths = deaths;
    this.#events.restarted('page-restarted', `${surface} ${why}`, pause);
    const renew = () => {
      delete page.timer;
      page.silence = beginning;
      page.since = this.#options.monotonic();
      shell.renew(surface, 'home', why === 'hung');
    };
    if (pause === 0) return renew();
    if (pause > noticeablePause) shell.renew(surface, 'recovering', why === 'hung');
    page.timer = setTimeout(renew, pause);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const page of this.#pages.values()) clearTimeout(page.timer);
    await this.#running?.shell.stop();
  }
}
