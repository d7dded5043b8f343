/** How large a QR is drawn on a slip, and its picture for printers that cannot draw one. */
import QRCode from 'qrcode';
import type { Bitmap } from './commands.ts';
import type { Paper } from './settings.ts';

/** 4 dots are 0.5 mm: what phones read at arm's length. 3 only where the paper leaves no more. */
const SMALLEST_MODULE_DOTS = 3;
const LARGEST_MODULE_DOTS = 6;
/** White modules on each side. */
const QUIET_MODULES = 4;

export interface QrPlan {
  readonly level: 'L' | 'M';
  readonly moduleDots: number;
  readonly modules: number;
  readonly isDark: (row: number, column: number) => boolean;
}

/** The largest sound drawing of the text; undefined where the paper is too narrow for it. Bytes of the text are UTF-8. */
export function planQr(text: string, paper: Paper): QrPlan | undefined {
  for (const level of ['M', 'L'] as const) {
    const plan = planLevel(text, paper, level);
    if (plan !== undefined) return plan;
  }
  return undefined;
}

function planLevel(text: string, paper: Paper, level: 'L' | 'M'): QrPlan | undefined {
  const code = QRCode.create([{ data: Buffer.from(text, 'utf8'), mode: 'byte' }], {
    errorCorrectionLevel: level,
  });
  const modules = code.modules.size;
  const moduleDots = Math.min(LARGEST_MODULE_DOTS, Math.floor(paper.dots / (modules + 2 * QUIET_MODULES)));
  if (moduleDots < SMALLEST_MODULE_DOTS) return undefined;
  return { level, moduleDots, modules, isDark: (row, column) => code.modules.get(row, column) === 1 };
}

/** The QR in the middle of the paper's width, without its quiet rows above and below. */
export function qrBitmap(plan: QrPlan, paper: Paper): Bitmap {
  const side = plan.modules * plan.moduleDots;
  const left = Math.floor((paper.dots - side) / 2);
  const widthBytes = paper.dots / 8;
  const data = new Uint8Array(widthBytes * side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (!plan.isDark(Math.floor(y / plan.moduleDots), Math.floor(x / plan.moduleDots))) continue;
      const index = y * widthBytes + ((left + x) >> 3);
      data[index] = (data[index] ?? 0) | (0x80 >> ((left + x) & 7));
    }
  }
  return { widthBytes, height: side, data };
}
