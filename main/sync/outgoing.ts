/**
 * What must reach the county, from the outbox: alerts until the broker has them (PUBACK), what villagers wrote until the
 * county itself says so (receipt), because a broker that crashes loses what it acknowledged. Ids make repeating harmless.
 */

import type { MqttClient } from 'mqtt';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import { topics } from '../contract/mqtt.ts';
import type { SyncOptions } from './ports.ts';

/** Messages on their way at the same time, where the county takes them: those it does not take must not hold up the rest. */
const atOnce = 50;
/** Without any receipt for so long everything goes out again, and then after twice as long, up to the longest. ms */
const firstRepeat = 5_000;
const longestRepeat = 10 * 60_000;
/** Receipts that come within this time are one commit: after a long outage the disk is not synced once for each of thousands. ms */
const collecting = 50;

type Kind = 'alert' | 'feedback';
const kinds: readonly Kind[] = ['alert', 'feedback'];

export type OutgoingOptions = Pick<SyncOptions, 'terminal' | 'county' | 'records' | 'clock'>;

export class Outgoing {
  readonly #options: OutgoingOptions;
  readonly #sending = new Set<string>();
  readonly #received = new Set<string>();
  #client: MqttClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #marking: NodeJS.Timeout | undefined;
  #pause = firstRepeat;
  /** How many of the oldest messages may be on their way: more with every repeat, as some are never taken (a renamed terminal's). */
  #window = atOnce;

  constructor(options: OutgoingOptions) {
    this.#options = options;
  }

  connected(client: MqttClient): void {
    this.#client = client;
    this.#pause = firstRepeat;
    this.#window = atOnce;
    this.send();
  }

  disconnected(): void {
    this.#client = undefined;
    this.#mark();
    this.#sending.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Sends what waits and is not on its way already. */
  send(): void {
    for (const kind of kinds) for (const entry of this.#waiting(kind)) this.#publish(kind, entry);
  }

  /** The county has it on its disk. */
  receipt(id: string): void {
    this.#received.add(id);
    this.#marking ??= setTimeout(() => this.#mark(), collecting);
  }

  #mark(): void {
    clearTimeout(this.#marking);
    this.#marking = undefined;
    const ids = [...this.#received];
    this.#received.clear();
    // What cannot be marked counts as on its way until it is repeated: the disk is not hurried by the county.
    if (ids.length === 0 || !this.#delivered(ids)) return;
    for (const id of ids) this.#sending.delete(id);
    this.#pause = firstRepeat;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#sending.size > 0) this.#repeatLater();
    // The outbox is read when there is room for many, not after every few of thousands.
    if (this.#sending.size <= this.#window - atOnce / 2) this.send();
  }

  #now(): number {
    return Math.trunc(this.#options.clock.now());
  }

  /** A disk that takes nothing: it is sent again some time, and the county knows its id. */
  #delivered(ids: readonly string[]): boolean {
    try {
      this.#options.records.markDelivered(ids, this.#now());
      return true;
    } catch (error) {
      if (error instanceof SanwuError) return false;
      throw error;
    }
  }

  #waiting(kind: Kind) {
    return this.#options.records.outbox(this.#window, kind);
  }

  #publish(kind: Kind, { id, payload }: { id: string; payload: Uint8Array }): void {
    const { county, terminal } = this.#options;
    const client = this.#client;
    if (!client || this.#sending.has(id)) return;
    this.#sending.add(id);
    client.publish(topics[kind](county, terminal), Buffer.from(payload), { qos: 1 }, (error) => {
      if (error || this.#client !== client || kind === 'feedback') return;
      if (!this.#delivered([id])) return;
      this.#sending.delete(id);
      this.send();
    });
    if (kind === 'feedback') this.#repeatLater();
  }

  #repeatLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#pause = Math.min(longestRepeat, this.#pause * 2);
      for (const { id } of this.#waiting('feedback')) this.#sending.delete(id);
      this.#window = Math.min(limits.feedbackWaiting, this.#window + atOnce);
      this.send();
    }, this.#pause);
  }
}
