/**
 * The ESC/POS commands that a slip uses, by Epson's "ESC/POS Command Reference". Built here and not by a library:
 * docs/decisions records what the library gets wrong.
 */
const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const DLE = 0x10;

/** A picture of one bit a dot, rows of `widthBytes` bytes, leftmost dot in the highest bit, 1 is black. */
export interface Bitmap {
  readonly widthBytes: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const low = (value: number): number => value & 0xff;
const high = (value: number): number => (value >> 8) & 0xff;

/** ESC @ initialise, GS a 0 no unasked status, FS & Chinese mode, ESC 2 default line spacing, ESC a 0 left. */
export const initialise = bytes(ESC, 0x40, GS, 0x61, 0, FS, 0x26, ESC, 0x32, ESC, 0x61, 0);
export const lineFeed = bytes(0x0a);
/** ESC E: emphasis. */
export const bold = (on: boolean): Uint8Array => bytes(ESC, 0x45, on ? 1 : 0);
/** GS !: character size, each direction once or twice. */
export const size = (wide: boolean, tall: boolean): Uint8Array =>
  bytes(GS, 0x21, (wide ? 0x10 : 0) | (tall ? 1 : 0));
/** ESC a: 0 left, 1 centre. */
export const align = (where: 'left' | 'center'): Uint8Array => bytes(ESC, 0x61, where === 'left' ? 0 : 1);
/** ESC J: print and feed, in vertical motion units (one dot on most printers). */
export const feedDots = (dots: number): Uint8Array => bytes(ESC, 0x4a, dots);
/** ESC d: feed so many lines, so that the cutter (or tear bar) stands below the last line; GS V 1: partial cut. */
export const feedAndCut = bytes(ESC, 0x64, 4, GS, 0x56, 1);

/** GS v 0: raster picture, normal density. */
export function raster(bitmap: Bitmap): Uint8Array {
  const { widthBytes, height, data } = bitmap;
  return Buffer.concat([
    bytes(GS, 0x76, 0x30, 0, low(widthBytes), high(widthBytes), low(height), high(height)),
    data,
  ]);
}

/**
 * GS ( k functions 165 (model 2), 167 (dots of a module), 169 (error correction M), 180 (store), 181 (print). The counts are
 * of bytes, of the UTF-8 text and the three bytes before it.
 */
export function qrCode(text: string, moduleDots: number, level: 'L' | 'M'): Uint8Array {
  const data = Buffer.from(text, 'utf8');
  const count = data.length + 3;
  return Buffer.concat([
    bytes(GS, 0x28, 0x6b, 4, 0, 49, 65, 50, 0),
    bytes(GS, 0x28, 0x6b, 3, 0, 49, 67, moduleDots),
    bytes(GS, 0x28, 0x6b, 3, 0, 49, 69, level === 'L' ? 48 : 49),
    bytes(GS, 0x28, 0x6b, low(count), high(count), 49, 80, 48),
    data,
    bytes(GS, 0x28, 0x6b, 3, 0, 49, 81, 48),
  ]);
}

/** DLE EOT n: real-time status, answered at once even when the printer is stopped. */
export const askRealTime = (question: 1 | 2 | 3 | 4): Uint8Array => bytes(DLE, 0x04, question);
/** GS r 1: paper sensor, answered in its turn, that is after everything sent before it was worked through. */
export const askInTurn = bytes(GS, 0x72, 1);
/**
 * DLE ENQ 2 (recover and clear buffers) and DLE DC4 8 (clear buffers): what a stopped printer still holds must not come out
 * for the next person when paper is put in.
 */
export const clearBuffers = bytes(DLE, 0x05, 2, DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);
