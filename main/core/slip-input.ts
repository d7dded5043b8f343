/** From an item's view to the plain data of a slip. */
import { yearOfItem } from '../calendar/days.ts';
import type { Table } from '../contract/content.ts';
import { rowTexts } from '../contract/table-cells.ts';
import type { ItemView, Place, PrintInput, TakeAway } from '../contract/views.ts';
import type { SlipItem, SlipItemTable } from '../printing/slip-for-item.ts';
import { periodLabel, publicityLabel, publisherLabel } from '../text/common.ts';
import { slipNotice } from '../text/core.ts';

export function slipTable(table: Table): SlipItemTable {
  return {
    caption: table.title,
    columns: table.columns.map((column) => ({
      title: column.title,
      align: column.kind === 'money' || column.kind === 'number' ? 'right' : 'left',
    })),
    rows: rowTexts(table).map(({ texts }) => texts),
    lastRowIsTotal: table.rows.at(-1)?.kind === 'total',
  };
}

/** @param now UTC milliseconds; undefined for an item without content (erased): there is nothing to print */
export function slipInput(
  view: ItemView,
  takeAway: TakeAway,
  place: Place,
  now: number,
): SlipItem | undefined {
  const { card, content } = view;
  if (!content) return undefined;
  const year = yearOfItem({ publishedAt: now });
  return {
    villageName: place.villageName,
    title: card.title,
    catalogueTitle: card.catalogueTitle,
    period: card.period && periodLabel(card.period),
    publisher: publisherLabel(content.source, place),
    keyFigures: content.keyFigures,
    tables: content.tables.map(slipTable),
    bodyText: content.body,
    publicity: card.publicity && publicityLabel(card.publicity, year),
    notice: slipNotice(content.state, content.version),
    digest8: takeAway.digest8,
    qrText: takeAway.text,
    printedAt: now,
    demo: place.demo,
  };
}

/** The same slip with some rows of one table in place of all figures, tables and text; undefined where there are no such rows. */
export function withRows(
  input: SlipItem,
  { table, chosen }: NonNullable<PrintInput['rows']>,
): SlipItem | undefined {
  const whole = input.tables[table];
  const rows = [...new Set(chosen)]
    .sort((a, b) => a - b)
    .flatMap((at) => whole?.rows.slice(at, at + 1) ?? []);
  if (!whole || rows.length === 0) return undefined;
  const { caption, columns } = whole;
  return {
    ...input,
    keyFigures: [],
    bodyText: '',
    tables: [{ ...(caption === undefined ? {} : { caption }), columns, rows, chosenOf: whole.rows.length }],
  };
}
