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

function startBare(number: number): { stop(): Promise<unknown> } {
  const terminal = `bare-${number}`;
  let client: MqttClient;
  const connect = () => {
    client = mqtt.connect(url, { protocolVersion: 4, clientId: terminal, reconnectPeriod: 0, keepalive: 60 });
    connections++;
    client.on('error', nothing);
    client.on('connect', async () => {
      await client.subscribeAsync(topics.changed(county, county), { qos: 1 });
      isOnline(terminal);
    });
    client.on('message', () => hasNotice(terminal));
    client.on('close', () => online.delete(terminal));
  };
  connect();
  again.push(connect);
  return { stop: () => client.endAsync(true) };
}

/** How bare clients connect anew: only when they are told to. */
const again: (() => void)[] = [];
const start = order.bare ? startBare : startLink;
const terminals = Array.from({ length: count }, (_, index) => start(from + index));

parentPort?.on('message', async (message: 'again' | 'stop') => {
  if (message === 'again') for (const connect of again) connect();
  if (message !== 'stop') return;
  await Promise.all(terminals.map((terminal) => terminal.stop()));
  process.exit();
});
