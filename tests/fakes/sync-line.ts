/** A small county that serves over a real Mosquitto, and a terminal that reaches it by a line that may be bad. */
import mqtt, { type MqttClient } from 'mqtt';
import { Origin } from '../../county/serve/origin.ts';
import { sha256Hex } from '../../main/trust/digest.ts';
import { type FaultyLink, startFaultyLink } from './faulty-link.ts';
import { type Mosquitto, startMosquitto } from './mosquitto.ts';
import { makeSyncCounty, type PublishOptions, type SyncCounty } from './sync-county.ts';
import { converged, SyncKiosk } from './sync-kiosk.ts';

/** MQTT messages around the chunks, and the metadata, indexes and packs of this small county, bytes. */
export const overhead = 150_000;

export type SyncLine = AsyncDisposable & {
  county: SyncCounty;
  broker: Mosquitto;
  line: FaultyLink;
  /** Not started. */
  kiosk: SyncKiosk;
  /** Publishes and signs. */
  publish(titles: readonly string[], options?: PublishOptions): Promise<unknown>;
  /** The file is whole at the terminal, within the time of a convergence. */
  arrived(bytes: Uint8Array): Promise<void>;
  /** The county goes silent; the broker stays. */
  stopOrigin(): Promise<void>;
  /** Done before everything else is taken down, last one first. */
  atEnd(step: () => Promise<unknown>): void;
};

export async function makeSyncLine(): Promise<SyncLine> {
  const county = await makeSyncCounty();
  const broker = await startMosquitto();
  const origin = new Origin({ dir: county.dir, broker: { url: broker.url } });
  await origin.start();
  const line = await startFaultyLink(broker.port);
  const kiosk = new SyncKiosk({ trustedRoot: county.root, broker: { url: line.url } });
  const steps: (() => Promise<unknown>)[] = [];
  return {
    county,
    broker,
    line,
    kiosk,
    publish: async (titles, options) => {
      await county.publish(titles, options);
      await origin.signNow();
    },
    arrived: (bytes) => converged(() => kiosk.files.has(sha256Hex(bytes)), 'file'),
    stopOrigin: () => origin.stop(),
    atEnd: (step) => steps.push(step),
    async [Symbol.asyncDispose]() {
      for (const step of steps.reverse()) await step();
      await kiosk.remove();
      await line.stop();
      await origin.stop();
      await broker.stop();
      county.remove();
    },
  };
}

/** Another client of the same broker; it goes with the line. */
export async function joinBroker({ broker, atEnd }: Pick<SyncLine, 'broker' | 'atEnd'>): Promise<MqttClient> {
  const client = await mqtt.connectAsync(broker.url);
  atEnd(() => client.endAsync());
  return client;
}
