/** A printing service and the virtual printer, connected by real TCP or, for USB and serial, by a real terminal device. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { DevicePrinterPort } from '../../../main/printing/device-port.ts';
import { NetworkPrinterPort } from '../../../main/printing/network-port.ts';
import type { PrinterPort } from '../../../main/printing/port.ts';
import { PrintingService } from '../../../main/printing/printing.ts';
import type { PrintTimes } from '../../../main/printing/printing-types.ts';
import type { PrinterSettings } from '../../../main/printing/settings.ts';
import { type SlipItem, slipForItem } from '../../../main/printing/slip-for-item.ts';
import { createVirtualPrinter, type VirtualPrinter } from '../../../main/virtual-printer/virtual-printer.ts';
import { readQr } from '../../fakes/read-qr.ts';
import { DeviceCable } from './device-cable.ts';

export const quickTimes: Partial<PrintTimes> = { openMs: 2_000, replyMs: 500, finishMs: 2_000 };

export type Way = 'network' | 'usb' | 'serial';

export interface Rig {
  readonly printer: VirtualPrinter;
  readonly printing: PrintingService;
  /** Of the device file; none on the network. */
  readonly cable: DeviceCable | undefined;
  close(): Promise<void>;
}

/** Fast for a serial line, so that tests do not wait for it. */
const baud = 115_200;
const monotonicNow = () => performance.now();

function portOf(way: Way, printer: VirtualPrinter, cable: DeviceCable | undefined): PrinterPort {
  if (cable === undefined) return new NetworkPrinterPort('127.0.0.1', printer.port);
  return new DevicePrinterPort({
    path: cable.path,
    ...(way === 'serial' ? { baud } : {}),
    monotonicNow,
  });
}

export async function startRig(
  settings: PrinterSettings,
  times: Partial<PrintTimes> = quickTimes,
  way: Way = 'network',
): Promise<Rig> {
  const dir = await mkdtemp(join(tmpdir(), 'sanwu-slips-'));
  const end = new AbortController();
  const printer = createVirtualPrinter({ dir, paperMm: settings.paperMm, port: 0 });
  await printer.start(end.signal);
  const cable =
    way === 'network' ? undefined : new DeviceCable(join(dir, 'lp0'), printer.port, way === 'usb');
  await cable?.plugIn();
  const printing = new PrintingService({
    port: portOf(way, printer, cable),
    settings,
    fontFiles: [],
    monotonicNow,
    times,
  });
  await printing.start(end.signal);
  return {
    printer,
    printing,
    cable,
    close: async () => {
      await printing.stop();
      await cable?.pullOff();
      await printer.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export const plainItem: SlipItem = {
  villageName: '河东镇柳树村',
  title: '2026年第三季度收支明细',
  catalogueTitle: '财务收支',
  period: '2026年第三季度',
  publisher: '柳树村村民委员会',
  keyFigures: [{ label: '收入', value: '128,600.00', unit: '元' }],
  tables: [
    {
      columns: [
        { title: '项目', align: 'left' },
        { title: '金额', align: 'right' },
      ],
      rows: [
        ['路灯维修', '1,200.00'],
        ['合计', '1,200.00'],
      ],
      lastRowIsTotal: true,
    },
  ],
  bodyText: '经村务监督委员会审核。',
  digest8: 'a3f09c1e',
  qrText: '柳树村 2026年第三季度收支明细 校验a3f09c1e',
  printedAt: Date.UTC(2026, 9, 8, 2, 15),
  demo: true,
};

export const plainSlip = slipForItem(plainItem);

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

export async function readPicture(path: string): Promise<Picture> {
  const image = await loadImage(await readFile(path));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { width: image.width, height: image.height, rgba: data };
}

export async function qrInPicture(path: string): Promise<string | undefined> {
  const { rgba, width, height } = await readPicture(path);
  return readQr(rgba, width, height);
}
