/** Many simulated terminals on one Mosquitto: who is woken, who is not, and what a broker's restart costs the county. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { createCounty } from '../../county/divisions/create-county.ts';
import { addTownship, addVillages } from '../../county/divisions/divisions.ts';
import { publishItems } from '../../county/publish/publish-items.ts';
import type { County } from '../../county/repository/county.ts';
import { Origin } from '../../county/serve/origin.ts';
import { originSubscriptions } from '../../main/contract/mqtt.ts';
import { Fleet, type FleetTerminal } from '../fakes/fleet.ts';
import { type Mosquitto, startMosquitto } from '../fakes/mosquitto.ts';
import { draftOf } from '../fakes/sync-county.ts';
import { report } from './report.ts';

export type FleetSize = {
  villages: number;
  terminalsEach: number;
  processes: number;
  /** Longer than any delay by which a message could come late, ms. */
  quiet: number;
  /** How long connections have lasted when the broker dies: after 20 s a terminal begins with its shortest pause. ms */
  lasted: number;
  /** How long the broker stays away, ms. */
  away: number;
};

const county = '990001000000';
const township = '990001001000';
/** "Converges within 60 s of the link's return" (quality.md, fault table). ms */
const convergence = 60_000;
/**
 * Requests of one terminal that finds nothing new: time, next root, timestamp. The origin comes back by itself, up to
 * 7.5 s after the first terminals: what they ask until then is asked again after 1, 2 and 4 s of silence.
 */
const requestsOfReturn = 3 * 4;
/** Requests of one terminal for one changed item in its village, and some that are asked twice. */
const requestsOfChange = 24;
/** Attempts of one terminal while the broker is away and after: the pauses double. */
const attemptsOfReturn = 8;

/** Share of the fleet that may come back in the same second. */
const mostInASecond = 0.5;

const villageCode = (index: number) => `990001001${String(index + 1).padStart(3, '0')}`;

/** Events in the fullest second. */
function fullestSecond(times: readonly number[]): number {
  const sorted = [...times].sort((first, second) => first - second);
  let [most, start] = [0, 0];
  for (const [end, at] of sorted.entries()) {
    while (at - (sorted[start] ?? at) >= 1_000) start++;
    most = Math.max(most, end - start + 1);
  }
  return most;
}

export function describeFleet({ villages, terminalsEach, processes, ...times }: FleetSize): void {
  const { quiet, lasted, away } = times;
  const size = villages * terminalsEach;

  describe.skipIf(!requirement('mosquitto').available)(`${size} terminals`, { timeout: 600_000 }, () => {
    const home = mkdtempSync(path.join(tmpdir(), 'sanwu-fleet-'));
    const dir = path.join(home, 'county');
    const terminals: FleetTerminal[] = Array.from({ length: size }, (_, index) => ({
      terminal: `hall-${index}`,
      village: villageCode(index % villages),
    }));
    const fleet = new Fleet(terminals);
    const requests: number[] = [];
    let broker: Mosquitto;
    let origin: Origin;
    let opened: County;
    let watcher: mqtt.MqttClient;

    beforeAll(async () => {
      opened = await createCounty({ dir, code: county, name: '越州县', passphrase: 'test' });
      await addTownship(opened, { code: township, name: '柳桥镇' });
      const list = Array.from({ length: villages }, (_, index) => ({
        code: villageCode(index),
        name: `${index + 1}村`,
        kind: 'village' as const,
      }));
      await addVillages(opened, list);
      broker = await startMosquitto();
      origin = new Origin({ dir, broker: { url: broker.url } });
      await origin.start();
      watcher = mqtt.connect(broker.url, { reconnectPeriod: 100 });
      watcher.on('error', () => undefined);
      watcher.on('message', () => requests.push(Date.now()));
      await watcher.subscribeAsync(originSubscriptions(county)[0]);
    }, 300_000);

    afterAll(async () => {
      await fleet.stop();
      await watcher?.endAsync(true);
      await origin?.stop();
      await broker?.stop();
      rmSync(home, { recursive: true, force: true });
    });

    /** @returns version of the timestamp that carries it */
    async function publish(division: string): Promise<number> {
      const draft = draftOf(`通知 ${Date.now()}`, { division });
      await publishItems(opened, { division, signer: 'county', items: [{ draft }] });
      await origin.signNow();
      return JSON.parse(readFileSync(path.join(dir, 'repository/metadata/timestamp.json'), 'utf8')).signed
        .version;
    }

    async function wakesOnly(village: string): Promise<void> {
      await fleet.settled();
      await pause(quiet);
      fleet.forget();
      const concerned = terminals.filter((each) => each.village === village);
      const took = await fleet.shows(await publish(village), concerned);
      await pause(quiet);
      const counts = await fleet.counts();
      for (const { terminal, village: own } of terminals) {
        const { changed, response } = counts.get(terminal) ?? { changed: 0, response: 0 };
        if (own === village) expect(response, terminal).toBeLessThanOrEqual(requestsOfChange);
        else expect({ terminal, changed, response }).toEqual({ terminal, changed: 0, response: 0 });
      }
      expect([...counts.values()].filter(({ changed }) => changed > 0)).toHaveLength(concerned.length);
      report(`  one village's notice: ${concerned.length} terminals in ${took.toFixed(0)} ms, nobody else`);
    }

    it('all take the first content, and a village’s publication wakes that village only', async () => {
      const trustedRoot = readFileSync(path.join(dir, 'repository/metadata/1.root.json')).toString('base64');
      fleet.start({ url: broker.url, county, trustedRoot }, processes);
      const first = await fleet.shows(1);
      report(`fleet of ${size}: all with their first content after ${first.toFixed(0)} ms`);
      await wakesOnly(villageCode(0));
    });

    it('the last one gets what is for all', async () => {
      await fleet.settled();
      const took = await fleet.shows(await publish(county));
      report(`  a notice for the whole county: the last of ${size} after ${took.toFixed(0)} ms`);
      expect(took).toBeLessThan(convergence);
    });

    it('a broker that is killed and comes back meets no storm', async () => {
      await fleet.settled();
      await pause(lasted);
      fleet.forget();
      requests.length = 0;
      await broker.kill();
      while (fleet.away < size) await pause(20);
      await pause(away);
      const returned = Date.now();
      await broker.start();
      const took = await fleet.settled();
      await pause(quiet);
      const counts = [...(await fleet.counts()).values()];
      const attempts = counts.flatMap((each) => each.attempts);
      const connects = attempts.filter((at) => at >= returned);
      const most = Math.max(...counts.map((each) => each.attempts.length));
      report(
        `  broker away for ${away} ms: all back and settled after ${took.toFixed(0)} ms; ` +
          `${attempts.length} attempts, at most ${most} of one, ${fullestSecond(attempts)} in the fullest second ` +
          `(${fullestSecond(connects)} after its return); ${requests.length} requests, ${fullestSecond(requests)} in the fullest second`,
      );
      expect(took).toBeLessThan(convergence);
      expect(most).toBeLessThanOrEqual(attemptsOfReturn);
      expect(requests.length).toBeLessThanOrEqual(requestsOfReturn * size);
      expect(connects.length).toBeLessThanOrEqual(1.2 * size);
      expect(fullestSecond(connects)).toBeLessThanOrEqual(mostInASecond * size);
      await wakesOnly(villageCode(villages - 1));
    });
  });
}
