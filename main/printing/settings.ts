import { z } from 'zod';

/** Printer settings of a kiosk. 58 mm paper: 384 dots, 32 half-width columns; 80 mm: 576 dots, 48 columns. */
const printerSettings = z.strictObject({
  paperMm: z.union([z.literal(58), z.literal(80)]),
  /** `native`: GB18030 text from the printer's own font (about 1–2 KB a slip); `raster`: every line as a picture. */
  text: z.enum(['native', 'raster']).default('native'),
  /** `native`: the printer's own QR function (GS ( k); `raster`: drawn here, for printers without it. */
  qr: z.enum(['native', 'raster']).default('native'),
});
export type PrinterSettings = z.infer<typeof printerSettings>;

export interface Paper {
  /** Printable dots in a line. */
  readonly dots: number;
  /** Half-width character columns of 12 dots. */
  readonly columns: number;
}

/** Dots of one half-width column in font A and of a Chinese character's height. */
export const COLUMN_DOTS = 12;
export const GLYPH_DOTS = 24;

/** Printable area by paper width (mm). */
export function paperOf(paperMm: 58 | 80): Paper {
  return paperMm === 58 ? { dots: 384, columns: 32 } : { dots: 576, columns: 48 };
}
