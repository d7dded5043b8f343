/** What came before and after an item, public answers among it: linked from its page, as the terminal tells its story (R1.9). */
import { dayOf } from '../../main/calendar/days.ts';
import type { ItemKind, ItemRecord, ItemVersion } from '../../main/contract/content.ts';
import { webText } from '../../main/text/county-web.ts';
import { story } from '../../main/text/terminal-item.ts';
import { type Html, html } from './html.ts';

type Neighbour = { id: string; title: string; kind: ItemKind; publishedAt: number; withdrawn: boolean };
/** `before`: absent where the item follows none, or one that is not shown any more. */
export type Beside = { before?: Neighbour; after: readonly Neighbour[] };

function neighbourOf(record: ItemRecord): Neighbour | undefined {
  if (record.state === 'erased') return undefined;
  const newest = record.versions.at(-1)?.content;
  if (!newest) return undefined;
  const { id, title, kind } = newest;
  // When it came, not when it was last corrected.
  const publishedAt = record.versions[0]?.content.publishedAt ?? newest.publishedAt;
  return { id, title, kind, publishedAt, withdrawn: record.state === 'withdrawn' };
}

/** Of all divisions, whichever are built: an answer stands in the asker's village, what it is about may be the township's. */
export class Neighbours {
  readonly #byId = new Map<string, Neighbour>();
  readonly #after = new Map<string, Neighbour[]>();

  constructor(records: Iterable<ItemRecord>) {
    for (const record of records) {
      const found = neighbourOf(record);
      if (!found || record.state === 'erased') continue;
      this.#byId.set(found.id, found);
      const follows = record.versions.at(-1)?.content.follows;
      if (follows !== undefined) this.#after.set(follows, [...(this.#after.get(follows) ?? []), found]);
    }
  }

  of(record: ItemRecord): Beside {
    const follows = record.state === 'erased' ? undefined : record.versions.at(-1)?.content.follows;
    const before = follows === undefined ? undefined : this.#byId.get(follows);
    const after = [...(this.#after.get(record.id) ?? [])].sort(
      (one, other) => one.publishedAt - other.publishedAt || (one.id < other.id ? -1 : 1),
    );
    return { ...(before ? { before } : {}), after };
  }
}

function neighbourHtml(each: Neighbour, place: string): Html {
  const note = [story.kinds[each.kind] ?? place, dayOf(each.publishedAt)].join(' · ');
  const mark = each.withdrawn ? html`（${webText.wasWithdrawn}）` : '';
  return html`<li><span class="day">${note}</span><a href="../../${each.id}/">${each.title}</a>${mark}</li>`;
}

/** Nothing where the item stands alone. */
export function storyHtml({ follows }: ItemVersion, { before, after }: Beside): Html | undefined {
  const unshown = html`<li><a href="../../${follows}/">${webText.before}</a></li>`;
  const rows = [
    before ? neighbourHtml(before, webText.before) : follows === undefined ? undefined : unshown,
    ...after.map((each) => neighbourHtml(each, webText.after)),
  ].filter((row) => row !== undefined);
  return rows.length === 0 ? undefined : html`<h2>${story.title}</h2><ul class="items">${rows}</ul>`;
}
