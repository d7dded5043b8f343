/** The origin's connection to the broker: reconnects for ever, with growing and random pauses. */
import { readFileSync } from 'node:fs';
import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import { originSubscriptions } from '../../main/contract/mqtt.ts';
import { type LossReason, lossReason } from './link-loss.ts';

export type BrokerOptions = {
  /** mqtt:, mqtts:, ws: or wss:; without credentials. */
  url: string;
  username?: string;
  password?: string;
  /** PEM file of the certificate authority. */
  ca?: string;
};

export type LinkEvents = {
  connected: () => void;
  lost: (reason: LossReason) => void;
  message: (topic: string, payload: Buffer, retained: boolean) => void;
};

/**
 * Pauses between attempts: doubling, with jitter. Terminals that are back ask again after at most 15 s and converge within 60 s
 * (quality.md): an origin, one of few, may not keep them waiting. ms
 */
const backOff = { first: 250, most: 5_000 } as const;

export class BrokerLink {
  readonly #options: BrokerOptions;
  readonly #county: string;
  readonly #events: LinkEvents;
  readonly #random: () => number;
  #client: MqttClient | undefined;
  #pause: number = backOff.first;
  #fault: Error | undefined;

  constructor(
    options: BrokerOptions,
    county: string,
    events: LinkEvents,
    random: () => number = Math.random,
  ) {
    this.#options = options;
    this.#county = county;
    this.#events = events;
    this.#random = random;
  }

  get connected(): boolean {
    return this.#client?.connected ?? false;
  }

  start(): void {
    const { url, username, password, ca } = this.#options;
    const options: IClientOptions = {
      clientId: `sanwu-origin-${this.#county}-${Math.floor(this.#random() * 0x7fffffff).toString(36)}`,
      protocolVersion: 4,
      clean: true,
      keepalive: 30,
      connectTimeout: 15_000,
      reconnectPeriod: backOff.first,
      reconnectOnConnackError: true, // the account may be added, or the broker reloaded, at any time
      queueQoSZero: false,
      resubscribe: false,
      ...(username === undefined ? {} : { username, password: password ?? '' }),
      ...(ca === undefined ? {} : { ca: readFileSync(ca) }),
    };
    const client = mqtt.connect(url, options);
    this.#client = client;
    client.on('connect', () => this.#onConnect(client));
    client.on('close', () => this.#onClose(client));
    client.on('error', (error) => {
      this.#fault = error; // always followed by 'close'
    });
    client.on('message', (topic: string, payload: Buffer, packet: IPublishPacket) =>
      this.#events.message(topic, payload, packet.retain),
    );
  }

  async stop(): Promise<void> {
    await this.#client?.endAsync(true);
  }

  /** QoS 0; resolves when it is written to the connection, or dropped for want of one. */
  send(topic: string, payload: Buffer): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#client?.connected) return resolve();
      this.#client.publish(topic, payload, { qos: 0 }, () => resolve());
    });
  }

  /** QoS 1, retained; resolves when the broker has acknowledged. */
  async announce(topic: string, payload: string): Promise<void> {
    await this.#client?.publishAsync(topic, payload, { qos: 1, retain: true });
  }

  #onConnect(client: MqttClient): void {
    this.#pause = backOff.first;
    client.options.reconnectPeriod = backOff.first;
    const [request, state, alert, feedback] = originSubscriptions(this.#county);
    const reliable = { qos: 1 } as const;
    const wanted = {
      [request]: { qos: 0 },
      [state]: reliable,
      [alert]: reliable,
      [feedback]: reliable,
    } as const;
    client.subscribe(wanted, (error) => {
      if (!error) this.#events.connected();
    });
  }

  #onClose(client: MqttClient): void {
    this.#events.lost(lossReason(this.#fault));
    this.#fault = undefined;
    this.#pause = Math.min(this.#pause * 2, backOff.most);
    client.options.reconnectPeriod = Math.round(this.#pause * (0.5 + this.#random()));
  }
}
