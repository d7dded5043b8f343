/**
 * A packaged kiosk with both its surfaces, each on a monitor of its own, as an unprivileged user: what dies or hangs takes neither
 * of them away for long. Nobody can look into its pages, so what the monitors show is what counts.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../../build/packaging/build-package.ts';
import { requirement } from '../../build/requirements.ts';
import type { Ready } from '../../main/start/ready-line.ts';
import { startKioskWindowManager } from '../fakes/kiosk-session.ts';
import { createUnprivilegedUser, type UnprivilegedUser } from '../fakes/unprivileged-user.ts';
import type { WindowManager } from '../fakes/window-manager.ts';
import { XSeat } from '../fakes/x-seat.ts';
import { type MonitorsInMemory, startMonitorsInMemory } from '../fakes/xorg-dummy.ts';
import { clientAt } from './core-client.ts';
import { difference, type Picture, pictureOf } from './packaged-kiosk.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';
import { backWithin } from './supervised-kiosk.ts';

const monitors = { terminal: '1920x1080+0+0', board: '1280x800+1920+0' } as const;
const surfaces = ['terminal', 'board'] as const;
/** Part of the squares: home again with another minute on its clock and a line that something was put right, or another screen. */
const [sameBelow, otherAbove] = [0.08, 0.15];
const soon = { timeout: 60_000, interval: 200 };

/** Stands in the core's place: dies of the content that lies there while `<app>/poison` says so, else it is the core. */
const dyingOfContent = `import { existsSync } from 'node:fs';
const data = process.argv[process.argv.indexOf('--data') + 1];
if (existsSync(new URL('poison', import.meta.url)) && existsSync(data + '/content.db')) process.exit(7);
await import('./real-core.mjs');
`;

const parts = ['electron', 'xorg', 'xdotool', 'xTools', 'openbox', 'imagemagick', 'chineseFonts'] as const;
const missing = parts.some((name) => !requirement(name).available);
describe.skipIf(missing)('a kiosk with two surfaces', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-two-'));
  const program = path.join(folder, 'program');
  const app = path.join(program, 'resources/app');
  let county: SmallCounty;
  let screens: MonitorsInMemory;
  let manager: WindowManager;
  let user: UnprivilegedUser;
  let seat: XSeat;
  let ready: Ready;
  const home: Partial<Record<'terminal' | 'board', Picture>> = {};

  const differs = async (surface: 'terminal' | 'board') => {
    const [now, then] = [await pictureOf(screens.display, monitors[surface]), home[surface]];
    return then ? difference(now, then) : 1;
  };
  const worst = async () => Math.max(...(await Promise.all(surfaces.map(differs))));
  /** Programs whose command line has `part`, without the parts of Electron. */
  const programs = (part: string) =>
    user.processes().filter(({ command }) => command.includes(part) && !command.includes('--type='));

  /** A person is somewhere else than on the home screen. */
  async function goAway(): Promise<void> {
    await expect.poll(worst, soon).toBeLessThan(sameBelow);
    // The second of the keys along the screen's foot, whatever it opens.
    seat.do('mousemove 672 1030 click 1');
    await expect.poll(() => differs('terminal'), soon).toBeGreaterThan(otherAbove);
  }

  async function homeAfter(fault: () => void): Promise<number> {
    await goAway();
    const since = performance.now();
    fault();
    await expect.poll(worst, { ...soon, interval: 50 }).toBeLessThan(sameBelow);
    return performance.now() - since;
  }

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    [county, screens] = await Promise.all([
      makeSmallCounty(),
      startMonitorsInMemory(),
      buildPackage({ folder: program }),
    ]);
    renameSync(path.join(app, 'core.mjs'), path.join(app, 'real-core.mjs'));
    writeFileSync(path.join(app, 'core.mjs'), dyingOfContent);
    await county.publish(
      'notice',
      '---\ntitle: 修渠通知\ncatalogue: [village.affairs.21]\nkind: notice\n---\n本周六修渠。\n',
    );
    execFileSync('chmod', ['-R', 'a+rX', county.folder]);
    screens.plugIn('DUMMY1', '1280x800', '1920x0');
    seat = new XSeat(screens.display);
    manager = await startKioskWindowManager(screens.display);
    user = createUnprivilegedUser();
    const options = ['--config', county.config, '--data', path.join(user.home, 'data'), '--launched'];
    const child = user.spawn(
      path.join(program, 'resources/node/node'),
      [path.join(app, 'kiosk.mjs'), ...options],
      { DISPLAY: screens.display },
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const isHome = new Promise<void>((resolve, reject) => {
      void once(child, 'exit').then(([code]) => reject(new Error(`the kiosk ended with ${code}`)));
      if (!child.stdout) return;
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{"ready"')) ready = JSON.parse(line) as Ready;
        if (line.startsWith('{"home"')) resolve();
      });
    });
    await isHome;
    await seat.settle(2_000);
    for (const surface of surfaces) home[surface] = await pictureOf(screens.display, monitors[surface]);
    seat.picture('two-surfaces');
  }, 180_000);
  afterAll(async () => {
    await user?.remove();
    await manager?.stop();
    await screens?.stop();
    county?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['its shell is killed', `${program}/sanwu`, 'SIGKILL'],
    ['its core hangs', 'core.mjs', 'SIGSTOP'],
  ] as const)('%s: both are home again', async (_, part, signal) => {
    const [found] = programs(part);
    if (!found) throw new Error('it does not run');
    const took = await homeAfter(() => process.kill(found.pid, signal));
    process.stderr.write(`two surfaces, ${part} ${signal}: home after ${Math.round(took)} ms\n`);
    expect(took).toBeLessThan(backWithin);
    await expect.poll(() => programs(part).length, soon).toBe(1);
    expect(programs(part).map(({ pid }) => pid)).not.toContain(found.pid);
  });

  it('puts content aside of which the core dies again and again, and goes on without it', async () => {
    writeFileSync(path.join(app, 'poison'), '');
    const [core] = programs('core.mjs');
    process.kill(core?.pid ?? 0, 'SIGKILL');
    const aside = () => {
      try {
        return readdirSync(path.join(user.home, 'data/set-aside'));
      } catch {
        return [];
      }
    };
    await expect.poll(() => aside().length, soon).toBe(1);
    expect(readdirSync(path.join(user.home, 'data/set-aside', aside()[0] ?? ''))).toContain('content.db');
    const kinds = async () => {
      const health = await clientAt(ready.terminal ?? '').health();
      return health.map(({ kind }) => kind);
    };
    await expect
      .poll(() => kinds().catch(() => []), soon)
      .toEqual(expect.arrayContaining(['content-set-aside', 'core-read-only', 'core-restarted']));
    seat.picture('two-surfaces-set-aside');
  });
});
