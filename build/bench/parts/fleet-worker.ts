/** Some of the terminals of a fleet in one thread: the product's links, or bare clients that subscribe to the same notice. */
import { parentPort, workerData } from 'node:worker_threads';
import mqtt, { type MqttClient } from 'mqtt';
import { topics } from '../../../main/contract/mqtt.ts';
import { MqttLink } from '../../../main/sync/mqtt-link.ts';
import type { FleetMessage, FleetOrder } from './fleet.ts';

const order: FleetOrder = workerData;
const { url, county, from, count } = order;

const tell = (message: FleetMessage) => parentPort?.postMessage(message);
const nothing = () => undefined;
let connections = 0;
/** Terminals that are there now, and that have had the notice of this round. */
const online = new Set<string>();
const noticed = new Set<string>();

function isOnline(terminal: string): void {
  online.add(terminal);
  if (online.size === count) tell({ kind: 'online', at: process.hrtime.bigint(), connections });
}

function hasNotice(terminal: string): void {
  noticed.add(terminal);
  if (noticed.size < count) return;
  noticed.clear();
  tell({ kind: 'noticed', at: process.hrtime.bigint() });
}

const pad = (number: number, digits: number) => String(number).padStart(digits, '0');

/** A terminal's real link; what stands behind it (databases, sync) is left out. */
function startLink(number: number): { stop(): Promise<unknown> } {
  const terminal = `hall-${number}`;
  const village = `${county.slice(0, 6)}${pad(1 + Math.floor(number / 100), 3)}${pad(1 + (number % 100), 3)}`;
  const township = `${village.slice(0, 9)}000`;
  let epoch = 0;
  const records = {
    nextEpoch: () => {
      connections++;
      return ++epoch;
    },
    outbox: () => [],
    markDelivered: nothing,
    putOutbox: nothing,
    floors: () => [],
    saveFloors: nothing,
    isTombstoned: () => false,
    addTombstones: nothing,
    pendingErasures: () => [],
    markCarriedOut: nothing,
    erasures: () => [],
    signedTime: () => 0,
    saveSignedTime: nothing,
  };
  const link = new MqttLink(
    {
      terminal,
      village,
      county,
      software: '0.0.0',
      records,
      clock: { now: Date.now, monotonic: () => performance.now() },
      random: Math.random,
      log: nothing,
      broker: { url },
      time: { now: Date.now, expiryTime: Date.now },
      divisions: () => [village, township, county],
      state: () => ({ timestamp: 1 }),
    },
    {
      connected: () => isOnline(terminal),
      disconnected: () => online.delete(terminal),
      response: nothing,
      hint: () => hasNotice(terminal),
      duplicate: nothing,
      peace: nothing,
      changed: nothing,
    },
  );
  link.start();
  return link;
}

/** Bare clients that have still to connect: so many at once that the broker's queue of connections does not overflow. */
const atOnce = 40;
const queue: BareTerminal[] = [];
const connectNext = () => queue.shift()?.connect();

class BareTerminal {
  readonly #terminal: string;
  #client: MqttClient | undefined;

  constructor(number: number) {
    this.#terminal = `bare-${number}`;
  }

  connect(): void {
    const options = { protocolVersion: 4, clientId: this.#terminal, reconnectPeriod: 0 } as const;
    const client = mqtt.connect(url, options);
    this.#client = client;
    connections++;
    client.on('error', nothing);
    client.on('connect', async () => {
      await client.subscribeAsync(topics.changed(county, county), { qos: 1 });
      isOnline(this.#terminal);
      connectNext();
    });
    client.on('message', () => hasNotice(this.#terminal));
    client.on('close', () => online.delete(this.#terminal));
  }

  async stop(): Promise<void> {
    await this.#client?.endAsync(true);
  }
}

const bare: BareTerminal[] = [];

function connectBare(): void {
  queue.push(...bare);
  for (let connecting = 0; connecting < atOnce; connecting++) connectNext();
}

const numbers = Array.from({ length: count }, (_, index) => from + index);
const terminals = order.bare ? bare : numbers.map(startLink);
if (order.bare) {
  bare.push(...numbers.map((number) => new BareTerminal(number)));
  connectBare();
}

parentPort?.on('message', async (message: 'again' | 'stop') => {
  if (message === 'again') connectBare();
  else {
    await Promise.all(terminals.map((terminal) => terminal.stop()));
    process.exit();
  }
});
