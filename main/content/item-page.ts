/** One item's page: its versions, its series, and what item-relations.ts finds beside it. */
import type { ItemVersion } from '../contract/content.ts';
import type { ItemView } from '../contract/views.ts';
import { type CardRow, cardOf } from './cards.ts';
import type { ReaderParts } from './content-types.ts';
import { figuresOf, keyFiguresOf, seriesOf } from './figures.ts';
import { ItemRelations } from './item-relations.ts';
import type { ReadStatements } from './read-statements.ts';

/** Bars of the picture: three years of quarters. */
const mostSeries = 12;

type Shown = { content: ItemVersion; digest: string };

type Own = Pick<NonNullable<ItemView['content']>, 'title' | 'emphasis' | 'period' | 'publicity'>;

/** What a version that is not the newest says where the card gives the newest's words. */
function ownOf({ title, emphasis, period, publicity }: ItemVersion): Own {
  return {
    title,
    ...(emphasis === undefined ? {} : { emphasis }),
    ...(period === undefined ? {} : { period }),
    ...(publicity === undefined ? {} : { publicity }),
  };
}

export class ItemPage {
  readonly #statements: ReadStatements;
  readonly #parts: ReaderParts;
  readonly #relations: ItemRelations;

  constructor(statements: ReadStatements, parts: ReaderParts) {
    this.#statements = statements;
    this.#parts = parts;
    this.#relations = new ItemRelations(statements, parts, (row) => this.#shown(row, row.version)?.content);
  }

  /** `undefined`: no such item, or no such version of it. */
  view(id: string, version?: number): ItemView | undefined {
    const row = this.#statements.card.get({ id });
    if (!row) return undefined;
    const shown = this.#shown(row, version ?? row.version);
    if (!shown && row.state !== 'erased') return undefined;
    const trace = { at: row.traceAt ?? 0, reason: row.traceReason ?? '' };
    const follows = row.follows === null ? undefined : this.#statements.card.get({ id: row.follows });
    const card = cardOf(row, this.#parts);
    return {
      card,
      ...(shown ? { content: this.#contentView(row, shown) } : {}),
      catalogueEntries: this.#catalogueEntries(shown?.content.catalogue ?? card.catalogue),
      versions: this.#versions(row),
      ...(row.state === 'withdrawn' ? { withdrawn: trace } : {}),
      ...(row.state === 'erased' ? { erased: trace } : {}),
      ...(follows ? { follows: cardOf(follows, this.#parts) } : {}),
      followedBy: this.#statements.followers.all({ id }).map((each) => cardOf(each, this.#parts)),
      ...this.#series(row, shown?.content),
      ...this.#relations.story(row),
      ...this.#relations.columns(row, shown?.content),
      ...this.#relations.power(row),
      ...this.#relations.project(row),
    };
  }

  #shown(row: CardRow, version: number): Shown | undefined {
    const stored = this.#statements.content.get({ item: row.number, version });
    if (!stored?.content) return undefined;
    // Checked when it was taken in: the database holds only what was verified.
    return { content: JSON.parse(stored.content) as ItemVersion, digest: stored.digest };
  }

  #contentView(row: CardRow, { content, digest }: Shown): ItemView['content'] {
    const { compiled, approved, dated, power, project, correction } = content;
    return {
      version: content.version,
      digest,
      state: content.version === row.version ? row.state : 'superseded',
      ...(content.version === row.version ? {} : ownOf(content)),
      source: content.source,
      body: content.body,
      tables: content.tables,
      attachments: content.attachments.map((each) => ({
        ...each,
        arrived: this.#parts.arrived(each.sha256),
      })),
      ...(dated === undefined ? {} : { dated }),
      ...(compiled === undefined ? {} : { compiled }),
      reviewed: content.reviewed,
      ...(approved === undefined ? {} : { approved }),
      ...(correction === undefined ? {} : { correctionReason: correction.reason }),
      ...(power === undefined ? {} : { power }),
      ...(project === undefined ? {} : { project }),
      keyFigures: keyFiguresOf(content),
    };
  }

  #catalogueEntries(ids: readonly string[]): ItemView['catalogueEntries'] {
    return ids.flatMap((id) => {
      const entry = this.#parts.catalogue(id);
      return entry ? [{ id, title: entry.title, plainTitle: entry.plainTitle, basis: entry.basis }] : [];
    });
  }

  #versions(row: CardRow): ItemView['versions'] {
    return this.#statements.versions.all({ item: row.number }).map(({ reason, ...each }) => ({
      ...each,
      state: row.state === 'erased' || each.version === row.version ? row.state : ('superseded' as const),
      ...(reason === null ? {} : { reason }),
    }));
  }

  /** One item for each period, the newest published; up to the item's own period. */
  #series(row: CardRow, content: ItemVersion | undefined): Pick<ItemView, 'series' | 'seriesLabel'> {
    const label = content && seriesOf(content)?.label;
    if (row.series === null || !label) return { series: [] };
    const byPeriod = new Map<string, ItemView['series'][number]>();
    for (const each of this.#statements.series.all({ series: row.series })) {
      if (each.period === null || each.seriesFen === null) continue;
      const current = each.id === row.id;
      if (byPeriod.get(each.period)?.current) continue;
      byPeriod.set(each.period, { id: each.id, period: each.period, fen: each.seriesFen, current });
    }
    const series = Array.from(byPeriod.values());
    const at = series.findIndex(({ current }) => current);
    const end = at < 0 ? series.length : at + 1;
    const shown = series.slice(Math.max(0, end - mostSeries), end);
    return { series: this.#bothSides(shown, content), seriesLabel: label };
  }

  /** Income beside expenditure, for statements that have both. */
  #bothSides(series: ItemView['series'], content: ItemVersion): ItemView['series'] {
    const { income, expense } = figuresOf(content);
    if (income === undefined || expense === undefined) return series;
    return series.map((each) => {
      const row = this.#statements.card.get({ id: each.id });
      const own = row && this.#shown(row, row.version)?.content;
      const figures = own ? figuresOf(own) : {};
      return {
        ...each,
        ...(figures.income === undefined ? {} : { income: figures.income }),
        ...(figures.expense === undefined ? {} : { expense: figures.expense }),
      };
    });
  }
}
