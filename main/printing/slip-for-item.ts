/** A published item as a slip: what it is, its figures, the start of its tables and text, and where the rest is. */
import { minuteOf } from '../calendar/days.ts';
import { limits } from '../contract/limits.ts';
import { slipText } from '../text/print.ts';
import { keyColumns, nameColumn } from './key-columns.ts';
import type { Slip, SlipBlock, SlipColumn } from './slip.ts';
import { clip, cut } from './slip-clip.ts';

/** One table as people read it: cells are the published text. */
export interface SlipItemTable {
  readonly caption?: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'center' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  /** The last row is the total. It is printed even where rows before it are left out. */
  readonly lastRowIsTotal?: boolean;
  /** These rows were chosen out of so many. */
  readonly chosenOf?: number;
}

/** Plain data for a slip; every text is ready for people. */
export interface SlipItem {
  readonly villageName: string;
  readonly title: string;
  readonly catalogueTitle?: string;
  /** As people say it, e.g. 2026年第三季度. */
  readonly period?: string;
  readonly publisher: string;
  readonly keyFigures: readonly { readonly label: string; readonly value: string; readonly unit: string }[];
  readonly tables: readonly SlipItemTable[];
  /** Plain text; only its beginning is printed. */
  readonly bodyText: string;
  /** Publicity period as people say it. */
  readonly publicity?: string;
  /** What stands above all else: corrected, withdrawn, superseded. */
  readonly notice?: string;
  /** First 8 hex digits of the version's digest. */
  readonly digest8: string;
  readonly qrText: string;
  /** UTC milliseconds. */
  readonly printedAt: number;
  readonly demo: boolean;
}

function head(item: SlipItem): SlipBlock[] {
  const blocks: SlipBlock[] = [];
  if (item.demo) blocks.push({ type: 'text', text: slipText.demoLong, align: 'center', bold: true });
  blocks.push({ type: 'text', text: clip(item.villageName), align: 'center' });
  blocks.push({ type: 'rule', style: 'double' });
  blocks.push({ type: 'heading', level: 1, text: clip(item.title) });
  if (item.notice) blocks.push({ type: 'text', text: clip(item.notice), align: 'center', bold: true });
  blocks.push({ type: 'rule', style: 'single' });
  const pairs: [string, string | undefined][] = [
    [slipText.catalogue, item.catalogueTitle],
    [slipText.period, item.period],
    [slipText.publisher, item.publisher],
    [slipText.publicity, item.publicity],
  ];
  for (const [label, value] of pairs) {
    if (value) blocks.push({ type: 'pair', label, value: clip(value) });
  }
  return blocks;
}

function figures(item: SlipItem): SlipBlock[] {
  if (item.keyFigures.length === 0) return [];
  const shown = item.keyFigures.slice(0, limits.slipKeyFigures);
  const left = item.keyFigures.length - shown.length;
  return [
    { type: 'rule', style: 'single' },
    ...shown.map(
      (figure): SlipBlock => ({
        type: 'pair',
        label: clip(figure.label),
        value: clip(`${figure.value}${figure.unit}`),
        strong: true,
      }),
    ),
    ...(left > 0 ? [{ type: 'text', text: slipText.moreFigures(left) } as const] : []),
  ];
}

function columnOf({ columns }: SlipItemTable, at: number): SlipColumn {
  return { title: clip(columns[at]?.title ?? ''), align: columns[at]?.align ?? 'left' };
}

/** Whoever chose a few rows wants all that stands in them, what the row is about first. */
function columnsOf({ columns, rows, chosenOf }: SlipItemTable): number[] {
  const isFew = chosenOf !== undefined && columns.length * rows.length <= limits.slipChosenCells;
  if (!isFew) return keyColumns(columns);
  const name = nameColumn(columns) ?? 0;
  return [name, ...columns.map((_, at) => at).filter((at) => at !== name)];
}

function tableBlocks(table: SlipItemTable): SlipBlock[] {
  const hasTotal = table.lastRowIsTotal === true && table.rows.length > 0;
  const most = limits.slipTableRows - (hasTotal ? 1 : 0);
  const body = hasTotal ? table.rows.slice(0, -1) : table.rows;
  const rows = [...body.slice(0, most), ...(hasTotal ? table.rows.slice(-1) : [])];
  const left = body.length - Math.min(body.length, most);
  const kept = columnsOf(table);
  const blocks: SlipBlock[] = [{ type: 'rule', style: 'single' }];
  if (table.caption) blocks.push({ type: 'heading', level: 2, text: clip(table.caption) });
  blocks.push({
    type: 'table',
    columns: kept.map((at) => columnOf(table, at)),
    rows: rows.map((row) => kept.map((at) => clip(row[at] ?? ''))),
    total: hasTotal,
  });
  const hidden = table.columns.length - kept.length;
  if (hidden > 0) blocks.push({ type: 'text', text: slipText.moreColumns(hidden) });
  if (left > 0) blocks.push({ type: 'text', text: slipText.more(left) });
  if (table.chosenOf !== undefined)
    blocks.push({ type: 'text', text: slipText.chosen(rows.length, table.chosenOf) });
  return blocks;
}

function body(item: SlipItem): SlipBlock[] {
  const text = item.bodyText.trim();
  if (text === '') return [];
  const excerpt = cut(text, limits.slipBodyCharacters);
  const blocks: SlipBlock[] = [
    { type: 'rule', style: 'single' },
    { type: 'text', text: clip(excerpt) },
  ];
  if (excerpt !== text) blocks.push({ type: 'text', text: slipText.moreText });
  return blocks;
}

/** Builds the slip. Long parts are cut at limits of main/contract/limits.ts, and the slip says that there is more. */
export function slipForItem(item: SlipItem): Slip {
  const tables = item.tables.filter((table) => table.columns.length > 0);
  const shown = tables.slice(0, limits.slipTables);
  const blocks = [...head(item), ...figures(item), ...shown.flatMap(tableBlocks)];
  if (tables.length > shown.length)
    blocks.push({ type: 'text', text: slipText.moreTables(tables.length - shown.length) });
  blocks.push(...body(item));
  blocks.push({ type: 'rule', style: 'double' });
  blocks.push({ type: 'qr', text: item.qrText });
  blocks.push({ type: 'footer', text: slipText.scan });
  blocks.push({ type: 'pair', label: slipText.digest, value: item.digest8 });
  blocks.push({ type: 'pair', label: slipText.printedAt, value: minuteOf(item.printedAt).replace('T', ' ') });
  blocks.push({ type: 'rule', style: 'single' });
  blocks.push({ type: 'footer', text: slipText.closing });
  if (item.demo) blocks.push({ type: 'footer', text: slipText.demo });
  return { blocks };
}
