import { afterEach, expect, test } from 'vitest';
import { layout } from '../../../main/printing/layout.ts';
import { paperOf } from '../../../main/printing/settings.ts';
import { slipForItem } from '../../../main/printing/slip-for-item.ts';
import { plainItem, plainSlip, qrInPicture, type Rig, readPicture, startRig } from './rig.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

const variants = [
  { paperMm: 58, qr: 'native' },
  { paperMm: 80, qr: 'native' },
  { paperMm: 58, qr: 'raster' },
] as const;

test.each(variants)(
  'a slip arrives as it was laid out, on $paperMm mm with $qr QR',
  async ({ paperMm, qr }) => {
    rig = await startRig({ paperMm, text: 'native', qr });
    const result = await rig.printing.print(plainSlip);
    expect(result).toMatchObject({ outcome: 'printed', state: 'ready', started: true });
    const [slip, ...others] = await rig.printer.slips();
    const sent = layout(plainSlip, paperOf(paperMm)).flatMap((line) =>
      line.kind === 'text' ? [line.text] : [],
    );
    expect(others).toEqual([]);
    expect(slip?.complaints).toEqual([]);
    expect(slip?.text).toEqual(sent);
    expect(slip?.text.join('\n')).toContain('128,600.00元');
    expect(slip?.rasters).toBe(qr === 'raster' ? 1 : 0);
    expect(await qrInPicture(slip?.png ?? '')).toBe(plainItem.qrText);
  },
);

test('rare characters come as pictures, the other lines as text', async () => {
  rig = await startRig({ paperMm: 58, text: 'native', qr: 'native' });
  const rare = ['䶮', '㙍', '𠮷'];
  for (const character of rare) {
    const block = { type: 'text', text: `张${character}`, align: 'left' } as const;
    await rig.printing.print({ blocks: [block, { type: 'text', text: '李四' }] });
  }
  const slips = await rig.printer.slips();
  expect(slips.map((slip) => slip.complaints)).toEqual([[], [], []]);
  expect(slips.map((slip) => slip.text)).toEqual([['李四'], ['李四'], ['李四']]);
  expect(slips.map((slip) => slip.rasters)).toEqual([1, 1, 1]);
  const shapes = await Promise.all(slips.map((slip) => rareGlyph(slip.png)));
  expect(new Set(shapes).size).toBe(3);
  for (const shape of shapes) expect([...shape].filter((dot) => dot === '1').length).toBeGreaterThan(60);
});

/** Dots of the second character of the first line: 40 dots of margin, 24 of the first character. */
async function rareGlyph(png: string): Promise<string> {
  const { rgba, width } = await readPicture(png);
  let shape = '';
  for (let y = 40; y < 74; y += 1) {
    for (let x = 64; x < 88; x += 1) shape += (rgba[(y * width + x) * 4] ?? 255) < 128 ? '1' : '0';
  }
  return shape;
}

test('a printer without a Chinese font gets everything as pictures, never wider than its paper', async () => {
  rig = await startRig({ paperMm: 58, text: 'raster', qr: 'raster' });
  const result = await rig.printing.print(plainSlip);
  expect(result.outcome).toBe('printed');
  const [slip] = await rig.printer.slips();
  expect(slip?.text).toEqual([]);
  expect(slip?.complaints).toEqual([]);
  expect(await qrInPicture(slip?.png ?? '')).toBe(plainItem.qrText);
});

test('the longest QR that a slip takes is read back from the narrow paper', async () => {
  rig = await startRig({ paperMm: 58, text: 'native', qr: 'native' });
  const text = `https://example.invalid/${'村务公开'.repeat(73)}`;
  expect(Buffer.byteLength(text)).toBeGreaterThan(880);
  const result = await rig.printing.print({ blocks: [{ type: 'qr', text }] });
  const [slip] = await rig.printer.slips();
  expect(result.outcome).toBe('printed');
  expect(slip?.qr).toEqual([text]);
  expect(slip?.complaints).toEqual([]);
  expect(await qrInPicture(slip?.png ?? '')).toBe(text);
});

test('content cannot speak to the printer', async () => {
  rig = await startRig({ paperMm: 58, text: 'native', qr: 'native' });
  const title = '公告\u001d\u0056\u0000\u001b@\u0010\u0004\u0001尾部';
  await rig.printing.print(slipForItem({ ...plainItem, title }));
  const slips = await rig.printer.slips();
  expect(slips.length).toBe(1);
  expect(slips[0]?.complaints).toEqual([]);
  expect(slips[0]?.text.some((line) => line.includes('公告V@尾部'))).toBe(true);
});

test('long tables keep their total and say what is left out; a mark tells demo data', async () => {
  const rows = [...Array.from({ length: 60 }, (_, index) => [`支出${index}`, '10.00']), ['合计', '600.00']];
  const columns = [
    { title: '项目', align: 'left' },
    { title: '金额', align: 'right' },
  ] as const;
  const tables = [{ columns, rows, lastRowIsTotal: true }];
  const lines = layout(slipForItem({ ...plainItem, tables }), paperOf(58));
  const text = lines.flatMap((line) => (line.kind === 'text' ? [line.text] : [])).join('\n');
  expect(text).toMatch(/合计\s+600\.00/);
  expect(text).toContain('……其余 41 行见屏幕或扫码');
  expect(text).toContain('演示数据');
  const real = layout(slipForItem({ ...plainItem, demo: false }), paperOf(58));
  expect(JSON.stringify(real)).not.toContain('演示');
});
