/** A division's list of items, and the poster that leads to it from the physical board (R5.6). */
import { toString as qrToString } from 'qrcode';
import { dayOf } from '../../main/calendar/days.ts';
import type { ModuleId } from '../../main/contract/content.ts';
import { modules } from '../../main/text/common.ts';
import { webText } from '../../main/text/county-web.ts';
import { type Html, html, raw } from './html.ts';
import type { Site } from './item-page.ts';
import { page } from './page.ts';

export type ListedItem = { id: string; title: string; module: ModuleId; publishedAt: number };

function moduleHtml(module: ModuleId, items: readonly ListedItem[]): Html | undefined {
  const own = items.filter((item) => item.module === module);
  if (own.length === 0) return undefined;
  const rows = own.map(
    (item) =>
      html`<li><span class="day">${dayOf(item.publishedAt)}</span><a href="../${item.id}/">${item.title}</a></li>`,
  );
  return html`<h2>${modules[module].title}</h2><ul class="items">${rows}</ul>`;
}

/** The page at `<code>/`. Newest first. */
export function divisionPage(name: string, items: readonly ListedItem[], site: Site): string {
  const sorted = [...items].sort((left, right) => right.publishedAt - left.publishedAt);
  const lists = (Object.keys(modules) as ModuleId[]).map((module) => moduleHtml(module, sorted));
  const body = html`<h1>${name} ${webText.list}</h1>${items.length === 0 ? html`<p>${webText.none}</p>` : lists}`;
  return page({ title: name, site: site.name, demo: site.demo, body });
}

/** A poster of one sheet, A4 to A2, with the address as a QR code of correction level Q: boards stand in the rain. */
export async function poster(name: string, address: string, site: Site): Promise<string> {
  const code = await qrToString(address, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 });
  const body = html`<style>
main{text-align:center}h1{font-size:2.4rem}svg{width:min(80vw,34rem);height:auto}
@page{margin:15mm}@media print{header,footer{display:none}}
</style>
<h1>${webText.posterTitle}</h1><p>${webText.posterLine(name)}</p>${raw(code)}<p>${address}</p><p>${webText.posterFoot}</p>`;
  return page({ title: webText.posterTitle, site: site.name, demo: site.demo, body });
}
