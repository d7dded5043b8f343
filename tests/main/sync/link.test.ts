/** Bad lines, dead brokers, crowded brokers, twins: what a terminal's link must survive (quality.md, fault table). */
import { randomBytes } from 'node:crypto';
import mqtt from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Origin } from '../../../county/serve/origin.ts';
import { terminalAlert, terminalState, topics } from '../../../main/contract/mqtt.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';
import { type FaultyLink, startFaultyLink } from '../../fakes/faulty-link.ts';
import { type Mosquitto, startMosquitto } from '../../fakes/mosquitto.ts';
import { codes, makeSyncCounty, type SyncCounty, terminals } from '../../fakes/sync-county.ts';
import { SyncKiosk, until } from '../../fakes/sync-kiosk.ts';

describe('a terminal behind a bad line', () => {
  let county: SyncCounty;
  let broker: Mosquitto;
  let origin: Origin;
  let line: FaultyLink;
  let kiosk: SyncKiosk;
  const cleanUp: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    county = await makeSyncCounty();
    broker = await startMosquitto();
    origin = new Origin({ dir: county.dir, broker: { url: broker.url } });
    await origin.start();
    line = await startFaultyLink(broker.port);
    kiosk = new SyncKiosk({ trustedRoot: county.root, broker: { url: line.url } });
  });
  afterEach(async () => {
    for (const step of cleanUp.splice(0)) await step();
    await kiosk.remove();
    await line.stop();
    await origin.stop();
    await broker.stop();
    county.remove();
  });

  const arrived = async (bytes: Uint8Array) => {
    await until(() => kiosk.files.has(sha256Hex(bytes)), 'file');
  };
  /** MQTT messages around the chunks, and the metadata, indexes and packs of this small county. */
  const overhead = 150_000;

  it.each([
    ['loss', { loss: 0.3 }],
    ['loss, repetition and reordering', { loss: 0.3, duplicate: 0.2, reorder: 0.3 }],
    ['reordering alone', { reorder: 0.5, holdMs: 300 }],
  ])('with %s everything arrives, for at most 1.2 times its bytes', async (_what, faults) => {
    const file = randomBytes(3_000_000);
    await county.publish(['带大附件'], { files: [file] });
    await origin.signNow();
    Object.assign(line.faults, faults);
    kiosk.start();
    await arrived(file);
    expect(kiosk.titles()).toEqual(['带大附件']);
    expect(line.delivered - line.duplicated).toBeLessThan(1.2 * (file.length + overhead));
  });

  it('over a drip nothing is asked for twice, and all comes once the line is good again', async () => {
    await county.publish(['慢慢来'], { files: [randomBytes(500_000)] });
    await origin.signNow();
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'content');
    line.faults.bytesPerSecond = 60;
    const file = randomBytes(900_000);
    await county.publish(['更多'], { files: [file] });
    await origin.signNow();
    const before = line.asked;
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(line.asked - before).toBeLessThan(30);
    expect(line.connections).toBe(1);
    line.faults.bytesPerSecond = undefined;
    await arrived(file);
    expect(line.delivered).toBeLessThan(1.2 * (1_400_000 + overhead));
  });

  it('cut and killed in the middle of a file, it goes on where it was', async () => {
    const file = randomBytes(8_000_000);
    line.faults.bytesPerSecond = 4_000_000;
    await county.publish(['大文件'], { files: [file] });
    await origin.signNow();
    kiosk.start();
    await until(() => line.delivered > 3_000_000, 'part of the file');
    line.cut();
    await kiosk.stop();
    line.mend();
    line.faults.bytesPerSecond = undefined;
    kiosk.start();
    await arrived(file);
    // The proxy counts what it took from the broker: a window may have been on its way when the line was cut.
    expect(line.delivered).toBeLessThan(1.2 * (file.length + overhead) + 64 * 65_536);
  });

  it('a broker killed with all it remembered is no loss', async () => {
    await county.publish(['之前']);
    await origin.signNow();
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'first content');
    await broker.kill();
    await until(() => kiosk.sync.status().link === 'offline', 'loss of the link');
    await county.publish(['断线时']);
    await origin.signNow();
    expect(kiosk.titles()).toEqual(['之前']);
    await broker.start();
    await until(() => kiosk.titles().length === 2, 'convergence');
    expect(kiosk.sync.status().link).toBe('online');
  });

  it('3,000 messages while it was off, and as many while it is on, are one refresh or few', async () => {
    await county.publish(['甲']);
    await origin.signNow();
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'first content');
    await kiosk.stop();
    await county.publish(['乙']);
    await origin.signNow();
    const crowd = await mqtt.connectAsync(broker.url);
    cleanUp.push(() => crowd.endAsync());
    const flood = async () => {
      for (let count = 0; count < 3_000; count++) {
        const hint = JSON.stringify({ timestamp: 1 + (count % 3), at: Date.now() });
        crowd.publish(topics.changed(codes.county, codes.village), hint, { qos: 0 });
      }
      await crowd.publishAsync(topics.changed(codes.county, codes.county), 'no hint at all', { qos: 1 });
    };
    await flood();
    kiosk.start();
    await until(() => kiosk.titles().length === 2, 'convergence');
    const before = line.asked;
    await flood();
    await county.publish(['丙']);
    await origin.signNow();
    await until(() => kiosk.titles().length === 3, 'convergence');
    expect(line.asked - before).toBeLessThan(100);
  });

  it('two machines with one id: no storm, both flagged, the county told', async () => {
    const alerts: string[] = [];
    const observer = await mqtt.connectAsync(broker.url);
    cleanUp.push(() => observer.endAsync());
    await observer.subscribeAsync(topics.alert(codes.county, terminals.main), { qos: 1 });
    observer.on('message', (_topic, payload) => {
      alerts.push(terminalAlert.parse(JSON.parse(payload.toString())).kind);
    });
    const twin = new SyncKiosk({ trustedRoot: county.root, broker: { url: line.url } });
    cleanUp.push(() => twin.remove());
    kiosk.start();
    await until(() => kiosk.sync.status().link === 'online', 'link');
    twin.start();
    await until(() => twin.sync.status().trouble === 'duplicate-client', 'twin flagged');
    await until(() => kiosk.sync.status().trouble === 'duplicate-client', 'first flagged');
    await until(() => alerts.includes('duplicate-client'), 'alert');
    const before = line.connections;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(line.connections - before).toBeLessThan(3);
    expect(line.connections).toBeLessThan(12);
  });

  it('says what it is in its retained state, and its last will speaks when it is gone', async () => {
    await county.publish(['甲']);
    await origin.signNow();
    const states: { session: string; online: boolean; timestamp?: number | undefined; epoch: number }[] = [];
    const observer = await mqtt.connectAsync(broker.url);
    cleanUp.push(() => observer.endAsync());
    await observer.subscribeAsync(topics.state(codes.county, terminals.main), { qos: 1 });
    observer.on('message', (_topic, payload) => {
      states.push(terminalState.parse(JSON.parse(payload.toString())));
    });
    kiosk.start();
    await until(() => states.at(-1)?.timestamp !== undefined, 'state with content');
    const born = states.at(-1);
    expect(born?.online).toBe(true);
    line.cut();
    await until(() => states.at(-1)?.online === false, 'last will');
    expect(states.at(-1)?.session).toBe(born?.session);
    line.mend();
    await until(() => states.at(-1)?.online === true, 'birth');
    expect(states.at(-1)?.session).not.toBe(born?.session);
    expect(states.at(-1)?.epoch).toBeGreaterThan(born?.epoch ?? 0);
  });
});

describe('no broker to be found', () => {
  it.each([
    ['a name that does not exist', 'mqtt://broker.invalid:1883'],
    ['a port that nobody serves', 'mqtt://127.0.0.1:9'],
    ['TLS to a port that nobody serves', 'mqtts://127.0.0.1:9'],
  ])('%s is no error, and what is there is shown', async (_what, url) => {
    const county = await makeSyncCounty();
    await county.publish(['离线也有']);
    await county.sign();
    const kiosk = new SyncKiosk({ trustedRoot: county.root, broker: { url }, folder: county.stick('stick') });
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'content');
    await until(() => kiosk.sync.status().link === 'folder', 'state of the link');
    await kiosk.remove();
    county.remove();
  });
});
