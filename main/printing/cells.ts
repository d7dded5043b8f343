/** Character cells of a thermal printer: ASCII takes one column, everything else two. */

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const wordSegmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** C0 and C1 controls, zero-width and bidirectional marks, byte-order mark. Line breaks become spaces first. */
const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** One line of plain text: breaks and tabs become spaces, invisible and control characters go. */
export function plainLine(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(invisible, '');
}

/** Paragraphs of a text, without empty ones. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => plainLine(line).trim())
    .filter((line) => line !== '');
}

/** Characters that never take a mark nor join a neighbour, one UTF-16 unit each: nearly all of a slip. */
const simple =
  /^[ -~\u00b7\u2010-\u2027\u2500-\u257f\u3000-\u3003\u3007-\u3011\u3014-\u3017\u4e00-\u9fff\uff01-\uff5e\uffe5]*$/;

/** Characters as people see them (a base with its marks is one). */
export function graphemes(text: string): string[] {
  // The segmenter asks ICU about every character: twenty times the work.
  if (simple.test(text)) return text.split('');
  return [...segmenter.segment(text)].map((part) => part.segment);
}

/** Columns of one grapheme. */
export function cellWidth(grapheme: string): 1 | 2 {
  return grapheme.length === 1 && grapheme >= ' ' && grapheme <= '~' ? 1 : 2;
}

const lastAscii = 0x7e;

/** Columns of a text. */
export function textWidth(text: string): number {
  if (!simple.test(text)) return graphemes(text).reduce((sum, grapheme) => sum + cellWidth(grapheme), 0);
  let width = 0;
  for (let index = 0; index < text.length; index++) width += text.charCodeAt(index) <= lastAscii ? 1 : 2;
  return width;
}

/** Must not begin a line. */
const closing = new Set('，。、；：！？）》」』】〕”’…％%,.;:!?)]}');
/** Must not end a line. */
const opening = new Set('（《「『【〔“‘([{￥¥');

/** Pieces that stay together: a number or Latin word, else one grapheme. */
function pieces(text: string): string[] {
  const result: string[] = [];
  let joins = false;
  for (const grapheme of graphemes(text)) {
    const isWord = /^[\w.,:/+\-*@#&=~%]$/.test(grapheme);
    const last = result.length - 1;
    if (isWord && joins) result[last] += grapheme;
    else result.push(grapheme);
    joins = isWord;
  }
  return result;
}

/** Glues closing marks to what stands before and opening marks to what follows. */
function unbreakable(text: string): string[] {
  const result: string[] = [];
  let glue = false;
  for (const piece of pieces(text)) {
    const last = result.length - 1;
    if (last >= 0 && (glue || closing.has(piece))) result[last] += piece;
    else result.push(piece);
    glue = opening.has(piece);
  }
  return result;
}

/** Chinese words as ICU's dictionary knows them, so that a heading does not break within one. */
function words(text: string): string[] {
  const result: string[] = [];
  let glue = false;
  for (const { segment } of wordSegmenter.segment(text)) {
    const last = result.length - 1;
    if (last >= 0 && (glue || closing.has(segment) || /^[\d年月日季度]+$/.test(segment)))
      result[last] += segment;
    else result.push(segment);
    glue = opening.has(segment);
  }
  return result;
}

/** Text cut into lines of at most `columns` columns. Words, numbers and punctuation are kept whole where they fit. At least one line. */
export function wrap(text: string, columns: number): string[] {
  return fill(unbreakable(text), columns);
}

/** Like `wrap`, but Chinese words are kept whole too, and the lines are about equally long: for headings. */
export function wrapHeading(text: string, columns: number): string[] {
  const parts = words(text);
  const count = fill(parts, columns).length;
  for (let width = Math.ceil(textWidth(text) / count); width < columns; width += 1) {
    const lines = fill(parts, width);
    if (lines.length === count) return lines;
  }
  return fill(parts, columns);
}

/** Parts laid into lines of at most `columns` columns; only a part wider than a line is cut. */
export function fill(parts: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const flush = () => {
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    used = 0;
  };
  const put = (part: string, width: number) => {
    if (used + width > columns) flush();
    if (line === '' && part === ' ') return;
    line += part;
    used += width;
  };
  for (const part of parts) {
    const width = textWidth(part);
    if (width <= columns) put(part, width);
    else for (const grapheme of graphemes(part)) put(grapheme, cellWidth(grapheme));
  }
  flush();
  return lines.length > 0 ? lines : [''];
}

/** Text set into exactly `columns` columns (it must fit). */
export function pad(text: string, columns: number, align: 'left' | 'center' | 'right'): string {
  const space = Math.max(0, columns - textWidth(text));
  const before = align === 'left' ? 0 : align === 'right' ? space : Math.floor(space / 2);
  return ' '.repeat(before) + text + ' '.repeat(space - before);
}
