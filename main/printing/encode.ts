/** Slip → bytes for the printer. */
import { graphemes } from './cells.ts';
import { encodeNative, isNativeText } from './charset.ts';
import * as commands from './commands.ts';
import { type GlyphPainter, stack, TALL_GAP_DOTS } from './glyph-painter.ts';
import { type LayoutLine, layout, type TextLine } from './layout.ts';
import { planQr, qrBitmap } from './qr-size.ts';
import { type Paper, type PrinterSettings, paperOf } from './settings.ts';
import { type Slip, SlipTooLargeError } from './slip.ts';

/** Rows of one raster command: what small printers' buffers hold. */
const BAND_ROWS = 272;
/** White between text and QR, dots. */
const GAP_DOTS = 14;

/**
 * All bytes of a slip: from initialising to the cut.
 * @param painter asked for only where a line must be drawn
 * @throws SlipTooLargeError
 */
export async function encodeSlip(
  slip: Slip,
  settings: PrinterSettings,
  painter: () => Promise<GlyphPainter>,
): Promise<Uint8Array> {
  const paper = paperOf(settings.paperMm);
  const parts: Uint8Array[] = [commands.initialise];
  let pictures: TextLine[] = [];
  const flush = async () => {
    if (pictures.length === 0) return;
    parts.push(...bands(pictures, paper, await painter()));
    pictures = [];
  };
  for (const line of layout(slip, paper)) {
    if (line.kind === 'text' && needsPicture(line, settings)) {
      pictures.push(line);
      continue;
    }
    if (pictures.length > 0) await flush();
    parts.push(encodeLine(line, settings, paper));
  }
  await flush();
  parts.push(commands.feedAndCut);
  return Buffer.concat(parts);
}

function needsPicture(line: TextLine, settings: PrinterSettings): boolean {
  return settings.text === 'raster' || !isNativeText(graphemes(line.text));
}

function encodeLine(line: LayoutLine, settings: PrinterSettings, paper: Paper): Uint8Array {
  if (line.kind === 'gap') return commands.feedDots(GAP_DOTS);
  if (line.kind === 'qr') return encodeQr(line.text, settings, paper);
  const styled = line.bold || line.wide || line.tall;
  const before = styled ? [commands.bold(line.bold), commands.size(line.wide, line.tall)] : [];
  const after = styled ? [commands.bold(false), commands.size(false, false)] : [];
  const feed = line.tall ? [commands.feedDots(TALL_GAP_DOTS)] : [];
  return Buffer.concat([...before, encodeNative(line.text), commands.lineFeed, ...after, ...feed]);
}

function encodeQr(text: string, settings: PrinterSettings, paper: Paper): Uint8Array {
  const plan = planQr(text, paper);
  if (plan === undefined) throw new SlipTooLargeError();
  if (settings.qr === 'raster') return commands.raster(qrBitmap(plan, paper));
  return Buffer.concat([
    commands.align('center'),
    commands.qrCode(text, plan.moduleDots, plan.level),
    commands.align('left'),
  ]);
}

function bands(lines: readonly TextLine[], paper: Paper, painter: GlyphPainter): Uint8Array[] {
  const result: Uint8Array[] = [];
  let band: ReturnType<GlyphPainter['paint']>[] = [];
  let rows = 0;
  for (const line of lines) {
    const picture = painter.paint(line, paper.dots);
    if (rows + picture.height > BAND_ROWS && band.length > 0) {
      result.push(commands.raster(stack(band)));
      band = [];
      rows = 0;
    }
    band.push(picture);
    rows += picture.height;
  }
  if (band.length > 0) result.push(commands.raster(stack(band)));
  return result;
}
