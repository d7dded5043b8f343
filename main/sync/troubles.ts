/** What keeps newer content out: shown to staff, and told to the county once a day for each cause until acknowledged. */
import { SanwuError } from '../contract/errors.ts';
import type { TerminalAlert } from '../contract/mqtt.ts';
import { sha256Hex } from '../trust/digest.ts';
import type { SyncOptions } from './ports.ts';
import { alertKindOf, type Refusal } from './refusal.ts';

const dayMs = 24 * 3_600_000;

export type Trouble = { kind: string; subject: string; since: number };

export class Troubles {
  readonly #options: Pick<SyncOptions, 'terminal' | 'records' | 'log'>;
  readonly #now: () => number;
  readonly #byPlace = new Map<string, Trouble[]>();

  /** @param now best known time, UTC ms */
  constructor(options: Pick<SyncOptions, 'terminal' | 'records' | 'log'>, now: () => number) {
    this.#options = options;
    this.#now = now;
  }

  /** The first trouble there is. */
  get current(): Trouble | undefined {
    for (const troubles of this.#byPlace.values()) if (troubles[0]) return troubles[0];
    return undefined;
  }

  /** All that was refused in the last round at one place; none: the trouble there is over. */
  set(place: string, refusals: readonly Refusal[]): void {
    const before = this.#byPlace.get(place) ?? [];
    const troubles = refusals.map(({ kind, subject }) => {
      const known = before.find((trouble) => trouble.kind === kind && trouble.subject === subject);
      return known ?? { kind, subject, since: this.#at() };
    });
    this.#byPlace.set(place, troubles);
    for (const { kind, subject } of refusals) {
      const alert = alertKindOf(kind);
      if (alert) this.#alert(alert, subject);
    }
  }

  /** Something that is no refusal of content. */
  report(kind: TerminalAlert['kind'], subject: string): void {
    this.#byPlace.set(kind, [{ kind, subject, since: this.#at() }]);
    this.#alert(kind, subject);
  }

  #at(): number {
    return Math.trunc(this.#now());
  }

  #alert(kind: TerminalAlert['kind'], subject: string): void {
    const { terminal, records, log } = this.#options;
    const at = this.#at();
    const id = sha256Hex(`${kind}\n${subject}\n${Math.floor(at / dayMs)}`).slice(0, 32);
    const alert: TerminalAlert = { id, terminal, at, kind, subject };
    log('warn', 'alert', { kind, subject });
    try {
      records.putOutbox({ id, kind: 'alert', payload: Buffer.from(JSON.stringify(alert)), createdAt: at });
    } catch (error) {
      // A disk that takes nothing must not end the round: the alert is made again at the next one.
      if (!(error instanceof SanwuError)) throw error;
      log('warn', 'alert not recorded', { kind: error.kind });
    }
  }
}
