/** Slip → lines of character cells, the same for native text and for pictures. */
import { limits } from '../contract/limits.ts';
import { slipText } from '../text/print.ts';
import { pad, paragraphs, plainLine, wrap, wrapHeading } from './cells.ts';
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

/** A title on more double-size lines than this reads worse than in double height. */
const MOST_DOUBLE_LINES = 3;
/** Box-drawing characters of GB2312 row 9: joined lines in every Chinese printer font. */
const RULE = { single: '─', double: '━' } as const;

function line(text: string, style: Partial<Omit<TextLine, 'kind' | 'text'>> = {}): TextLine {
  return { kind: 'text', text: text.trimEnd(), bold: false, wide: false, tall: false, ...style };
}

function rule(style: 'single' | 'double', paper: Paper): TextLine {
  return line(RULE[style].repeat(paper.columns / 2));
}

/** The subject as large as it fits: double size on up to three lines, else double height. */
function headingLines(text: string, level: 1 | 2, paper: Paper): LayoutLine[] {
  const clean = plainLine(text).trim();
  if (level === 2) return wrapHeading(clean, paper.columns).map((part) => line(part, { bold: true }));
  const half = paper.columns / 2;
  const double = wrapHeading(clean, half);
  if (double.length <= MOST_DOUBLE_LINES)
    return double.map((part) => line(pad(part, half, 'center'), { bold: true, wide: true, tall: true }));
  return wrapHeading(clean, paper.columns).map((part) =>
    line(pad(part, paper.columns, 'center'), { bold: true, tall: true }),
  );
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
      return wrapHeading(plainLine(block.text).trim(), paper.columns).map((text) =>
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
