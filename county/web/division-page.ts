/** A division's list of items, the county's list of divisions, and the poster that leads there from the physical board (R5.6). */
import { toString as qrToString } from 'qrcode';
import { dayOf } from '../../main/calendar/days.ts';
import type { ModuleId } from '../../main/contract/content.ts';
import { modules } from '../../main/text/common.ts';
import { webText } from '../../main/text/county-web.ts';
import { type Html, html, raw } from './html.ts';
import type { Site } from './item-page.ts';
import { page } from './page.ts';

export type ListedItem = { id: string; title: string; module: ModuleId; publishedAt: number };

const yearOf = ({ publishedAt }: ListedItem) => dayOf(publishedAt).slice(0, 4);

function rowsHtml(items: readonly ListedItem[]): Html {
  const rows = items.map(
    (item) =>
      html`<li><span class="day">${dayOf(item.publishedAt)}</span><a href="../${item.id}/">${item.title}</a></li>`,
  );
  return html`<ul class="items">${rows}</ul>`;
}

/** Years unfold at a touch; the newest is open. */
function moduleHtml(module: ModuleId, items: readonly ListedItem[]): Html | undefined {
  const years = [...Map.groupBy(items, yearOf)];
  if (years.length === 0) return undefined;
  const parts = years.map(
    ([year, own], at) =>
      html`<details${at === 0 ? raw(' open') : ''}><summary>${webText.year(year, own.length)}</summary>${rowsHtml(own)}</details>`,
  );
  return html`<h2>${modules[module].title}</h2>${parts}`;
}

/** The page at `<code>/`. Newest first. */
export function divisionPage(name: string, items: readonly ListedItem[], site: Site): string {
  const sorted = [...items].sort((left, right) => right.publishedAt - left.publishedAt);
  const lists = (Object.keys(modules) as ModuleId[]).map((module) =>
    moduleHtml(
      module,
      sorted.filter((item) => item.module === module),
    ),
  );
  const body = html`<h1>${name} ${webText.list}</h1>${items.length === 0 ? html`<p>${webText.none}</p>` : lists}`;
  return page({ title: name, site, list: { address: '../', title: site.name }, body });
}

/** The page at the site's own address: whoever shortens an address finds the way. @param codes divisions that have a page */
export function countyPage(codes: readonly string[], site: Site): string {
  const rows = codes.map((code) => html`<li><a href="${code}/">${site.places.get(code) ?? code}</a></li>`);
  const body = html`<h1>${site.name}</h1><ul class="items">${rows}</ul>`;
  return page({ title: site.name, site, body });
}

/** Fills a sheet of any size from A4 up, as a board in the rain needs it: the code as large as it goes. */
const posterStyle = `
main{text-align:center;max-width:none}footer{display:none}
h1{font-size:min(9vw,4rem);margin:2rem 0 0}.place{font-size:min(6vw,2.4rem);margin:.5rem 0 1.5rem}
svg{width:min(86vw,44rem);height:auto}.address{font-family:ui-monospace,monospace}
@page{margin:12mm}
@media print{header a{display:none}body{font-size:16pt}h1{font-size:40pt}.place{font-size:24pt}svg{width:150mm}}
`;

/** A poster of one sheet, A4 to A2, with the address as a QR code of correction level Q. */
export async function poster(name: string, address: string, site: Site): Promise<string> {
  const code = await qrToString(address, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 });
  const body = html`<h1>${webText.posterTitle}</h1><p class="place">${webText.posterLine(name)}</p>${raw(code)}
<p class="address">${address}</p><p>${webText.posterFoot}</p>`;
  return page({ title: webText.posterTitle, site, style: posterStyle, body });
}
