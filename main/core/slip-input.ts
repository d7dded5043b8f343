/** From an item's view to the plain data of a slip. */
import { yearOfItem } from '../calendar/days.ts';
import type { Table } from '../contract/content.ts';
import type { ItemView, Place, TakeAway } from '../contract/views.ts';
import type { SlipItem, SlipItemTable } from '../printing/slip-for-item.ts';
import { periodLabel, publicityLabel, publisherLabel } from '../text/common.ts';
import { slipNotice } from '../text/core.ts';

function slipTable(table: Table): SlipItemTable {
  return {
    caption: table.title,
    columns: table.columns.map((column) => ({
      title: column.title,
      align: column.kind === 'money' || column.kind === 'number' ? 'right' : 'left',
    })),
    rows: table.rows.map((row) => row.cells.map((cell) => cell.text)),
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
