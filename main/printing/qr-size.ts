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
  readonly text: string;
}

type Masking = { maskPattern?: 0 };

function codeOf(text: string, level: QrPlan['level'], masking: Masking = {}) {
  const data = [{ data: Buffer.from(text, 'utf8'), mode: 'byte' as const }];
  return QRCode.create(data, { errorCorrectionLevel: level, ...masking });
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
  // Only its size is asked for here: choosing the best of the masks takes longer than all the rest of a slip.
  const code = codeOf(text, level, { maskPattern: 0 });
  const modules = code.modules.size;
  const moduleDots = Math.min(LARGEST_MODULE_DOTS, Math.floor(paper.dots / (modules + 2 * QUIET_MODULES)));
  if (moduleDots < SMALLEST_MODULE_DOTS) return undefined;
  return { level, moduleDots, modules, text };
}

/** The QR in the middle of the paper's width, without its quiet rows above and below. */
export function qrBitmap(plan: QrPlan, paper: Paper): Bitmap {
  const code = codeOf(plan.text, plan.level);
  const side = plan.modules * plan.moduleDots;
  const left = Math.floor((paper.dots - side) / 2);
  const widthBytes = paper.dots / 8;
  const data = new Uint8Array(widthBytes * side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (code.modules.get(Math.floor(y / plan.moduleDots), Math.floor(x / plan.moduleDots)) !== 1) continue;
      const index = y * widthBytes + ((left + x) >> 3);
      data[index] = (data[index] ?? 0) | (0x80 >> ((left + x) & 7));
    }
  }
  return { widthBytes, height: side, data };
}
