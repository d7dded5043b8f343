/** Tables, powers and projects on a public page: all that the terminal shows of an item's own content. */
import type { ItemVersion, Table } from '../../main/contract/content.ts';
import { stages, totals } from '../../main/text/common.ts';
import { webText } from '../../main/text/county-web.ts';
import { type Html, html, raw } from './html.ts';

/** A name and its value; nothing where there is no value. */
export const row = (name: string, value: string | undefined): Html | undefined =>
  value === undefined || value === '' ? undefined : html`<dt>${name}</dt><dd>${value}</dd>`;

/** Where a column does not add up: said beside the figure, which stays as published. */
function doubtsHtml(table: Table): Html[] {
  return table.totals.flatMap(({ column, differenceFen, result }) => {
    if (result === 'equal') return [];
    const unit = table.columns[column]?.unit ?? '元';
    return [html`<p class="doubt">${totals[result](differenceFen, unit)}</p>`];
  });
}

export function tableHtml(table: Table): Html {
  const isFigure = (at: number) => ['money', 'number'].includes(table.columns[at]?.kind ?? '');
  const span = (name: string, count: number | undefined) =>
    count ? raw(` ${name}="${Math.trunc(count)}"`) : '';
  const head = table.header.map(
    (cells) =>
      html`<tr>${cells.map((cell) => html`<th${span('colspan', cell.columnSpan)}${span('rowspan', cell.rowSpan)}>${cell.text}</th>`)}</tr>`,
  );
  const rows = table.rows.map(
    ({ kind, cells }) =>
      html`<tr class="${kind}">${cells.map(
        (cell, at) =>
          html`<td${isFigure(at) ? raw(' class="figure"') : ''}${span('colspan', cell.columnSpan)}${span('rowspan', cell.rowSpan)}>${cell.text}</td>`,
      )}</tr>`,
  );
  const caption = table.title === undefined ? '' : html`<caption>${table.title}</caption>`;
  return html`<div class="table" tabindex="0"><table>${caption}<thead>${head}</thead><tbody>${rows}</tbody></table></div>${doubtsHtml(table)}`;
}

/** R1.8: on what ground, by whom, under whose eyes, in which steps. */
export function powerHtml({ power }: ItemVersion): Html | undefined {
  if (power === undefined) return undefined;
  const steps = (power.steps ?? []).map(({ who, does }) =>
    who === undefined ? html`<li>${does}</li>` : html`<li><strong>${who}</strong> ${does}</li>`,
  );
  return html`<dl>${[
    row(webText.basis, power.basis),
    row(webText.executes, power.executes),
    row(webText.supervises, power.supervises),
  ]}</dl>${steps.length === 0 ? '' : html`<h2>${webText.steps}</h2><ol>${steps}</ol>`}`;
}

/** R1.7: which project and stage it belongs to, and why a stage has nothing to show. */
export function projectHtml({ project }: ItemVersion): Html | undefined {
  if (project === undefined) return undefined;
  const { code, name, stage, missing } = project;
  const which = [name, code, stages[stage]].filter((part) => part !== undefined).join(' · ');
  return html`<dl>${[row(webText.stage, which), row(webText.missing, missing)]}</dl>`;
}
