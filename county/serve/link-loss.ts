/** Why the broker cannot be reached, and how often that is worth a line in the log. */

/**
 * `refused`: nobody listens there. `name`: no such host. `unreachable`: no way to it. `certificate`: not trusted. `not-tls`: the port
 * speaks another protocol. `account`: the broker does not take user name and password. `silent`: no answer. `closed`: it was cut.
 */
export type LossReason =
  | 'refused'
  | 'name'
  | 'unreachable'
  | 'certificate'
  | 'not-tls'
  | 'account'
  | 'silent'
  | 'closed';

const byCode: Readonly<Record<string, LossReason>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'silent',
  EPROTO: 'not-tls',
};

/** CONNACK return codes 4 and 5 (MQTT 3.1.1, 3.2.2.3): bad user name or password, not authorized. */
const accountCodes: readonly unknown[] = [4, 5];

/** @param error what the connection said before it closed, if anything */
export function lossReason(error: Error | undefined): LossReason {
  if (!error) return 'closed';
  const code: unknown = 'code' in error ? error.code : undefined;
  if (accountCodes.includes(code)) return 'account';
  if (typeof code !== 'string') return 'silent'; // only MQTT.js' own time limits carry no code
  if (/CERT|SELF_SIGNED|LEAF_SIGNATURE/.test(code)) return 'certificate';
  return byCode[code] ?? (code.startsWith('ERR_SSL') ? 'not-tls' : 'closed');
}

/** The same reason is said again after this long. ms */
const repeatAfter = 5 * 60_000;

/** Lets through the first loss, every change of its reason, and then one in a while. */
export class LossNotes {
  readonly #clock: () => number;
  #last: { reason: LossReason; at: number } | undefined;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  isWorthSaying(reason: LossReason): boolean {
    const now = this.#clock();
    // A clock set back must not silence it.
    const quiet = this.#last && Math.abs(now - this.#last.at) < repeatAfter;
    if (quiet && this.#last?.reason === reason) return false;
    this.#last = { reason, at: now };
    return true;
  }

  connected(): void {
    this.#last = undefined;
  }
}
