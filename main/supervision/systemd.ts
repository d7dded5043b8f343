/** Tells systemd that the program is there and that it turns (sd_notify(3)), so that a unit may have `Type=notify` and `WatchdogSec=`. */
import { spawn } from 'node:child_process';

/** What the unit's manager put into the environment. */
export type SystemdEnvironment = { NOTIFY_SOCKET?: string | undefined; WATCHDOG_USEC?: string | undefined };

/**
 * How often the watchdog wants to hear: half of what it waits, as sd_watchdog_enabled(3) advises.
 * @returns milliseconds; undefined where there is none
 */
export function watchdogPeriod({ WATCHDOG_USEC }: SystemdEnvironment): number | undefined {
  const microseconds = Number(WATCHDOG_USEC);
  return microseconds > 0 ? microseconds / 2_000 : undefined;
}

export class SystemdNotifier {
  readonly #environment: SystemdEnvironment;
  readonly #isWell: () => boolean;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param environment usually `process.env`; without NOTIFY_SOCKET nothing is done
   * @param isWell asked at each beat; the watchdog is fed only while it says yes
   */
  constructor(environment: SystemdEnvironment, isWell: () => boolean) {
    this.#environment = environment;
    this.#isWell = isWell;
  }

  /** The program is up: says so, and feeds the watchdog from now on. */
  start(): void {
    this.#notify('READY=1');
    const period = watchdogPeriod(this.#environment);
    if (period === undefined) return;
    this.#timer = setInterval(() => {
      if (this.#isWell()) this.#notify('WATCHDOG=1');
    }, period);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#notify('STOPPING=1');
  }

  /** Node has no datagram sockets of the file system, so systemd's own tool sends it. The unit needs `NotifyAccess=all`. */
  #notify(state: string): void {
    const { NOTIFY_SOCKET } = this.#environment;
    if (!NOTIFY_SOCKET) return;
    const child = spawn('systemd-notify', [state], {
      stdio: 'ignore',
      env: { ...process.env, NOTIFY_SOCKET },
    });
    // Without the tool the unit's watchdog ends the program, which says enough.
    child.on('error', () => {});
  }
}
