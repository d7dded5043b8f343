/**
 * The connection to the broker: one MQTT 3.1.1 client at a time, its retained state and last will, back-off with
 * jitter, and what is in the outbox. Never throws for a broker that is away, refuses, or has no address.
 */
import { randomBytes } from 'node:crypto';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { limits } from '../contract/limits.ts';
import {
  type ChangedHint,
  changedHint,
  type TerminalRequest,
  type TerminalState,
  terminalState,
  topics,
} from '../contract/mqtt.ts';
import { parseBoundedJson } from '../trust/bounded-json.ts';
import { type CertificateTime, checkCertificate, checksItself } from './broker-certificate.ts';
import { ConnectionRhythm, peaceMs } from './connection-rhythm.ts';
import { LinkActivity } from './link-activity.ts';
import { Outgoing } from './outgoing.ts';
import type { LinkState, SyncOptions } from './ports.ts';
import { within } from './within.ts';

const keepaliveSeconds = 20;
const connectTimeoutMs = 10_000;
/** Changes of the state within this time are published once. */
const stateDelayMs = 300;

export type LinkOptions = Pick<
  SyncOptions,
  'terminal' | 'village' | 'county' | 'software' | 'records' | 'clock' | 'random' | 'log'
> & {
  broker: NonNullable<SyncOptions['broker']>;
  /** What the dates of the broker's certificate are judged by. */
  time: CertificateTime;
  /** Divisions whose hints concern this terminal. */
  divisions(): readonly string[];
  /** What the retained state says besides who, when and whether online. */
  state(): Partial<TerminalState>;
};

export type LinkEvents = {
  connected(session: string): void;
  disconnected(): void;
  response(payload: Uint8Array): void;
  hint(hint: ChangedHint): void;
  /** Another machine uses this terminal's id. */
  duplicate(): void;
  /** It has been quiet for long. */
  peace(): void;
  changed(): void;
};

export class MqttLink {
  readonly #options: LinkOptions;
  readonly #events: LinkEvents;
  readonly #rhythm: ConnectionRhythm;
  readonly activity: LinkActivity;
  /** Sessions of this run. */
  readonly #sessions = new Set<string>();
  readonly #outgoing: Outgoing;
  /** Divisions whose hints this connection hears. */
  readonly #heard = new Set<string>();
  #client: MqttClient | undefined;
  #session = '';
  #said = '';
  #epoch = 0;
  #online = false;
  #born = false;
  #failed = false;
  #stopped = true;
  #retry: NodeJS.Timeout | undefined;
  #stateTimer: NodeJS.Timeout | undefined;
  #peaceTimer: NodeJS.Timeout | undefined;

  constructor(options: LinkOptions, events: LinkEvents) {
    this.#options = options;
    this.#events = events;
    this.#rhythm = new ConnectionRhythm(options.clock, options.random);
    this.#outgoing = new Outgoing(options);
    this.activity = new LinkActivity(options.clock);
  }

  get state(): LinkState {
    if (this.#online) return 'online';
    return this.#failed || this.#stopped ? 'offline' : 'connecting';
  }

  start(): void {
    this.#stopped = false;
    this.#connect();
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#stateTimer);
    const client = this.#client;
    if (client === undefined) return;
    if (this.#online) await within(1_000, this.#publishState(client, false));
    this.#online = false;
    await within(1_000, client.endAsync(true));
    this.#closed(client);
  }

  /** Sends now or not at all. */
  send(request: TerminalRequest): boolean {
    const { county, terminal } = this.#options;
    if (!this.#online || this.#client === undefined) return false;
    this.#client.publish(topics.request(county, terminal), JSON.stringify(request), { qos: 0 });
    return true;
  }

  /** The retained state or the outbox changed. */
  touch(): void {
    if (!this.#online || this.#stopped) return;
    this.#stateTimer ??= setTimeout(() => {
      this.#stateTimer = undefined;
      const isNews = this.#said !== this.#sayable();
      if (this.#client && this.#online) {
        if (isNews) void this.#publishState(this.#client, true);
        void this.#hear(this.#client);
      }
      this.#outgoing.send();
    }, stateDelayMs);
  }

  /** The county has this feedback on its disk. */
  receipt(id: string): void {
    this.#outgoing.receipt(id);
  }

  /** Gives the connection up and makes a new one at once (resume from sleep). */
  reconnect(): void {
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    if (this.#client) this.#client.end(true);
    else this.#connect();
  }

  #connect(): void {
    if (this.#stopped) return;
    this.#session = randomBytes(9).toString('base64url');
    this.#sessions.add(this.#session);
    try {
      this.#epoch = this.#options.records.nextEpoch();
      const client = mqtt.connect(this.#options.broker.url, this.#clientOptions());
      this.#client = client;
      checkCertificate(client.stream, this.#options.broker, this.#options.time, (code) =>
        this.#options.log('warn', 'certificate refused', { code }),
      );
      this.activity.watch(client, () => client.end(true));
      client.on('error', (error) => {
        this.#options.log('debug', 'broker', { code: 'code' in error ? String(error.code) : error.name });
      });
      client.on('connect', () => void this.#connected(client));
      client.on('message', (topic, payload, packet) => this.#message(topic, payload, packet.retain));
      client.once('close', () => this.#closed(client));
    } catch (error) {
      this.#options.log('warn', 'cannot connect', { error: error instanceof Error ? error.name : 'unknown' });
      this.#closed(undefined);
    }
  }

  #clientOptions(): IClientOptions {
    const { terminal, county, broker } = this.#options;
    return {
      protocolVersion: 4,
      clientId: terminal,
      username: broker.username ?? terminal,
      ...(broker.password === undefined ? {} : { password: broker.password }),
      ...(broker.ca === undefined ? {} : { ca: broker.ca }),
      rejectUnauthorized: !checksItself(broker.url),
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: connectTimeoutMs,
      keepalive: keepaliveSeconds,
      timerVariant: this.activity.keepaliveTimer(() => this.#client),
      queueQoSZero: false,
      // Else 65,536 buffers with a packet number each: 8 MiB of the core's memory.
      writeCache: false,
      resubscribe: false,
      will: {
        topic: topics.state(county, terminal),
        payload: Buffer.from(JSON.stringify(this.#stateNow(false))),
        qos: 1,
        retain: true,
      },
    };
  }

  async #connected(client: MqttClient): Promise<void> {
    const { county, terminal } = this.#options;
    try {
      await client.subscribeAsync([topics.state(county, terminal), topics.response(county, terminal)], {
        qos: 0,
      });
    } catch {
      this.#options.log('warn', 'subscription refused');
    }
    this.#heard.clear();
    await this.#hear(client);
    if (this.#client !== client || !client.connected) return;
    this.#online = true;
    this.#failed = false;
    this.#rhythm.opened();
    this.#peaceTimer = setTimeout(() => {
      if (this.#rhythm.peace()) this.#events.peace();
    }, peaceMs);
    await within(connectTimeoutMs, this.#publishState(client, true));
    if (this.#client !== client || !client.connected) return;
    this.#born = true;
    this.#events.connected(this.#session);
    this.#outgoing.connected(client);
    this.#events.changed();
  }

  /** Subscribes to the hints of divisions not heard yet: signed settings may name former codes later. */
  async #hear(client: MqttClient): Promise<void> {
    const fresh = this.#options.divisions().filter((code) => !this.#heard.has(code));
    if (fresh.length === 0) return;
    for (const code of fresh) this.#heard.add(code);
    const filters = fresh.map((code) => topics.changed(this.#options.county, code));
    await client.subscribeAsync(filters, { qos: 1 }).catch(() => {
      // A broker that forbids one of the topics: what it does allow still works.
      this.#options.log('warn', 'subscription refused');
    });
  }

  #closed(client: MqttClient | undefined): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#outgoing.disconnected();
    const wasOnline = this.#online;
    this.#online = false;
    this.#failed = true;
    this.#rhythm.closed();
    clearTimeout(this.#peaceTimer);
    if (wasOnline) this.#events.disconnected();
    this.#events.changed();
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), this.#rhythm.delay());
  }

  #message(topic: string, payload: Uint8Array, retained: boolean): void {
    const { county, terminal } = this.#options;
    if (topic === topics.response(county, terminal)) return this.#events.response(payload);
    try {
      const value = parseBoundedJson(payload, limits.stateBytes, 'message');
      if (topic === topics.state(county, terminal)) this.#ownState(terminalState.parse(value), retained);
      else this.#events.hint(changedHint.parse(value));
    } catch {
      this.#options.log('debug', 'message refused');
    }
  }

  /** A state under our name that is none of ours, newer than ours: another machine has our id. */
  #ownState(state: TerminalState, retained: boolean): void {
    if (this.#sessions.has(state.session)) return;
    const afterOurs = retained ? this.#born : state.online;
    if (afterOurs && this.#rhythm.clash()) this.#events.duplicate();
  }

  /** The part of the state that is worth saying again when it changes. */
  #sayable(): string {
    return JSON.stringify(this.#options.state());
  }

  #stateNow(online: boolean): TerminalState {
    const { terminal, village, clock, software } = this.#options;
    return {
      terminal,
      village,
      session: this.#session,
      epoch: this.#epoch,
      online,
      at: Math.trunc(clock.now()),
      software,
      ...this.#options.state(),
    };
  }

  async #publishState(client: MqttClient, online: boolean): Promise<void> {
    const { county, terminal } = this.#options;
    this.#said = this.#sayable();
    const payload = JSON.stringify(this.#stateNow(online));
    await client.publishAsync(topics.state(county, terminal), payload, { qos: 1, retain: true }).catch(() => {
      this.#options.log('debug', 'state not published');
    });
  }
}
