/** Whatever dies or hangs, the home screen is back within ten seconds, and nothing of the person before is left. */
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';
import { backWithin, type ProcessRole, SupervisedKiosk } from './supervised-kiosk.ts';

const title = '村北机耕路硬化工程中标结果';
const notice = `---
title: ${title}
catalogue: [sx.project.4]
kind: notice
dated: 2026-11-20
---
中标单位已经确定，现予公示。
`;

/** On screen: home, something of the person's, or something else. */
const look = `[...document.querySelectorAll('input')].some((field) => field.value.includes('张三')) ? 'trace'
  : document.body.innerText.includes('${title}') && document.body.innerText.includes('全部公开') ? 'home' : 'other'`;
/** A person is in the middle of something that is nobody else's business. */
const leaveTrace = `(async () => {
  const press = (text) => [...document.querySelectorAll('button')].find((each) => each.innerText.includes(text)).click();
  press('查找');
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  for (let waits = 0; waits < 100 && document.querySelector('input') === null; waits++) await pause(50);
  const field = document.querySelector('input');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  set.call(field, '张三的查找');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return location.href;
})()`;

const faults: [ProcessRole, NodeJS.Signals][] = [
  ['core', 'SIGKILL'],
  ['core', 'SIGSTOP'],
  ['renderer', 'SIGKILL'],
  ['renderer', 'SIGSTOP'],
  ['gpu', 'SIGKILL'],
  ['gpu', 'SIGSTOP'],
  ['shell', 'SIGKILL'],
  ['shell', 'SIGSTOP'],
];

describe.each(['electron', 'chromium'] as const)('a kiosk in %s', (shell) => {
  describe.skipIf(!requirement(shell).available || !requirement('xvfb').available)('supervised', () => {
    let county: SmallCounty;
    let kiosk: SupervisedKiosk;

    beforeAll(async () => {
      county = await makeSmallCounty();
      await county.publish('notice', notice);
      const data = path.join(county.folder, 'kiosk');
      kiosk = await SupervisedKiosk.start({ config: county.config, data, shell });
      await kiosk.home;
    });
    afterAll(async () => {
      await kiosk?.stop();
      county?.remove();
    });

    it.each(faults)('%s, %s: home again', async (role, signal) => {
      await expect.poll(() => kiosk.evaluate(look), { timeout: 15_000 }).toBe('home');
      // A browser's graphics are looked after once they have settled.
      if (shell === 'chromium' && role === 'gpu') await setTimeout(5_000);
      await kiosk.evaluate(leaveTrace);
      expect(await kiosk.evaluate(look)).toBe('trace');
      const pids = kiosk.signal(role, signal);
      const since = performance.now();
      await expect.poll(() => kiosk.evaluate(look), { timeout: 20_000, interval: 100 }).toBe('home');
      const took = Math.round(performance.now() - since);
      process.stderr.write(`${shell} ${role} ${signal}: home after ${took} ms\n`);
      expect(took).toBeLessThan(backWithin);
      // Nothing that hung is left behind.
      for (const pid of pids) expect(kiosk.processes(role)).not.toContain(pid);
    });
  });
});
