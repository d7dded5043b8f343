/** Draws lines of text as one-bit pictures, on the same grid of cells as the printer's own font. */
import { createHash } from 'node:crypto';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { cellWidth, graphemes } from './cells.ts';
import type { Bitmap } from './commands.ts';
import type { TextLine } from './layout.ts';
import { COLUMN_DOTS, GLYPH_DOTS } from './settings.ts';

/** Dots from one line of text to the next: ESC 2, 1/6 inch at 203 dots an inch. */
const LINE_DOTS = 34;
/** Extra dots after a double-height line. */
export const TALL_GAP_DOTS = 8;
/** Baseline of a 24-dot glyph from the top of its cell. */
const BASELINE_DOTS = 21;
/** Latin letters and digits a little smaller, so that they fill 12 dots without being squeezed. */
const LATIN_DOTS = 22;
/** Below this grey a dot is black. Above the middle: thin strokes of small Chinese characters stay joined. */
const BLACK_BELOW = 144;

const BOLD_OUTLINE_DOTS = 0.8;
/** Asked last: names of Chinese fonts that systems ship. */
const SYSTEM_FONTS = [
  'Noto Sans CJK SC',
  'Noto Sans CJK JP',
  'Source Han Sans SC',
  'Microsoft YaHei',
  'SimSun-ExtB',
];

type Canvas = typeof import('@napi-rs/canvas');

/**
 * The drawing library is loaded here, not with the program: it and what it reads of the system's fonts are 15 MiB, and most kiosks'
 * printers have all the characters of nearly all slips.
 * @param fontFiles paths of woff2, ttf or otf files. What none of them has is taken from the system's fonts.
 */
export async function openPainter(fontFiles: readonly string[]): Promise<GlyphPainter> {
  return new GlyphPainter(await import('@napi-rs/canvas'), fontFiles);
}

export class GlyphPainter {
  readonly #canvas: Canvas;
  readonly #fontFiles: readonly string[];
  readonly #family: string;

  constructor(canvas: Canvas, fontFiles: readonly string[]) {
    this.#canvas = canvas;
    this.#fontFiles = fontFiles;
    this.#family = `slip-${createHash('sha256').update(fontFiles.join('\n')).digest('hex').slice(0, 12)}`;
  }

  /** The line on `dots` dots of paper, as high as the printer would feed for it. */
  paint(line: TextLine, dots: number): Bitmap {
    this.#register();
    const down = line.tall ? 2 : 1;
    const across = line.wide ? 2 : 1;
    const height = line.tall ? GLYPH_DOTS * 2 + TALL_GAP_DOTS : LINE_DOTS;
    const canvas = this.#canvas.createCanvas(dots, height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, dots, height);
    context.fillStyle = '#000';
    context.strokeStyle = '#000';
    context.lineWidth = BOLD_OUTLINE_DOTS;
    context.textAlign = 'center';
    context.scale(across, down);
    this.#paintCells(context, line);
    return threshold(context.getImageData(0, 0, dots, height).data, dots, height);
  }

  #paintCells(context: SKRSContext2D, line: TextLine): void {
    let column = 0;
    for (const grapheme of graphemes(line.text)) {
      const width = cellWidth(grapheme);
      if (grapheme !== ' ') this.#paintGlyph(context, grapheme, column, width, line.bold);
      column += width;
    }
  }

  /** In the middle of its cell; a letter wider than its cell is squeezed. */
  #paintGlyph(context: SKRSContext2D, grapheme: string, column: number, width: 1 | 2, bold: boolean): void {
    const room = width * COLUMN_DOTS;
    context.save();
    context.font = `400 ${width === 1 ? LATIN_DOTS : GLYPH_DOTS}px ${this.#families}`;
    context.fontVariationSettings = `'wght' ${bold ? 600 : 450}`;
    context.translate(column * COLUMN_DOTS + room / 2, BASELINE_DOTS);
    context.scale(Math.min(1, room / context.measureText(grapheme).width), 1);
    context.fillText(grapheme, 0, 0);
    // Fonts without a weight axis become bold by their outline.
    if (bold) context.strokeText(grapheme, 0, 0);
    context.restore();
  }

  #register(): void {
    const { GlobalFonts } = this.#canvas;
    if (GlobalFonts.has(`${this.#family}-0`)) return;
    this.#fontFiles.forEach(
      (path, index) => void GlobalFonts.registerFromPath(path, `${this.#family}-${index}`),
    );
  }

  /** One name a file: files of one name hide each other's characters. */
  get #families(): string {
    return [...this.#fontFiles.map((_, index) => `${this.#family}-${index}`), ...SYSTEM_FONTS]
      .map((name) => `"${name}"`)
      .join(',');
  }
}

/** RGBA → one bit a dot. `dots` must be a multiple of 8. */
function threshold(rgba: Uint8ClampedArray, dots: number, height: number): Bitmap {
  const widthBytes = dots / 8;
  const data = new Uint8Array(widthBytes * height);
  for (let at = 0; at < dots * height; at += 1) {
    const x = at % dots;
    const index = ((at - x) / dots) * widthBytes + (x >> 3);
    if ((rgba[at * 4] ?? 255) < BLACK_BELOW) data[index] = (data[index] ?? 0) | (0x80 >> (x & 7));
  }
  return { widthBytes, height, data };
}

/** Pictures of the same width one below the other. */
export function stack(bitmaps: readonly Bitmap[]): Bitmap {
  const widthBytes = bitmaps[0]?.widthBytes ?? 0;
  const height = bitmaps.reduce((sum, bitmap) => sum + bitmap.height, 0);
  return { widthBytes, height, data: Buffer.concat(bitmaps.map((bitmap) => bitmap.data)) };
}
