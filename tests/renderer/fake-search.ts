/** Finds what holds the typed text, for pages over a made-up village; how the core's search finds is its own business. */
import type { ItemView, SearchQuery, SearchView } from '../../main/contract/views.ts';

const pageHits = 50;

const tableTexts = new WeakMap<ItemView, string>();

/** Row by row. */
function tableText(item: ItemView): string {
  const known = tableTexts.get(item);
  if (known !== undefined) return known;
  const rows = item.content?.tables.flatMap((table) => table.rows) ?? [];
  const text = rows.map(({ cells }) => cells.map((cell) => cell.text).join(' ')).join('\n');
  tableTexts.set(item, text);
  return text;
}

function hitIn(item: ItemView, text: string): SearchView['hits'][number] | undefined {
  const inTitle = item.card.title.indexOf(text);
  const body = item.content?.body ?? '';
  const whole = body.includes(text) ? body : tableText(item);
  const at = whole.indexOf(text);
  if (inTitle < 0 && at < 0) return undefined;
  const start = Math.max(0, at - 12);
  return {
    card: item.card,
    titleHits: inTitle < 0 ? [] : [[inTitle, inTitle + text.length]],
    excerpt: at < 0 ? '' : whole.slice(start, at + 40).replaceAll('\n', ' '),
    excerptHits: at < 0 ? [] : [[at - start, at - start + text.length]],
  };
}

/** What only a table holds comes last. */
export function fakeSearch(items: Iterable<ItemView>, query: SearchQuery): SearchView {
  const text = query.text.trim();
  const found = [...items]
    .filter(({ card }) => query.module === undefined || card.module === query.module)
    .filter(({ card }) => query.kind === undefined || card.kind === query.kind)
    .filter(({ card }) => query.year === undefined || card.year === query.year)
    .flatMap((item) => {
      const hit = hitIn(item, text);
      const isFirst = item.card.title.includes(text) || item.content?.body.includes(text) === true;
      return hit === undefined ? [] : [{ hit, isFirst }];
    })
    .sort((a, b) => Number(b.isFirst) - Number(a.isFirst));
  const hits = found.slice(0, pageHits).map(({ hit }) => hit);
  return { hits, ...(found.length > pageHits ? { next: '50' } : {}) };
}
