// A thousand terminals on one Mosquitto: a notice to the last of them, and all coming back, beside bare clients.
import { setTimeout as delay } from 'node:timers/promises';
import mqtt from 'mqtt';
import { topics } from '../../main/contract/mqtt.ts';
import { startMosquitto } from '../../tests/fakes/mosquitto.ts';
import type { Bench, Measurement } from '../bench-runner.ts';
import { median, rounded } from './parts/figures.ts';
import { Fleet } from './parts/fleet.ts';

const terminals = 1_000;
const counties = { product: '990001000000', bare: '990002000000' };
const notices = 15;
const mostFanOut = 1.5;
const restarts = 3;
const mostReconnect = 3;
/** A connection that has lasted so long is a good one: its terminal waits the shortest time (main/sync/connection-rhythm.ts). */
const settledMs = 21_000;

const milliseconds = (from: bigint, to: bigint) => Number(to - from) / 1e6;

async function fanOut(): Promise<Measurement> {
  const broker = await startMosquitto();
  const origin = await mqtt.connectAsync(broker.url, { protocolVersion: 4 });
  const product = new Fleet({ url: broker.url, county: counties.product, bare: false }, terminals);
  await product.online();
  const bare = new Fleet({ url: broker.url, county: counties.bare, bare: true }, terminals);
  await bare.online();
  const notice = async (fleet: Fleet, county: string) => {
    fleet.forget();
    const began = process.hrtime.bigint();
    const payload = JSON.stringify({ timestamp: 7, at: Date.now() });
    origin.publish(topics.changed(county, county), payload, { qos: 1 });
    return milliseconds(began, await fleet.noticed());
  };
  const [own, floors]: [number[], number[]] = [[], []];
  for (let count = 0; count < notices; count++) {
    floors.push(await notice(bare, counties.bare));
    own.push(await notice(product, counties.product));
  }
  await Promise.all([product.stop(), bare.stop(), origin.endAsync(true)]);
  await broker.stop();
  const [value, floor] = [median(own), median(floors)];
  const ratio = value / floor;
  return {
    value: rounded(value),
    unit: 'ms',
    floor: rounded(floor),
    ratio: rounded(ratio),
    ok: ratio <= mostFanOut,
    more: { terminals, notices },
  };
}

/** Ms from the broker's return until the last of its clients is there again with its subscriptions. */
async function comeBack(fleet: Fleet, broker: Awaited<ReturnType<typeof startMosquitto>>): Promise<number> {
  await broker.kill();
  fleet.forget();
  await broker.start();
  const began = process.hrtime.bigint();
  fleet.connectAgain();
  return milliseconds(began, await fleet.online());
}

async function reconnect(): Promise<Measurement> {
  const [own, floors]: [number[], number[]] = [[], []];
  const broker = await startMosquitto();
  const bare = new Fleet({ url: broker.url, county: counties.bare, bare: true }, terminals);
  await bare.online();
  for (let count = 0; count < restarts; count++) floors.push(await comeBack(bare, broker));
  await bare.stop();
  const product = new Fleet({ url: broker.url, county: counties.product, bare: false }, terminals);
  await product.online();
  for (let count = 0; count < restarts; count++) {
    await delay(settledMs);
    own.push(await comeBack(product, broker));
  }
  const attempts = product.connections / terminals;
  await product.stop();
  await broker.stop();
  const [value, floor] = [median(own), median(floors)];
  const ratio = value / floor;
  return {
    value: rounded(value),
    unit: 'ms',
    floor: rounded(floor),
    ratio: rounded(ratio),
    ok: ratio <= mostReconnect,
    more: { terminals, restarts, attemptsEach: rounded(attempts / (restarts + 1)) },
  };
}

export const benches: readonly Bench[] = [
  { name: 'fleet-fanout', target: `<= ${mostFanOut}x`, run: fanOut },
  { name: 'fleet-reconnect', target: `<= ${mostReconnect}x`, run: reconnect },
];
