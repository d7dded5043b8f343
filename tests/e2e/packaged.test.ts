/** The main job on the packaged folder: what the county publishes is shown, found, taken along and printed; and nobody gets out. */
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build/packages.ts';
import { buildPackage } from '../../build/packaging/build-package.ts';
import { folderSize, packageFaults } from '../../build/packaging/contents.ts';
import { requirement } from '../../build/requirements.ts';
import { createVirtualPrinter, type VirtualPrinter } from '../../main/virtual-printer/virtual-printer.ts';
import { readQr } from '../fakes/read-qr.ts';
import { CountyAtWork, notice } from './county-at-work.ts';
import { browserKeys, menuKeys, mouseAttempts } from './escape-attempts.ts';
import { LaunchedPackage } from './launched-package.ts';
import { difference, type PackagedKiosk, sameBelow, startPackagedKiosk } from './packaged-kiosk.ts';
import { tryEscapes } from './try-escapes.ts';

const needed = [
  'electron',
  'xvfb',
  'xdotool',
  'xTools',
  'openbox',
  'imagemagick',
  'chromium',
  'mosquitto',
  'chineseFonts',
] as const;

describe.skipIf(needed.some((name) => !requirement(name).available))('the packaged kiosk', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-packaged-'));
  const program = path.join(folder, 'program');
  const county = new CountyAtWork();
  const printing = new AbortController();
  let printer: VirtualPrinter;
  let kiosk: PackagedKiosk;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    const built = await buildPackage({ folder: program });
    expect(await packageFaults(built)).toEqual([]);
    process.stderr.write(`package: ${Math.round((await folderSize(program)) / 1e6)} MB\n`);
    printer = createVirtualPrinter({ dir: path.join(folder, 'slips'), paperMm: 80, port: 0 });
    await printer.start(printing.signal);
    await county.setUp(false);
    appendFileSync(county.config, `printer:\n  address: 127.0.0.1:${printer.port}\n  paper: 80\n`);
    await county.publish('first', { 'first.md': notice('关于秋季防火的提醒', '进山不带火种。') });
    await county.serve();
    kiosk = await startPackagedKiosk({ program, folder, config: county.config });
  }, 180_000);
  afterAll(async () => {
    await kiosk?.stop();
    await printer?.stop();
    await county.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has its fuses set as packaging/fuses.json says', async () => {
    const wanted: Record<string, boolean> = JSON.parse(
      readFileSync(path.join(root, 'packaging/fuses.json'), 'utf8'),
    );
    const wire: Partial<Record<number, number>> = {
      ...(await getCurrentFuseWire(path.join(program, 'sanwu'))),
    };
    for (const [name, on] of Object.entries(wanted)) {
      const option =
        FuseV1Options[`${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options];
      expect(option, name).toBeDefined();
      expect(wire[option], name).toBe((on ? '1' : '0').charCodeAt(0));
    }
  });

  it('shows what the county publishes', async () => {
    await kiosk.page.getByText('关于秋季防火的提醒').first().waitFor();
    await kiosk.same();
    const before = await kiosk.measure();
    await county.publish('second', { 'second.md': notice('关于发放低保金的通知', '本季度低保金已经发放。') });
    await kiosk.page.getByText('关于发放低保金的通知').first().waitFor();
    expect(difference(before, await kiosk.measure())).toBeGreaterThan(sameBelow);
    await kiosk.same();
  });

  it('finds an item, opens it, and gives it along as a code', async () => {
    const { page } = kiosk;
    await kiosk.pressBoth(page.getByRole('button', { name: '查找' }).first());
    await kiosk.pressBoth(page.getByRole('button', { name: '低保', exact: true }));
    await kiosk.pressBoth(page.getByRole('button', { name: /关于发放低保金的通知/ }).first());
    await page.getByText('本季度低保金已经发放').waitFor();
    await kiosk.pressBoth(page.getByRole('button', { name: /手机带走/ }));
    const code = async () => {
      const { pixels, width, height } = await kiosk.picture();
      return readQr(pixels, width, height);
    };
    await expect.poll(code, { timeout: 20_000 }).toContain('关于发放低保金的通知');
    await kiosk.pressBoth(page.getByRole('button', { name: '关闭' }).first());
  });

  it('prints it', async () => {
    await kiosk.page
      .getByRole('button', { name: /打印一张/ })
      .first()
      .waitFor();
    await kiosk.same();
    const before = (await printer.slips()).length;
    await kiosk.press(kiosk.page.getByRole('button', { name: /打印一张/ }).first());
    await expect.poll(async () => (await printer.slips()).length, { timeout: 30_000 }).toBe(before + 1);
    const slip = (await printer.slips()).at(-1);
    expect(slip?.text.join('')).toContain('关于发放低保金的通知');
    expect(slip?.complaints).toEqual([]);
  });

  it.skipIf(!requirement('espeak').available)('reads it aloud', async () => {
    // In the measure: the display has no sound here, the core is the same.
    await kiosk.page.getByRole('button', { name: '朗读' }).first().tap();
    await kiosk.page.waitForFunction(() => (CSS.highlights.get('aloud')?.size ?? 0) > 0);
    await kiosk.page.getByRole('button', { name: '不读了' }).first().tap();
    await kiosk.page.getByRole('navigation', { name: '朗读' }).waitFor({ state: 'hidden' });
  });

  it('lets nobody out by keys or mouse', { timeout: 300_000 }, async () => {
    const [shell] = kiosk.pids(`${program}/sanwu`);
    expect(await tryEscapes(kiosk.confined, browserKeys, 48)).toEqual([]);
    expect(await tryEscapes(kiosk.confined, menuKeys, 1)).toEqual([]);
    expect(await tryEscapes(kiosk.confined, mouseAttempts(1920, 1080), 6)).toEqual([]);
    expect(kiosk.pids(`${program}/sanwu`)[0]).toBe(shell);
  });

  it('runs from its own folder alone, with its sandbox on', () => {
    const processes = kiosk.pids(program);
    expect(processes.length).toBeGreaterThan(5);
    for (const pid of processes) expect(readlinkSync(`/proc/${pid}/exe`)).toContain(`${program}/`);
    const opened = processes.flatMap((pid) =>
      readdirSync(`/proc/${pid}/map_files`).map((name) => readlinkSync(`/proc/${pid}/map_files/${name}`)),
    );
    expect(opened.filter((file) => /node_modules/.test(file) && !file.startsWith(program))).toEqual([]);
    const [renderer = 0] = kiosk.pids(`${program}/sanwu --type=renderer`);
    const namespaceOf = (pid: number) => readlinkSync(`/proc/${pid}/ns/user`);
    expect(namespaceOf(renderer)).not.toBe(namespaceOf(process.pid));
  });

  it('ends at once, and with 0, when it is asked to', async () => {
    const started = performance.now();
    expect(await kiosk.stop()).toBe(0);
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(kiosk.pids(`${program}/`)).toEqual([]);
  });

  it('proves an update by its windows, and takes one back whose windows never come', async () => {
    const package_ = await LaunchedPackage.prepare(program, folder, county.config);
    const soon = { timeout: 120_000, interval: 300 };
    try {
      package_.stage('0.2.0');
      package_.start();
      await expect.poll(() => package_.state.current, soon).toBe('0.2.0');
      expect(package_.notes).toContain('0.2.0 has proved itself');
      expect(package_.renderersOf(package_.folderOf('0.2.0'))).toBeGreaterThan(0);
      await package_.end();

      package_.stage('0.3.0', (app) => {
        rmSync(path.join(app, 'electron-main.mjs'));
        writeFileSync(path.join(app, 'electron-main.mjs'), 'process.exit(1);\n');
      });
      package_.start();
      await expect
        .poll(() => package_.state.failed, soon)
        .toMatchObject({ version: '0.3.0', why: 'no-home' });
      // The one before comes home, so it was the version's fault.
      await expect.poll(() => package_.state.bad, soon).toEqual(['0.3.0']);
      expect(package_.state.current).toBe('0.2.0');
      expect(package_.renderersOf(package_.folderOf('0.2.0'))).toBeGreaterThan(0);
    } finally {
      await package_.remove();
    }
  });
});
