/**
 * Whether bytes still come, below MQTT's messages: a 64 KB answer over a link of 1 B/s is no dead link, so neither
 * retries nor the keep-alive may think so. Also bounds how large a message may grow before it is whole.
 */
import type { IClientOptions, MqttClient } from 'mqtt';
import { limits } from '../contract/limits.ts';
import type { Clock } from './ports.ts';

type KeepaliveTimer = Exclude<NonNullable<IClientOptions['timerVariant']>, string>;

export class LinkActivity {
  readonly #clock: Clock;
  #lastByteAt = 0;
  #pending = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** When a byte last came, ms of the monotonic clock. */
  lastByteAt(): number {
    return this.#lastByteAt;
  }

  midMessage(): boolean {
    return this.#pending > 0;
  }

  /** Counts what a client's stream receives. `tooMuch` is called when a message passes `limits.mqttMessageBytes`. */
  watch(client: MqttClient, tooMuch: () => void): void {
    this.#pending = 0;
    client.stream.prependListener('data', (bytes: Uint8Array) => {
      this.#lastByteAt = this.#clock.monotonic();
      this.#pending += bytes.length;
      if (this.#pending > limits.mqttMessageBytes) tooMuch();
    });
    client.on('packetreceive', () => {
      this.#pending = 0;
    });
  }

  /** A timer for MQTT.js's keep-alive: a step in which bytes came is answered with a ping instead of counted as silence. */
  keepaliveTimer(client: () => MqttClient | undefined): KeepaliveTimer {
    let seen = this.#lastByteAt;
    const step = (count: () => void) => {
      const current = client();
      if (this.#lastByteAt === seen || !this.midMessage() || !current?.connected) return count();
      seen = this.#lastByteAt;
      current.sendPing();
      current.reschedulePing(true);
    };
    return {
      set: (count, milliseconds) => Number(setInterval(() => step(count as () => void), milliseconds)),
      clear: (timer) => clearInterval(timer),
    };
  }
}
