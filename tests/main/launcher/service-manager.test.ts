/** What systemd hears of the launcher; that it really hears it is tested with a systemd in tests/e2e/installed.test.ts. */
import { expect, it } from 'vitest';
import { ServiceManager } from '../../../main/launcher/service-manager.ts';

function manager(env: NodeJS.ProcessEnv) {
  const told: string[] = [];
  const clock = { now: 0 };
  const made = new ServiceManager({
    env,
    monotonic: () => clock.now,
    tell: (assignments) => told.push(assignments.join(' ')),
  });
  const lookFor = (milliseconds: number) => {
    for (const end = clock.now + milliseconds; clock.now < end; clock.now += 500) made.alive();
  };
  return { told, lookFor };
}

it('says that it is up, and gives three signs of life in the time that systemd allows', () => {
  const { told, lookFor } = manager({ NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '30000000' });
  lookFor(60_000);
  expect(told).toEqual(['READY=1 WATCHDOG=1', ...Array(5).fill('WATCHDOG=1')]);
});

it('says that it is up and no more where systemd does not watch', () => {
  const { told, lookFor } = manager({ NOTIFY_SOCKET: '/run/notify' });
  lookFor(60_000);
  expect(told).toEqual(['READY=1 WATCHDOG=1']);
});

it('is silent where systemd did not start it', () => {
  const { told, lookFor } = manager({ WATCHDOG_USEC: '30000000' });
  lookFor(60_000);
  expect(told).toEqual([]);
});
