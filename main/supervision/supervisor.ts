/** Starts the core and the shell, looks after both, and stops both. */
import { randomBytes } from 'node:crypto';
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import type { CoreCommand } from '../launch/core-process.ts';
import type { ShellOrder, StartShell } from '../launch/shell-order.ts';
import type { CoreAddress } from '../launch/surface-url.ts';
import { CoreKeeper } from './core-keeper.ts';
import { Happenings } from './happenings.ts';
import { ShellKeeper } from './shell-keeper.ts';
import { lookEvery } from './silence.ts';

export type SupervisorOptions = {
  core: CoreCommand;
  config: KioskConfig;
  windows: ShellOrder['windows'];
  mode: ShellOrder['mode'];
  /** Absent: no windows, the addresses alone. */
  startShell: StartShell | undefined;
  /** Puts the last activated content aside; whether there was any. Never throws. */
  setContentAside: () => boolean;
  monotonic: () => number;
  /** What happened, for the log: processes and reasons, never content. */
  note: (what: string) => void;
};

export type SupervisorEvents = {
  /** Core and shell are there, for the first time. */
  ready: (core: CoreAddress, corePid: number) => void;
  /** Every surface has painted its home screen, for the first time. */
  home: () => void;
  /**
   * It wants to be stopped: a person closed the demo's window, or that cannot be opened here; or the software wants to be
   * started anew.
   */
  ended: (why: 'closed' | 'failed' | 'restart') => void;
};

const newToken = () => randomBytes(32).toString('base64url');

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #events: SupervisorEvents;
  readonly #core: CoreKeeper;
  readonly #shell: ShellKeeper | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lookedAt = 0;
  #first: { core: CoreAddress; pid: number } | undefined;
  #shellReady = false;
  #saidReady = false;

  constructor(options: SupervisorOptions, events: SupervisorEvents) {
    this.#options = options;
    this.#events = events;
    this.#core = this.#createCore();
    this.#shell = this.#createShell();
  }

  #createCore(): CoreKeeper {
    const { core, config, setContentAside, monotonic, note } = this.#options;
    const parts = { command: core, config, setContentAside, monotonic };
    const secrets = { tokens: { terminal: newToken(), board: newToken() }, healthToken: newToken() };
    return new CoreKeeper(
      { ...parts, ...secrets, happenings: new Happenings(monotonic) },
      {
        up: (address, pid) => this.#coreUp(address, pid),
        down: (why, pause) => note(`core ${why}; started again in ${pause} ms`),
        health: (health) => this.#shell?.heard(health),
        restartWanted: () => this.#events.ended('restart'),
      },
    );
  }

  #createShell(): ShellKeeper | undefined {
    const { startShell, windows, mode, monotonic, note } = this.#options;
    if (!startShell) return undefined;
    return new ShellKeeper(
      { startShell, windows, mode, monotonic },
      {
        ready: () => {
          this.#shellReady = true;
          this.#sayReady();
        },
        home: () => this.#events.home(),
        restarted: (what, why, pause) => {
          note(`${what}: ${why}; started again in ${pause} ms`);
          this.#core.tell(what);
        },
        ended: (why) => this.#events.ended(why),
      },
    );
  }

  /** Runs until `stop`. */
  start(): void {
    this.#core.start();
    this.#shell?.start();
    this.#lookedAt = this.#options.monotonic();
    this.#timer = setInterval(() => this.#look(), lookEvery);
  }

  #look(): void {
    const now = this.#options.monotonic();
    const elapsed = now - this.#lookedAt;
    this.#lookedAt = now;
    this.#core.look(elapsed);
    this.#shell?.look(elapsed, this.#core.well);
  }

  #coreUp(core: CoreAddress, pid: number): void {
    this.#first ??= { core, pid };
    this.#shell?.followCore(core);
    this.#sayReady();
  }

  #sayReady(): void {
    if (this.#saidReady || !this.#first || (this.#shell && !this.#shellReady)) return;
    this.#saidReady = true;
    this.#events.ready(this.#first.core, this.#first.pid);
    // Without windows there is nothing more to wait for.
    if (!this.#shell) this.#events.home();
  }

  /** Whether the core has answered lately. */
  get well(): boolean {
    return this.#core.well;
  }

  /** Ends the windows, then the core. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#shell?.stop();
    await this.#core.stop();
  }
}
