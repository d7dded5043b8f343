/** What the county knows of its terminals from their messages (R5.3), kept in `fleet/terminals.json`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { instant, terminalId } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import {
  type TerminalAlert,
  type TerminalState,
  terminalAlert,
  terminalState,
} from '../../main/contract/mqtt.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { makeFolder, writeDurably } from '../repository/files.ts';
import type { CountyFolder } from '../repository/folder.ts';

/** Two machines with one id take the connection from each other: so many births within so long. ms */
const contest = { births: 4, within: 120_000 } as const;
/** States come in bursts; the file is written at most this often. ms */
const saveEvery = 500;

const fleetFile = z.strictObject({
  type: z.literal('sanwu.fleet'),
  format: z.literal(1),
  /** The origin's own link: without it nobody knows who is online. */
  origin: z.strictObject({ connected: z.boolean(), at: instant }),
  terminals: z.record(
    terminalId,
    z.strictObject({
      state: terminalState,
      receivedAt: instant,
      births: z.array(z.strictObject({ session: z.string().max(40), at: instant })).max(16),
      /** Last sign that two machines use this id. */
      duplicateAt: instant.optional(),
    }),
  ),
  alerts: z.array(terminalAlert.extend({ receivedAt: instant })).max(limits.alertsKept),
});
export type FleetFile = z.infer<typeof fleetFile>;
export type FleetTerminal = FleetFile['terminals'][string];

const emptyFleet = (): FleetFile => ({
  type: 'sanwu.fleet',
  format: 1,
  origin: { connected: false, at: 0 },
  terminals: {},
  alerts: [],
});

const fileOf = (folder: CountyFolder) => path.join(folder.fleet, 'terminals.json');

/** What was last written; empty when there is nothing or it cannot be read (it can all be heard again). */
export function readFleet(folder: CountyFolder): FleetFile {
  const file = fileOf(folder);
  if (!existsSync(file)) return emptyFleet();
  try {
    return fleetFile.parse(parseBoundedJson(readFileSync(file), limits.fleetBytes, 'terminals.json'));
  } catch {
    return emptyFleet();
  }
}

/**
 * Decides what a state message means. A last will counts only for the session that is current, so an old death never
 * beats a newer birth; an older birth never beats a newer one while that lives.
 * @param live false for what the broker had retained
 */
function applyState(
  known: FleetTerminal | undefined,
  state: TerminalState,
  now: number,
  live: boolean,
): FleetTerminal | undefined {
  if (!known)
    return { state, receivedAt: now, births: state.online ? [{ session: state.session, at: now }] : [] };
  const sameSession = known.state.session === state.session;
  if (!state.online && !sameSession && !(state.epoch > known.state.epoch)) return undefined;
  const older = state.epoch < known.state.epoch;
  if (older && !sameSession && !live) return undefined;
  const births = sameSession
    ? known.births
    : [...known.births.slice(-15), { session: state.session, at: now }];
  const contested = births.filter(({ at }) => now - at <= contest.within).length >= contest.births;
  const usurped = older && !sameSession && known.state.online;
  const duplicateAt = (contested && !sameSession) || usurped ? now : known.duplicateAt;
  return { state, receivedAt: now, births, ...(duplicateAt === undefined ? {} : { duplicateAt }) };
}

export class Fleet {
  readonly #folder: CountyFolder;
  readonly #clock: () => number;
  #file: FleetFile = emptyFleet();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: CountyFolder, clock: () => number) {
    this.#folder = folder;
    this.#clock = clock;
  }

  async start(): Promise<void> {
    await makeFolder(this.#folder.fleet, 0o700);
    this.#file = readFleet(this.#folder);
  }

  /** Writes what is pending. */
  async stop(): Promise<void> {
    this.#file.origin = { connected: false, at: this.#clock() };
    await this.#save();
  }

  takeState(state: TerminalState, live: boolean): void {
    const known = this.#file.terminals[state.terminal];
    if (!known && Object.keys(this.#file.terminals).length >= limits.terminals) return;
    const next = applyState(known, state, this.#clock(), live);
    if (!next) return;
    this.#file.terminals[state.terminal] = next;
    this.#soon();
  }

  takeAlert(alert: TerminalAlert): void {
    if (this.#file.alerts.some((kept) => kept.id === alert.id && kept.terminal === alert.terminal)) return;
    const alerts = [...this.#file.alerts, { ...alert, receivedAt: this.#clock() }];
    this.#file.alerts = alerts.slice(-limits.alertsKept);
    if (alert.kind === 'duplicate-client') {
      const known = this.#file.terminals[alert.terminal];
      if (known) known.duplicateAt = this.#clock();
    }
    this.#soon();
  }

  /** The origin's link came or went, or is still there. */
  linkIs(connected: boolean): void {
    this.#file.origin = { connected, at: this.#clock() };
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#save().catch(() => undefined); // a full disk must not end the origin; the next state tries again
    }, saveEvery);
  }

  #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(() => writeDurably(fileOf(this.#folder), JSON.stringify(this.#file), 0o600));
    return this.#writing;
  }
}
