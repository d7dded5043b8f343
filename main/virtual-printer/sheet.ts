/** The paper below the print head: what the commands put on it, up to the cut. */

import { readText } from './chinese-bytes.ts';
import type { Token } from './tokens.ts';

/** What the printer objects to. A slip with complaints would look wrong, or not at all, on a real printer. */
export type ComplaintKind =
  | 'unknown-command'
  | 'utf8-text'
  | 'outside-font'
  | 'raster-too-wide'
  | 'qr-bad-function'
  | 'qr-too-wide'
  | 'missing-cut';
export interface Complaint {
  readonly kind: ComplaintKind;
  /** Bytes in hex, numbers, never text of the slip. */
  readonly detail: string;
}

export interface Cell {
  readonly character: string;
  readonly bold: boolean;
  /** Dots. */
  readonly width: number;
  readonly height: number;
}
export type Align = 'left' | 'center' | 'right';
export type Mark =
  | { readonly type: 'line'; readonly cells: readonly Cell[]; readonly align: Align; readonly height: number }
  | { readonly type: 'space'; readonly height: number }
  | {
      readonly type: 'raster';
      readonly widthBytes: number;
      readonly height: number;
      readonly data: Uint8Array;
    }
  | {
      readonly type: 'qr';
      readonly text: string;
      readonly moduleDots: number;
      readonly level: QrLevel;
      readonly align: Align;
    };
export type QrLevel = 'L' | 'M' | 'Q' | 'H';

/** ESC 2: 1/6 inch at 203 dots an inch. */
const DEFAULT_SPACING = 34;
const COLUMN = 12;
const GLYPH = 24;
const ALIGNS: readonly Align[] = ['left', 'center', 'right'];
const LEVELS: readonly QrLevel[] = ['L', 'M', 'Q', 'H'];

export class Sheet {
  readonly #dots: number;
  readonly marks: Mark[] = [];
  readonly complaints: Complaint[] = [];
  #cells: Cell[] = [];
  #used = 0;
  #chinese = false;
  #bold = false;
  #across = 1;
  #down = 1;
  #align: Align = 'left';
  #spacing = DEFAULT_SPACING;
  #qrData = '';
  #qrModule = 3;
  #qrLevel: QrLevel = 'L';

  /** `dots`: printable width. */
  constructor(dots: number) {
    this.#dots = dots;
  }

  get isBlank(): boolean {
    return this.marks.length === 0 && this.#cells.length === 0;
  }

  complain(kind: ComplaintKind, detail: string): void {
    this.complaints.push({ kind, detail });
  }

  /** Takes the finished slip off: marks and complaints so far; settings of the printer stay. */
  tear(): { marks: Mark[]; complaints: Complaint[] } {
    if (this.#cells.length > 0) this.#endLine();
    return { marks: this.marks.splice(0), complaints: this.complaints.splice(0) };
  }

  /** ESC @, and what is left when the buffers are cleared: the line being set is gone, paper already printed is not. */
  initialise(): void {
    this.#cells = [];
    this.#used = 0;
    this.#chinese = false;
    this.#bold = false;
    this.#across = 1;
    this.#down = 1;
    this.#align = 'left';
    this.#spacing = DEFAULT_SPACING;
    this.#qrData = '';
  }

  put(token: Token): void {
    switch (token.type) {
      case 'text':
        this.#text(token.bytes);
        return;
      case 'line-feed':
        this.#endLine();
        return;
      case 'initialise':
        this.initialise();
        return;
      case 'bold':
        this.#bold = token.on;
        return;
      case 'size':
        this.#across = token.across;
        this.#down = token.down;
        return;
      case 'align':
        this.#align = ALIGNS[token.where] ?? 'left';
        return;
      case 'line-spacing':
        this.#spacing = token.dots ?? DEFAULT_SPACING;
        return;
      case 'chinese':
        this.#chinese = token.on;
        return;
      default:
        this.#putGraphic(token);
        return;
    }
  }

  #putGraphic(token: Token): void {
    switch (token.type) {
      case 'feed-dots':
        if (this.#cells.length > 0) this.#endLine();
        this.marks.push({ type: 'space', height: token.dots });
        return;
      case 'feed-lines':
        if (this.#cells.length > 0) this.#endLine();
        this.marks.push({ type: 'space', height: token.lines * this.#spacing });
        return;
      case 'raster':
        this.#raster(token);
        return;
      case 'qr':
        this.#qr(token.fn, Buffer.from(token.data));
        return;
      case 'unknown':
        this.complain('unknown-command', Buffer.from(token.bytes).toString('hex'));
        return;
      case 'automatic-status':
        if (token.on) this.complain('unknown-command', 'automatic status is not offered');
        return;
      default:
        return;
    }
  }

  #text(bytes: Uint8Array): void {
    const read = readText(bytes, this.#chinese);
    if (read.isUtf8) this.complain('utf8-text', `${bytes.length} bytes`);
    for (const character of read.outsideFont)
      this.complain('outside-font', `U+${character.codePointAt(0)?.toString(16).toUpperCase()}`);
    for (const character of read.text) this.#cell(character);
  }

  #cell(character: string): void {
    const columns = character >= ' ' && character <= '~' ? 1 : 2;
    const width = columns * COLUMN * this.#across;
    if (this.#used + width > this.#dots) this.#endLine();
    this.#cells.push({ character, bold: this.#bold, width, height: GLYPH * this.#down });
    this.#used += width;
  }

  #endLine(): void {
    const tallest = Math.max(0, ...this.#cells.map((cell) => cell.height));
    const height = Math.max(this.#spacing, tallest);
    if (this.#cells.length === 0) this.marks.push({ type: 'space', height });
    else this.marks.push({ type: 'line', cells: this.#cells, align: this.#align, height });
    this.#cells = [];
    this.#used = 0;
  }

  #raster(token: Extract<Token, { type: 'raster' }>): void {
    if (this.#cells.length > 0) this.#endLine();
    const width = token.widthBytes * 8;
    if (width > this.#dots) this.complain('raster-too-wide', `${width} dots on ${this.#dots}`);
    const { widthBytes, height } = token;
    this.marks.push({ type: 'raster', widthBytes, height, data: Uint8Array.from(token.data) });
  }

  #qr(fn: number, data: Buffer): void {
    const [value = 0] = data;
    if (fn === 65 && data.equals(Buffer.from([50, 0]))) return;
    if (fn === 67 && data.length === 1 && value >= 1 && value <= 16) {
      this.#qrModule = value;
    } else if (fn === 69 && data.length === 1 && LEVELS[value - 48]) {
      this.#qrLevel = LEVELS[value - 48] ?? 'L';
    } else if (fn === 80 && value === 48) {
      this.#qrData = data.subarray(1).toString('utf8');
    } else if (fn === 81 && data.length === 1 && value === 48 && this.#qrData !== '') {
      const [text, moduleDots, level, align] = [this.#qrData, this.#qrModule, this.#qrLevel, this.#align];
      this.marks.push({ type: 'qr', text, moduleDots, level, align });
    } else {
      this.complain('qr-bad-function', `fn ${fn}, ${data.length} bytes`);
    }
  }
}
