/**
 * Bytes → commands, by Epson's "ESC/POS Command Reference" and nothing else: what is not documented there is `unknown`.
 * Works on any split of the bytes.
 */

export type Token =
  | { readonly type: 'text'; readonly bytes: Uint8Array }
  | { readonly type: 'line-feed' }
  | { readonly type: 'initialise' }
  | { readonly type: 'bold'; readonly on: boolean }
  | { readonly type: 'size'; readonly across: number; readonly down: number }
  | { readonly type: 'align'; readonly where: number }
  | { readonly type: 'line-spacing'; readonly dots: number | undefined }
  | { readonly type: 'feed-dots'; readonly dots: number }
  | { readonly type: 'feed-lines'; readonly lines: number }
  | { readonly type: 'chinese'; readonly on: boolean }
  | { readonly type: 'cut' }
  | {
      readonly type: 'raster';
      readonly widthBytes: number;
      readonly height: number;
      readonly data: Uint8Array;
    }
  | { readonly type: 'qr'; readonly fn: number; readonly data: Uint8Array }
  | { readonly type: 'sensor-status' }
  | { readonly type: 'automatic-status'; readonly on: boolean }
  | { readonly type: 'real-time-status'; readonly question: number }
  | { readonly type: 'clear-buffers' }
  | { readonly type: 'unknown'; readonly bytes: Uint8Array };

/** A token and how many bytes it took. `more`: the bytes end within a command. */
type Read = { readonly token: Token | undefined; readonly length: number } | 'more';

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const DLE = 0x10;
/** Text is handed on in runs of at most this many bytes. */
const TEXT_RUN = 4_096;

export class Tokenizer {
  #rest: Buffer = Buffer.alloc(0);

  /** Takes bytes, gives the commands that are complete. */
  take(bytes: Uint8Array): { token: Token; length: number }[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const result: { token: Token; length: number }[] = [];
    let at = 0;
    while (at < this.#rest.length) {
      const read = readToken(this.#rest.subarray(at));
      if (read === 'more') break;
      if (read.token) result.push({ token: read.token, length: read.length });
      at += read.length;
    }
    this.#rest = this.#rest.subarray(at);
    return result;
  }
}

function readToken(bytes: Buffer): Read {
  const first = bytes[0] ?? 0;
  if (first === 0x0a) return { token: { type: 'line-feed' }, length: 1 };
  if (first === 0x0d) return { token: undefined, length: 1 };
  if (first === ESC) return readEscape(bytes);
  if (first === GS) return readGroup(bytes);
  if (first === FS) return readField(bytes);
  if (first === DLE) return readRealTime(bytes);
  if (first < 0x20 || first === 0x7f) return unknown(bytes, 1);
  return readText(bytes);
}

function unknown(bytes: Buffer, length: number): Read {
  return { token: { type: 'unknown', bytes: bytes.subarray(0, length) }, length };
}

/** A run of text up to the next control byte; a Chinese character is never cut in two. */
function readText(bytes: Buffer): Read {
  let length = 0;
  while (length < bytes.length && length < TEXT_RUN) {
    const byte = bytes[length] ?? 0;
    if (byte < 0x20 || byte === 0x7f) break;
    if (byte < 0x80) {
      length += 1;
      continue;
    }
    const second = bytes[length + 1];
    if (second === undefined) break;
    length += second < 0x30 ? 1 : second < 0x40 ? 4 : 2;
  }
  if (length === 0 || length > bytes.length) return 'more';
  return { token: { type: 'text', bytes: bytes.subarray(0, length) }, length };
}

/** A command of two bytes and one parameter. */
function withParameter(bytes: Buffer, make: (parameter: number) => Token): Read {
  const parameter = bytes[2];
  return parameter === undefined ? 'more' : { token: make(parameter), length: 3 };
}

function readEscape(bytes: Buffer): Read {
  switch (bytes[1]) {
    case undefined:
      return 'more';
    case 0x40:
      return { token: { type: 'initialise' }, length: 2 };
    case 0x32:
      return { token: { type: 'line-spacing', dots: undefined }, length: 2 };
    case 0x33:
      return withParameter(bytes, (dots) => ({ type: 'line-spacing', dots }));
    case 0x45:
      return withParameter(bytes, (value) => ({ type: 'bold', on: (value & 1) === 1 }));
    case 0x61:
      return withParameter(bytes, (value) => ({ type: 'align', where: value >= 48 ? value - 48 : value }));
    case 0x4a:
      return withParameter(bytes, (dots) => ({ type: 'feed-dots', dots }));
    case 0x64:
      return withParameter(bytes, (lines) => ({ type: 'feed-lines', lines }));
    default:
      return unknown(bytes, 2);
  }
}

function readField(bytes: Buffer): Read {
  const second = bytes[1];
  if (second === undefined) return 'more';
  if (second === 0x26) return { token: { type: 'chinese', on: true }, length: 2 };
  if (second === 0x2e) return { token: { type: 'chinese', on: false }, length: 2 };
  return unknown(bytes, 2);
}

function readGroup(bytes: Buffer): Read {
  switch (bytes[1]) {
    case undefined:
      return 'more';
    case 0x21:
      return withParameter(bytes, (value) => ({
        type: 'size',
        across: ((value >> 4) & 7) + 1,
        down: (value & 7) + 1,
      }));
    case 0x56:
      return readCut(bytes);
    case 0x72:
      return withParameter(bytes, (which) =>
        which === 1 || which === 49
          ? { type: 'sensor-status' }
          : { type: 'unknown', bytes: bytes.subarray(0, 3) },
      );
    case 0x61:
      return withParameter(bytes, (value) => ({ type: 'automatic-status', on: value !== 0 }));
    case 0x76:
      return readRaster(bytes);
    case 0x28:
      return readFunction(bytes);
    default:
      return unknown(bytes, 2);
  }
}

/** GS V: 0, 1, 48, 49 cut at once; 65, 66 with a feed parameter. */
function readCut(bytes: Buffer): Read {
  const mode = bytes[2];
  if (mode === undefined) return 'more';
  if ([0, 1, 48, 49].includes(mode)) return { token: { type: 'cut' }, length: 3 };
  if (mode !== 65 && mode !== 66) return unknown(bytes, 3);
  return bytes.length < 4 ? 'more' : { token: { type: 'cut' }, length: 4 };
}

/** GS v 0 m xL xH yL yH data. */
function readRaster(bytes: Buffer): Read {
  if (bytes.length < 8) return 'more';
  if (bytes[2] !== 0x30 || bytes[3] !== 0) return unknown(bytes, 4);
  const widthBytes = bytes.readUInt16LE(4);
  const height = bytes.readUInt16LE(6);
  const length = 8 + widthBytes * height;
  if (bytes.length < length) return 'more';
  return { token: { type: 'raster', widthBytes, height, data: bytes.subarray(8, length) }, length };
}

/** GS ( k pL pH cn fn data: only QR codes, cn 49. */
function readFunction(bytes: Buffer): Read {
  if (bytes.length < 5) return 'more';
  const length = 5 + bytes.readUInt16LE(3);
  if (bytes.length < length) return 'more';
  const fn = bytes[6];
  if (bytes[2] !== 0x6b || bytes[5] !== 49 || fn === undefined || length < 7) return unknown(bytes, length);
  return { token: { type: 'qr', fn, data: bytes.subarray(7, length) }, length };
}

/** DLE EOT 1–4, DLE ENQ 1–2, DLE DC4 8 with its fixed parameters. */
function readRealTime(bytes: Buffer): Read {
  const second = bytes[1];
  const third = bytes[2];
  if (second === undefined || third === undefined) return 'more';
  if (second === 0x04 && third >= 1 && third <= 4)
    return { token: { type: 'real-time-status', question: third }, length: 3 };
  if (second === 0x05 && third === 2) return { token: { type: 'clear-buffers' }, length: 3 };
  if (second !== 0x14 || third !== 8) return unknown(bytes, 2);
  if (bytes.length < 10) return 'more';
  const isExact = bytes.subarray(3, 10).equals(Buffer.from([1, 3, 20, 1, 6, 2, 8]));
  return isExact ? { token: { type: 'clear-buffers' }, length: 10 } : unknown(bytes, 10);
}
