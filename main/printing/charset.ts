/** Which characters a Chinese receipt printer's own font can be trusted with, and their GB18030 bytes. */
import iconv from 'iconv-lite';

const ENCODING = 'gb18030';

/**
 * Two-byte codes that printers' fonts disagree on: the euro sign, vertical forms and letters that GBK left to user-defined
 * areas, and FE50–FEA0, whose characters (䶮 among them) moved between GBK, GB18030-2000 and -2005.
 */
function isDisputed(code: number): boolean {
  return (
    code === 0xa2e3 ||
    (code >= 0xa6d9 && code <= 0xa6fe) ||
    code === 0xa8bc ||
    code === 0xa8bf ||
    (code >= 0xa989 && code <= 0xa995) ||
    (code >= 0xfe50 && code <= 0xfea0)
  );
}

/** What was found of single UTF-16 units: 0 nothing yet, 1 native, 2 not. Encoding and decoding each takes 2 µs. */
const known = new Uint8Array(0x10000);

function isNative(grapheme: string): boolean {
  if (grapheme.length !== 1) return isEncoded(grapheme);
  const unit = grapheme.charCodeAt(0);
  if (known[unit] === 0) known[unit] = isEncoded(grapheme) ? 1 : 2;
  return known[unit] === 1;
}

function isEncoded(grapheme: string): boolean {
  const bytes = iconv.encode(grapheme, ENCODING);
  if (bytes.length === 1) return (bytes[0] ?? 0) >= 0x20 && (bytes[0] ?? 0) <= 0x7e;
  return (
    bytes.length === 2 && !isDisputed(bytes.readUInt16BE(0)) && iconv.decode(bytes, ENCODING) === grapheme
  );
}

/** True when every character of the text stands in a printer's font. */
export function isNativeText(graphemes: readonly string[]): boolean {
  return graphemes.every(isNative);
}

/** GB18030 bytes of a text. */
export function encodeNative(text: string): Uint8Array {
  return iconv.encode(text, ENCODING);
}
