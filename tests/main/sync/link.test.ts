/** Bad lines, dead brokers, crowded brokers, twins: what a terminal's link must survive (quality.md, fault table). */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { terminalAlert, terminalState, topics } from '../../../main/contract/mqtt.ts';
import { codes, makeSyncCounty, terminals } from '../../fakes/sync-county.ts';
import { converged, hangGuard, SyncKiosk, until } from '../../fakes/sync-kiosk.ts';
import { joinBroker, makeSyncLine, overhead } from '../../fakes/sync-line.ts';

/** Somebody else at the broker. */
/** Each with a county of its own, side by side: they mostly wait, those that wait longest first. */
describe.concurrent('the link to the broker', { timeout: hangGuard }, () => {
  it('over a drip of 1 B/s nothing is asked for twice, and all comes once the line is good again', async () => {
    await using setting = await makeSyncLine();
    const { kiosk, line } = setting;
    const file = randomBytes(4_000_000);
    await setting.publish(['慢慢来'], { files: [file] });
    line.faults.bytesPerSecond = 2_000_000;
    kiosk.start();
    await until(() => line.delivered > 1_000_000, 'part of the file');
    line.faults.bytesPerSecond = 1;
    await pause(1_000);
    const [asked, delivered] = [line.asked, line.delivered];
    // Longer than keep-alive and every retry wait.
    await pause(32_000);
    expect(line.delivered - delivered).toBeLessThan(100);
    expect(line.asked - asked).toBeLessThan(30);
    expect(line.connections).toBe(1);
    line.faults.bytesPerSecond = undefined;
    await setting.arrived(file);
    expect(line.delivered).toBeLessThan(1.2 * (file.length + overhead));
  });

  it('a drip of 1 B/s both ways may break the connection, but makes no storm and loses nothing', async () => {
    await using setting = await makeSyncLine();
    const { kiosk, line } = setting;
    await setting.publish(['之前']);
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'content');
    Object.assign(line.faults, { bytesPerSecond: 1, bothWays: true });
    const file = randomBytes(500_000);
    await setting.publish(['更多'], { files: [file] });
    kiosk.sync.refreshNow();
    await pause(25_000);
    expect(line.connections).toBeLessThan(10);
    expect(kiosk.titles()).toEqual(['之前']);
    Object.assign(line.faults, { bytesPerSecond: undefined, bothWays: false });
    await setting.arrived(file);
    expect(kiosk.titles()).toEqual(['之前', '更多']);
  });

  it.each([
    ['loss', { loss: 0.3 }],
    ['loss, repetition and reordering', { loss: 0.3, duplicate: 0.2, reorder: 0.3 }],
    ['reordering alone', { reorder: 0.5, holdMs: 300 }],
  ])('with %s everything arrives, for at most 1.2 times its bytes', async (_what, faults) => {
    await using setting = await makeSyncLine();
    const { kiosk, line } = setting;
    const file = randomBytes(3_000_000);
    await setting.publish(['带大附件'], { files: [file] });
    Object.assign(line.faults, faults);
    kiosk.start();
    await setting.arrived(file);
    expect(kiosk.titles()).toEqual(['带大附件']);
    expect(line.delivered - line.duplicated).toBeLessThan(1.2 * (file.length + overhead));
  });

  it('cut and restarted in the middle of a file, it goes on where it was', async () => {
    await using setting = await makeSyncLine();
    const { kiosk, line } = setting;
    const file = randomBytes(12_000_000);
    line.faults.bytesPerSecond = 6_000_000;
    await setting.publish(['大文件'], { files: [file] });
    kiosk.start();
    await until(() => line.delivered > 6_000_000, 'half of the file');
    line.cut();
    await kiosk.stop();
    line.mend();
    line.faults.bytesPerSecond = undefined;
    kiosk.start();
    await setting.arrived(file);
    expect(line.delivered).toBeLessThan(1.2 * (file.length + overhead));
    await converged(() => kiosk.sync.status().filesMissing === 0, 'rest');
  });

  it('a broker killed with all it remembered is no loss', async () => {
    await using setting = await makeSyncLine();
    const { kiosk, broker } = setting;
    await setting.publish(['之前']);
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'first content');
    await broker.kill();
    await until(() => kiosk.sync.status().link === 'offline', 'loss of the link');
    await setting.publish(['断线时']);
    expect(kiosk.titles()).toEqual(['之前']);
    await broker.start();
    await converged(() => kiosk.titles().length === 2, 'convergence');
    expect(kiosk.sync.status().link).toBe('online');
  });

  it('3,000 messages while it was off, and as many while it is on, are one refresh or few', async () => {
    await using setting = await makeSyncLine();
    const { kiosk, line } = setting;
    await setting.publish(['甲']);
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'first content');
    await kiosk.stop();
    await setting.publish(['乙']);
    const crowd = await joinBroker(setting);
    const flood = async () => {
      for (let count = 0; count < 3_000; count++) {
        const hint = JSON.stringify({ timestamp: 1 + (count % 3), at: Date.now() });
        crowd.publish(topics.changed(codes.county, codes.village), hint, { qos: 0 });
      }
      await crowd.publishAsync(topics.changed(codes.county, codes.county), 'no hint at all', { qos: 1 });
    };
    await flood();
    kiosk.start();
    await converged(() => kiosk.titles().length === 2, 'convergence');
    const before = line.asked;
    await flood();
    await setting.publish(['丙']);
    await converged(() => kiosk.titles().length === 3, 'convergence');
    expect(line.asked - before).toBeLessThan(100);
  });

  it('two machines with one id: no storm, both flagged, the county told', async () => {
    await using setting = await makeSyncLine();
    const { kiosk, line, county } = setting;
    const alerts: string[] = [];
    const observer = await joinBroker(setting);
    await observer.subscribeAsync(topics.alert(codes.county, terminals.main), { qos: 1 });
    observer.on('message', (_topic, payload) => {
      alerts.push(terminalAlert.parse(JSON.parse(payload.toString())).kind);
    });
    const twin = new SyncKiosk({ trustedRoot: county.root, broker: { url: line.url } });
    setting.atEnd(() => twin.remove());
    kiosk.start();
    await until(() => kiosk.sync.status().link === 'online', 'link');
    twin.start();
    await until(() => twin.sync.status().trouble === 'duplicate-client', 'twin flagged');
    await until(() => kiosk.sync.status().trouble === 'duplicate-client', 'first flagged');
    await until(() => alerts.includes('duplicate-client'), 'alert');
    const before = line.connections;
    await pause(5_000);
    expect(line.connections - before).toBeLessThan(3);
    expect(line.connections).toBeLessThan(12);
  });

  it('says what it is in its retained state, and its last will speaks when it is gone', async () => {
    await using setting = await makeSyncLine();
    const { kiosk, line } = setting;
    await setting.publish(['甲']);
    const states: { session: string; online: boolean; timestamp?: number | undefined; epoch: number }[] = [];
    const observer = await joinBroker(setting);
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
    await converged(() => states.at(-1)?.online === true, 'birth');
    expect(states.at(-1)?.session).not.toBe(born?.session);
    expect(states.at(-1)?.epoch).toBeGreaterThan(born?.epoch ?? 0);
  });

  it.each([
    ['a name that does not exist', 'mqtt://broker.invalid:1883'],
    ['a port that nobody serves', 'mqtt://127.0.0.1:9'],
    ['TLS to a port that nobody serves', 'mqtts://127.0.0.1:9'],
  ])('no broker to be found, by %s, is no error, and what is there is shown', async (_what, url) => {
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
