/** Text bytes as the printer's Chinese font reads them, and whether they were meant as something else. */
import iconv from 'iconv-lite';

export interface ReadText {
  readonly text: string;
  /** The bytes are UTF-8, which no receipt printer reads. */
  readonly isUtf8: boolean;
  /** Four-byte GB18030 codes: outside every printer's font. */
  readonly outsideFont: readonly string[];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a run of text; `chinese` is the state of FS & and FS . */
export function readText(bytes: Uint8Array, chinese: boolean): ReadText {
  const buffer = Buffer.from(bytes);
  const text = chinese ? iconv.decode(buffer, 'gb18030') : buffer.toString('latin1');
  const outsideFont = [...text].filter((character) => iconv.encode(character, 'gb18030').length === 4);
  return { text, isUtf8: looksLikeUtf8(buffer, text), outsideFont };
}

/** Valid UTF-8 with Chinese in it, whose reading as GB18030 leaves the everyday characters of GB2312. */
function looksLikeUtf8(bytes: Buffer, asGb: string): boolean {
  const decoded = decodeUtf8(bytes);
  if (decoded === undefined || !/\p{Script=Han}|[，。：；、（）《》─━]/u.test(decoded)) return false;
  return [...asGb].some((character) => !isGb2312(character));
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function isGb2312(character: string): boolean {
  const bytes = iconv.encode(character, 'gb18030');
  if (bytes.length === 1) return true;
  return bytes.length === 2 && (bytes[0] ?? 0) >= 0xa1 && (bytes[0] ?? 0) <= 0xf7 && (bytes[1] ?? 0) >= 0xa1;
}
