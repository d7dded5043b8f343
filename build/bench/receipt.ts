// A receipt: from an item's plain data to the printer's bytes, beside the native bytes of the same lines of text.

import { encodeNative } from '../../main/printing/charset.ts';
import { encodeSlip } from '../../main/printing/encode.ts';
import { openPainter } from '../../main/printing/glyph-painter.ts';
import { layout } from '../../main/printing/layout.ts';
import { type PrinterSettings, paperOf } from '../../main/printing/settings.ts';
import { type SlipItem, slipForItem } from '../../main/printing/slip-for-item.ts';
import type { Bench, Measurement } from '../bench-runner.ts';
import { percentile, rounded } from './parts/figures.ts';

const rounds = 4_000;
const warmUps = 1_000;
const mostRatio = 8;
const mostMs = 0.25;

const settings: PrinterSettings = { paperMm: 80, text: 'native', qr: 'native' };

/** A quarter's statement as a village prints it. */
const statement: SlipItem = {
  villageName: '河东镇柳树村',
  title: '2026年第三季度收支明细',
  catalogueTitle: '财务收支',
  period: '2026年第三季度',
  publisher: '柳树村村民委员会',
  keyFigures: [
    { label: '收入', value: '128,600.00', unit: '元' },
    { label: '支出', value: '96,350.40', unit: '元' },
  ],
  tables: [
    {
      columns: [
        { title: '项目', align: 'left' },
        { title: '金额（元）', align: 'right' },
      ],
      rows: [
        ['路灯维修', '1,200.00'],
        ['机耕路硬化工程进度款', '86,000.00'],
        ['保洁员工资', '7,650.40'],
        ['办公用品', '1,500.00'],
        ['合计', '96,350.40'],
      ],
      lastRowIsTotal: true,
    },
  ],
  bodyText: '经村务监督委员会审核，村民代表会议通过，现予公开，接受村民监督。',
  publicity: '10月8日至10月14日',
  digest8: 'a3f09c1e',
  qrText: '柳树村 2026年第三季度收支明细 校验a3f09c1e',
  printedAt: Date.UTC(2026, 9, 8, 2, 15),
  demo: false,
};

/** The slip's own text, line by line, as the printer is sent it: nothing but the character set. */
function nativeBytes(lines: readonly string[]): Uint8Array {
  return Buffer.concat(lines.map((line) => encodeNative(`${line}\n`)));
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function receipt(): Promise<Measurement> {
  const painter = openPainter([]);
  const product = () => encodeSlip(slipForItem(statement), settings, () => painter);
  const lines = layout(slipForItem(statement), paperOf(settings.paperMm)).flatMap((line) => {
    return line.kind === 'gap' ? [] : [line.text];
  });
  const floor = () => nativeBytes(lines);
  for (let round = 0; round < warmUps; round++) await Promise.all([product(), floor()]);
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    own.push(await timed(product));
    bare.push(await timed(floor));
  }
  const [value, floorMs] = [percentile(own, 0.5), percentile(bare, 0.5)];
  const ratio = value / floorMs;
  return {
    value: rounded(value),
    unit: 'ms',
    floor: rounded(floorMs),
    ratio: rounded(ratio),
    ok: ratio <= mostRatio && value <= mostMs,
    more: { bytes: (await product()).length, p99: rounded(percentile(own, 0.99)) },
  };
}

export const benches: readonly Bench[] = [
  { name: 'receipt', target: `<= ${mostRatio}x and <= ${mostMs} ms`, run: receipt },
];
