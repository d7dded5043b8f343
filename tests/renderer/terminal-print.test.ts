/** Taking paper home: a real printing service and printer behind the page, which misbehaves and is left by its person. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { Paper } from '../../main/core/paper.ts';
import type { Services } from '../../main/core/services.ts';
import { NetworkPrinterPort } from '../../main/printing/network-port.ts';
import { PrintingService } from '../../main/printing/printing.ts';
import { createVirtualPrinter, type VirtualPrinter } from '../../main/virtual-printer/virtual-printer.ts';
import { axeFaults, layoutFaults, openItem, sizes, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

const key = (page: Page, name: string) =>
  page.getByRole('region', { name: '屏幕键盘' }).getByRole('button', { name, exact: true }).tap();

/** Made up, with a right check character. */
const idNumber = '99000119600229101X';
const times = { openMs: 2_000, replyMs: 250, finishMs: 6_000, troubledMs: 150, watchMs: 150 };

describe.skipIf(!requirement('chromium').available)('on paper', () => {
  const rig = terminalRig();
  let folder: string;
  let printer: VirtualPrinter;
  let printing: PrintingService;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sanwu-paper-'));
    printer = createVirtualPrinter({ dir: folder, paperMm: 80, port: 0 });
    await printer.start(new AbortController().signal);
    printing = new PrintingService({
      port: new NetworkPrinterPort('127.0.0.1', printer.port),
      settings: { paperMm: 80, text: 'native', qr: 'native' },
      fontFiles: [],
      monotonicNow: () => performance.now(),
      times,
    });
    await printing.start(new AbortController().signal);
  });
  afterEach(async () => {
    await printing.stop();
    await printer.stop();
    await rm(folder, { recursive: true });
  });

  /** Puts the printer behind the fake village, as main/core/core.ts does behind the real one. */
  function connect(): void {
    const { events } = rig.core;
    const village: Services = rig.core.village;
    const { place } = village.home();
    const paper = new Paper({ printing, place: () => place, now: () => Date.now() });
    village.printFeedbackSlip = (printed, signal) => paper.feedback(printed, signal);
    village.printSubsidies = (printed, signal) => paper.subsidies(printed, signal);
    village.printer = () => paper.printer();
    printing.onChange((status) => events.send({ type: 'printer', ...status }));
  }

  async function ownSubsidies(page: Page, programme = '耕地地力保护补贴'): Promise<void> {
    rig.core.village.subsidiesNow = {
      type: 'personal',
      records: [{ programme, period: '2026', fen: 38_400 }],
      more: false,
    };
    await touch(page, '我的补贴');
    await page.getByLabel('姓名').fill('林小满');
    await page.getByLabel('身份证号').focus();
    for (const digit of idNumber) await key(page, digit);
    await touch(page, '查一查');
    await page.getByText('2026年一共 384.00 元').waitFor();
  }

  const texts = async () => (await printer.slips()).flatMap((slip) => slip.text).join('\n');

  it('own subsidies and a slip number come out when asked for, and nothing else with them', async () => {
    const page = await rig.open();
    connect();
    await ownSubsidies(page);
    await touch(page, '打印一张');
    await page.getByText('已打印').waitFor();
    await page.getByText('请取走小票').waitFor();
    await touch(page, '好');
    expect(await texts()).toMatch(/耕地地力保护补贴\s+全年\s+384\.00/);
    for (const secret of ['林小满', idNumber]) expect(await texts()).not.toContain(secret);
    await touch(page, '结束并清除');
    await touch(page, '提意见');
    await touch(page, '提建议');
    for (const letter of 'ludeng') await key(page, letter);
    await key(page, '路灯');
    await touch(page, '下一步');
    await touch(page, '只答复我');
    await touch(page, '下一步');
    await touch(page, '提交');
    await page.getByText('1200 0000 0006').waitFor();
    await touch(page, '打印一张');
    await page.getByText('已打印').waitFor();
    const [, slip] = await printer.slips();
    expect(slip?.text.join('\n')).toContain('1200 0000 0006');
    expect(slip?.text.join('\n')).not.toContain('路灯');
    expect(slip?.qr.length).toBe(1);
  });

  it('without paper it is said before anybody presses; when the person is gone and paper is put in, nothing comes out', async () => {
    const page = await rig.open();
    connect();
    await ownSubsidies(page);
    printer.misbehave('paper-out');
    await page.getByText('打印机没有纸了，请告诉工作人员换纸').waitFor();
    await touch(page, '打印一张');
    await page.getByText('没有打印成功').waitFor();
    const said = page.getByRole('dialog').getByText('打印机没有纸了');
    expect(await said.count()).toBe(1);
    await touch(page, '好');
    await touch(page, '结束并清除');
    printer.misbehave('none');
    await expect.poll(() => printing.known()?.state).toBe('ready');
    await setTimeout(400);
    expect(await printer.slips()).toEqual([]);
  });

  it('paper that ends in mid-slip: said, not printed again; its person leaves, and the rest never comes out', async () => {
    const page = await rig.open();
    connect();
    await ownSubsidies(page);
    printer.misbehave('paper-out', 150);
    await touch(page, '打印一张');
    await page.getByText('打印中途没有纸了').waitFor();
    await touch(page, '好');
    await touch(page, '结束并清除');
    printer.misbehave('none');
    await expect.poll(() => printing.known()?.state).toBe('ready');
    await setTimeout(400);
    expect(await texts()).not.toContain('384.00');
    await openItem(page, '中标结果');
    expect((await printing.print({ blocks: [{ type: 'text', text: '下一位' }] })).outcome).toBe('printed');
    const [last] = (await printer.slips()).slice(-1);
    expect(last?.text.map((line) => line.trim())).toEqual(['下一位']);
  });

  it('an own slip never stands behind another one', async () => {
    const page = await rig.open();
    connect();
    await ownSubsidies(page);
    printer.misbehave('silent', 1);
    const before = printing.print({ blocks: [{ type: 'text', text: '前一张' }] });
    await touch(page, '打印一张');
    await page.getByText('前面还有人在打印').waitFor();
    await touch(page, '好');
    await touch(page, '结束并清除');
    expect((await before).outcome).toBe('unknown');
    printer.misbehave('none');
    await expect.poll(() => printing.known()?.state).toBe('ready');
    await setTimeout(400);
    expect(await texts()).not.toContain('384.00');
  });

  it('a person who leaves while the printer is still being asked takes the slip along', async () => {
    const page = await rig.open();
    connect();
    await ownSubsidies(page);
    const turn = Promise.withResolvers<void>();
    const village: Services = rig.core.village;
    const whole = village.printSubsidies;
    const outcomes: string[] = [];
    village.printSubsidies = async (printed, signal) => {
      await turn.promise;
      const outcome = await whole(printed, signal);
      outcomes.push(outcome.state);
      return outcome;
    };
    await touch(page, '打印一张');
    await page.getByText('打印中…').waitFor();
    await page.reload();
    await page.getByText('全部公开').waitFor();
    turn.resolve();
    await expect.poll(() => outcomes).toEqual(['cancelled']);
    expect(await printer.slips()).toEqual([]);
  });

  it('only the person prints again', async () => {
    const page = await rig.open();
    connect();
    await ownSubsidies(page);
    printer.misbehave('cover-open');
    await touch(page, '打印一张');
    await page.getByText('没有打印成功').waitFor();
    printer.misbehave('none');
    await setTimeout(400);
    expect(await printer.slips()).toEqual([]);
    await touch(page, '再打印一张');
    await page.getByText('已打印').waitFor();
    expect((await printer.slips()).length).toBe(1);
  });

  it('the note and the sheet fit on every size, and axe finds nothing', async () => {
    const page = await rig.open();
    connect();
    await ownSubsidies(page);
    printer.misbehave('paper-out');
    await page.getByText('打印机没有纸了').waitFor();
    for (const size of sizes) {
      await page.setViewportSize(size);
      expect([size, await layoutFaults(page)]).toEqual([size, []]);
    }
    expect(await axeFaults(page)).toEqual([]);
    await touch(page, '打印一张');
    await page.getByText('没有打印成功').waitFor();
    for (const size of sizes) {
      await page.setViewportSize(size);
      expect([size, await layoutFaults(page)]).toEqual([size, []]);
    }
    const pictures = process.env.SANWU_SLIP_PICTURES;
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'sheet.png') });
    expect(await axeFaults(page)).toEqual([]);
    await touch(page, '好');
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'note.png') });
  });

  it('no file on this machine holds what was printed: no spool, no log, no profile of the browser', async () => {
    const page = await rig.open();
    connect();
    const since = Date.now() - 1_000;
    await ownSubsidies(page, secret);
    await touch(page, '打印一张');
    await page.getByText('已打印').waitFor();
    const found = filesWith(tmpdir(), secret, since);
    const [slip] = await printer.slips();
    expect(filesWith(folder, secret, since)).toEqual([slip?.json]);
    expect(found.filter((file) => !file.startsWith(folder))).toEqual([]);
  });
});

/** Stands in no other test, so that whatever holds it got it here. */
const secret = '山塘管护补助丙申';
const mostBytes = 64 * 1024 * 1024;

/** Everything below a folder. Other programs' files and folders come and go meanwhile. */
function* filesBelow(folder: string): Generator<string> {
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Files below a folder, written since then (UTC ms), that hold the text in UTF-8 or UTF-16. */
function filesWith(folder: string, text: string, since: number): string[] {
  return [...filesBelow(folder)].filter((file) => {
    try {
      const { mtimeMs, size } = statSync(file);
      if (mtimeMs < since || size > mostBytes) return false;
      const bytes = readFileSync(file);
      return bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'));
    } catch {
      return false;
    }
  });
}
