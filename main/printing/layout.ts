/** Slip → lines of character cells, the same for native text and for pictures. */
import { limits } from '../contract/limits.ts';
import { slipText } from '../text/print.ts';
import { pad, paragraphs, plainLine, textWidth, wrap } from './cells.ts';
import type { Paper } from './settings.ts';
import type { Slip, SlipBlock } from './slip.ts';
import { pairLines, tableLines } from './table-layout.ts';

/** A line of text: `wide` and `tall` double the cell. Its text is padded already: position is in the spaces. */
export interface TextLine {
  readonly kind: 'text';
  readonly text: string;
  readonly bold: boolean;
  readonly wide: boolean;
  readonly tall: boolean;
}
export type LayoutLine = TextLine | { readonly kind: 'qr'; readonly text: string } | { readonly kind: 'gap' };

/** Box-drawing characters of GB2312 row 9: joined lines in every Chinese printer font. */
const RULE = { single: '─', double: '━' } as const;

function line(text: string, style: Partial<Omit<TextLine, 'kind' | 'text'>> = {}): TextLine {
  return { kind: 'text', text: text.trimEnd(), bold: false, wide: false, tall: false, ...style };
}

function rule(style: 'single' | 'double', paper: Paper): TextLine {
  return line(RULE[style].repeat(paper.columns / 2));
}

/** The subject as large as it fits: double size on one line, else double height. */
function headingLines(text: string, level: 1 | 2, paper: Paper): LayoutLine[] {
  const clean = plainLine(text).trim();
  if (level === 2) return wrap(clean, paper.columns).map((part) => line(part, { bold: true }));
  const half = paper.columns / 2;
  if (textWidth(clean) <= half)
    return [line(pad(clean, half, 'center'), { bold: true, wide: true, tall: true })];
  return balanced(clean, paper.columns).map((part) =>
    line(pad(part, paper.columns, 'center'), { bold: true, tall: true }),
  );
}

/** Lines of about equal length, so that a title does not leave one character alone. */
function balanced(text: string, columns: number): string[] {
  const count = wrap(text, columns).length;
  for (let width = Math.ceil(textWidth(text) / count); width < columns; width += 1) {
    const lines = wrap(text, width);
    if (lines.length === count) return lines;
  }
  return wrap(text, columns);
}

function blockLines(block: SlipBlock, paper: Paper): LayoutLine[] {
  switch (block.type) {
    case 'heading':
      return headingLines(block.text, block.level, paper);
    case 'text':
      return paragraphs(block.text).flatMap((text) =>
        wrap(text, paper.columns).map((part) =>
          line(pad(part, paper.columns, block.align ?? 'left'), { bold: block.bold ?? false }),
        ),
      );
    case 'pair':
      return pairLines(block.label, block.value, paper.columns).map((text) =>
        line(text, { bold: block.strong ?? false, tall: block.strong ?? false }),
      );
    case 'table':
      return tableLines(block, paper.columns).map((part) =>
        part.rule ? rule('single', paper) : line(part.text, { bold: part.bold ?? false }),
      );
    case 'rule':
      return [rule(block.style, paper)];
    case 'qr':
      return [{ kind: 'gap' }, { kind: 'qr', text: block.text }, { kind: 'gap' }];
    case 'footer':
      return balanced(plainLine(block.text).trim(), paper.columns).map((text) =>
        line(pad(text, paper.columns, 'center')),
      );
  }
}

/**
 * All lines of a slip. A slip longer than `limits.slipLines` loses the end of its texts and tables, says so, and keeps
 * everything that is not text or table (QR, check code, time).
 */
export function layout(slip: Slip, paper: Paper): LayoutLine[] {
  const groups = slip.blocks.map((block) => ({ block, lines: blockLines(block, paper) }));
  let over = groups.reduce((sum, group) => sum + group.lines.length, 0) - limits.slipLines;
  const note = line(slipText.moreLines);
  for (const group of groups.toReversed()) {
    if (over <= 0) break;
    if (group.block.type !== 'table' && group.block.type !== 'text') continue;
    const keep = Math.max(0, group.lines.length - over - 1);
    over -= group.lines.length - keep - 1;
    group.lines = [...group.lines.slice(0, keep), note];
  }
  return groups.flatMap((group) => group.lines);
}
