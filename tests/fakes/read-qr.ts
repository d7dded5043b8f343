/** Reads a QR code as a phone would. */
import jsqr from 'jsqr';

// The package is CommonJS whose module is the function itself; its types describe an ES default export.
const decode = jsqr as unknown as typeof jsqr.default;

/** @param pixels RGBA, row by row */
export function readQr(pixels: Uint8ClampedArray, width: number, height: number): string | undefined {
  return decode(pixels, width, height)?.data;
}
