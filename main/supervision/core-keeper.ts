/** Keeps the core running: started again when it dies, ended when it hangs, read-only when it keeps dying. */
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import type { HealthKind } from '../contract/health.ts';
import type { CoreHealth, CoreMode, CoreReady } from '../launch/core-order.ts';
import { type CoreCommand, type CoreProcess, startCoreProcess } from '../launch/core-process.ts';
import type { CoreAddress, SurfaceTokens } from '../launch/surface-url.ts';
import { askHealth } from './ask-health.ts';
import { afterDeath, corePauses, type Deaths, noDeaths } from './crash-loop.ts';
import type { Happenings } from './happenings.ts';
import { beginning, grown, isHung, type Patience, type Silence, spoken } from './silence.ts';

/** A first start migrates databases; from then on the core answers in milliseconds. */
const patience: Patience = { starting: 60_000, silent: 3_500 };
/** A read-only core that stayed well for so long gets another try at everything, each time later. Milliseconds. */
const firstTrialAfter = 10 * 60_000;
const lastTrialAfter = 6 * 3_600_000;

export type CoreKeeperOptions = {
  command: CoreCommand;
  /** Its port is that of the first start; later ones take the port that it got. 0 takes a free one. */
  config: KioskConfig;
  tokens: SurfaceTokens;
  healthToken: string;
  happenings: Happenings;
  /** Puts the last activated content aside; whether there was any. Never throws. */
  setContentAside: () => boolean;
  monotonic: () => number;
};

export type CoreKeeperEvents = {
  up: (core: CoreAddress, pid: number) => void;
  /** `pause`: before it is started again, milliseconds. */
  down: (why: string, pause: number) => void;
  health: (health: CoreHealth) => void;
  restartWanted: () => void;
};

type Running = {
  process: CoreProcess;
  silence: Silence;
  /** When it was ready, monotonic milliseconds. */
  upSince?: number;
  asking?: boolean;
  /** Ended by the supervisor, for a reason that is no fault. */
  planned?: boolean;
  killedFor?: string;
};

export class CoreKeeper {
  readonly #options: CoreKeeperOptions;
  readonly #events: CoreKeeperEvents;
  #port: number;
  #mode: CoreMode = 'normal';
  #deaths: Deaths = noDeaths;
  #trialAfter = firstTrialAfter;
  #running: Running | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: CoreKeeperOptions, events: CoreKeeperEvents) {
    this.#options = options;
    this.#events = events;
    this.#port = options.config.port;
  }

  /** Whether it has answered lately: a page that cannot reach it is not to blame. */
  get well(): boolean {
    const running = this.#running;
    return running?.upSince !== undefined && running.silence.silentMs < 2_000;
  }

  start(): void {
    const { command, config, tokens, healthToken, happenings } = this.#options;
    const happened = happenings.counts();
    const order = { config, tokens, healthToken, port: this.#port, mode: this.#mode, happened };
    const process = startCoreProcess(command, order, {
      ready: (ready) => this.#ready(running, ready),
      restartWanted: () => this.#events.restartWanted(),
    });
    const running: Running = { process, silence: beginning };
    this.#running = running;
    void process.ended.then((code) => this.#ended(running, code));
  }

  #ready(running: Running, { port, pid }: CoreReady): void {
    running.upSince = this.#options.monotonic();
    running.silence = spoken();
    this.#port = port;
    this.#events.up({ port, tokens: this.#options.tokens }, pid);
  }

  #ended(running: Running, code: number | string): void {
    this.#running = undefined;
    if (this.#stopped) return;
    if (running.planned) return this.start();
    const now = this.#options.monotonic();
    const lived = running.upSince === undefined ? 0 : now - running.upSince;
    const verdict = afterDeath(this.#deaths, now, lived, corePauses);
    this.#deaths = verdict.deaths;
    this.#options.happenings.note('core-restarted');
    if (verdict.loopBegins) this.#holdStill();
    this.#events.down(running.killedFor ?? `ended with ${code}`, verdict.pause);
    this.#timer = setTimeout(() => this.start(), verdict.pause);
  }

  /** What was activated last may be what it dies of: without it, and changing nothing, it may live. */
  #holdStill(): void {
    this.#mode = 'read-only';
    const { happenings, setContentAside } = this.#options;
    if (setContentAside()) happenings.note('content-set-aside');
  }

  /** Passes on what has happened to another process. */
  tell(kind: HealthKind): void {
    this.#options.happenings.note(kind);
    this.#running?.process.tell({ happened: kind });
  }

  /** Looks after it. @param elapsed milliseconds since the last look */
  look(elapsed: number): void {
    const running = this.#running;
    if (!running || running.killedFor) return;
    running.silence = grown(running.silence, elapsed);
    if (isHung(running.silence, patience)) {
      running.killedFor = running.upSince === undefined ? 'did not start in time' : 'did not answer';
      running.process.kill();
      return;
    }
    if (running.upSince === undefined) return;
    this.#tryEverythingAgain(running, this.#options.monotonic() - running.upSince);
    if (!running.asking) void this.#ask(running);
  }

  #tryEverythingAgain(running: Running, lived: number): void {
    if (this.#mode === 'normal' || running.planned || lived < this.#trialAfter) return;
    this.#mode = 'normal';
    this.#deaths = noDeaths;
    this.#trialAfter = Math.min(2 * this.#trialAfter, lastTrialAfter);
    running.planned = true;
    void running.process.stop();
  }

  async #ask(running: Running): Promise<void> {
    running.asking = true;
    const health = await askHealth(this.#port, this.#options.healthToken);
    running.asking = false;
    if (!health || this.#running !== running) return;
    running.silence = spoken();
    this.#events.health(health);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running?.process.stop();
  }
}
