import { create } from 'qrcode';

/**
 * A short text as a QR code at error correction M.
 * @returns rows of modules, `1` dark; undefined where the text is too long for one code
 */
export function encodeQr(text: string): string[] | undefined {
  try {
    const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
    return Array.from({ length: size }, (_, y) =>
      Array.from(data.subarray(y * size, (y + 1) * size), (dark) => (dark ? '1' : '0')).join(''),
    );
  } catch {
    return undefined;
  }
}
