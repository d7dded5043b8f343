/** Draws a torn-off slip as a picture, a dot a pixel, with the paper's margins. */
import { createHash } from 'node:crypto';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import QRCode from 'qrcode';
import type { Align, Cell, Mark } from './sheet.ts';

export interface PaperSize {
  /** Printable dots. */
  readonly dots: number;
  /** Dots of the whole paper, 8 to a millimetre. */
  readonly paperDots: number;
}

const INK = '#1c1a18';
const PAPER = '#fdfcf9';
const TOP = 40;
const BOTTOM = 24;
/** The printer's font A: 24 dots high, 12 for a Latin character, 24 for a Chinese one; baseline from the cell's top. */
const GLYPH = 24;
const COLUMN = 12;
const LATIN = 22;
const BASELINE = 21;
const BOLD_OUTLINE = 0.8;
const SYSTEM_FONTS = [
  'Noto Sans CJK SC',
  'Noto Sans CJK JP',
  'Source Han Sans SC',
  'Microsoft YaHei',
  'SimSun-ExtB',
];

export class SlipPainter {
  readonly #size: PaperSize;
  readonly #fontFiles: readonly string[];
  readonly #family: string;

  constructor(size: PaperSize, fontFiles: readonly string[]) {
    this.#size = size;
    this.#fontFiles = fontFiles;
    this.#family = `printer-${createHash('sha256').update(fontFiles.join('\n')).digest('hex').slice(0, 12)}`;
  }

  /** PNG bytes. `tooWide` is told of a QR that the paper cannot hold. */
  paint(marks: readonly Mark[], tooWide: (dots: number) => void): Buffer {
    this.#register();
    const heights = marks.map(markHeight);
    const height = heights.reduce((sum, each) => sum + each, 0);
    const canvas = createCanvas(this.#size.paperDots, TOP + height + BOTTOM);
    const context = canvas.getContext('2d');
    context.fillStyle = PAPER;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = INK;
    context.strokeStyle = INK;
    context.lineWidth = BOLD_OUTLINE;
    context.textAlign = 'center';
    let y = TOP;
    marks.forEach((mark, index) => {
      this.#mark(context, mark, y, tooWide);
      y += heights[index] ?? 0;
    });
    return canvas.toBuffer('image/png');
  }

  /** Loads the fonts now, so that the first slip does not hold up the answers to status questions. */
  warmUp(): void {
    const cell: Cell = { character: '村', bold: true, width: GLYPH, height: GLYPH };
    this.paint([{ type: 'line', cells: [cell], align: 'left', height: GLYPH }], () => undefined);
  }

  #mark(context: SKRSContext2D, mark: Mark, y: number, tooWide: (dots: number) => void): void {
    if (mark.type === 'line') this.#line(context, mark, y);
    if (mark.type === 'raster') this.#raster(context, mark, y);
    if (mark.type === 'qr') {
      const side = qrSide(mark);
      if (side > this.#size.dots) tooWide(side);
      this.#qr(context, mark, y);
    }
  }

  #left(width: number, align: Align): number {
    const margin = (this.#size.paperDots - this.#size.dots) / 2;
    const space = this.#size.dots - width;
    return Math.floor(margin + (align === 'left' ? 0 : align === 'right' ? space : space / 2));
  }

  #line(context: SKRSContext2D, line: Extract<Mark, { type: 'line' }>, y: number): void {
    let x = this.#left(
      line.cells.reduce((sum, cell) => sum + cell.width, 0),
      line.align,
    );
    for (const cell of line.cells) {
      if (cell.character !== ' ') this.#glyph(context, cell, x, y);
      x += cell.width;
    }
  }

  #glyph(context: SKRSContext2D, { character, bold, width, height }: Cell, x: number, y: number): void {
    const isLatin = character >= ' ' && character <= '~';
    const room = isLatin ? COLUMN : GLYPH;
    context.save();
    context.font = `400 ${isLatin ? LATIN : GLYPH}px ${this.#families}`;
    context.fontVariationSettings = `'wght' ${bold ? 600 : 450}`;
    context.translate(x + width / 2, y + (height * BASELINE) / GLYPH);
    const squeeze = Math.min(1, room / context.measureText(character).width);
    context.scale((squeeze * width) / room, height / GLYPH);
    context.fillText(character, 0, 0);
    if (bold) context.strokeText(character, 0, 0);
    context.restore();
  }

  #raster(context: SKRSContext2D, mark: Extract<Mark, { type: 'raster' }>, y: number): void {
    const left = this.#left(this.#size.dots, 'left');
    const width = Math.min(mark.widthBytes * 8, this.#size.dots);
    for (let row = 0; row < mark.height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const byte = mark.data[row * mark.widthBytes + (column >> 3)] ?? 0;
        if (byte & (0x80 >> (column & 7))) context.fillRect(left + column, y + row, 1, 1);
      }
    }
  }

  #qr(context: SKRSContext2D, mark: Extract<Mark, { type: 'qr' }>, y: number): void {
    const { modules } = qrOf(mark);
    const left = this.#left(qrSide(mark), mark.align);
    const dot = mark.moduleDots;
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column)) context.fillRect(left + column * dot, y + row * dot, dot, dot);
      }
    }
  }

  #register(): void {
    if (GlobalFonts.has(`${this.#family}-0`)) return;
    this.#fontFiles.forEach(
      (path, index) => void GlobalFonts.registerFromPath(path, `${this.#family}-${index}`),
    );
  }

  get #families(): string {
    return [...this.#fontFiles.map((_, index) => `${this.#family}-${index}`), ...SYSTEM_FONTS]
      .map((name) => `"${name}"`)
      .join(',');
  }
}

function markHeight(mark: Mark): number {
  return mark.type === 'qr' ? qrSide(mark) : mark.height;
}

function qrOf(mark: Extract<Mark, { type: 'qr' }>): ReturnType<typeof QRCode.create> {
  const segment = { data: Buffer.from(mark.text, 'utf8'), mode: 'byte' } as const;
  return QRCode.create([segment], { errorCorrectionLevel: mark.level });
}

function qrSide(mark: Extract<Mark, { type: 'qr' }>): number {
  return qrOf(mark).modules.size * mark.moduleDots;
}
