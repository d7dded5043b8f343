/** What an item's page shows of other items: its story, its project, its power, the statements beside it. */
import { type ItemVersion, type ProjectReference, projectStages } from '../contract/content.ts';
import type { ItemView } from '../contract/views.ts';
import { type CardRow, cardOf } from './cards.ts';
import type { ReaderParts } from './content-types.ts';
import type { ReadStatements } from './read-statements.ts';
import { stageAmount } from './stage-amounts.ts';

/** Items of one story; a longer one shows its nearest. */
const longestStory = 60;
/** Items decided under a power that its page lists. */
const mostResults = 50;
/** Newest items of a column among which the one of a period is sought. */
const columnItems = 200;
const financeColumns = [1, 2, 3, 4, 5, 6, 7].map((number) => `zw.finance.${number}`);
/** 资产 and 资源: what is filed there as stages is a disposal (R1.13). */
const disposalColumns = ['zw.finance.1', 'zw.finance.3'];

type Reference = { row: CardRow; content: ItemVersion; project: ProjectReference };

export class ItemRelations {
  readonly #statements: ReadStatements;
  readonly #parts: ReaderParts;
  readonly #contentOf: (row: CardRow) => ItemVersion | undefined;

  /** @param contentOf newest version of an item; `undefined` when erased */
  constructor(
    statements: ReadStatements,
    parts: ReaderParts,
    contentOf: (row: CardRow) => ItemVersion | undefined,
  ) {
    this.#statements = statements;
    this.#parts = parts;
    this.#contentOf = contentOf;
  }

  #entriesOf(column: string): readonly string[] {
    return this.#parts.inColumn?.(column) ?? [column];
  }

  /** From the first announcement to the last result. A question about an item is no part of its affair. */
  story(row: CardRow): Pick<ItemView, 'story'> {
    const found = new Map([[row.id, row]]);
    let first = row;
    while (first.follows !== null && first.kind !== 'question' && found.size < longestStory) {
      const before = this.#statements.card.get({ id: first.follows });
      if (!before || found.has(before.id) || before.state === 'erased') break;
      found.set(before.id, before);
      first = before;
    }
    for (const each of found.values()) {
      for (const after of this.#statements.followers.all({ id: each.id })) {
        const isQuestion = after.kind === 'question' && after.id !== row.id;
        if (!isQuestion && found.size < longestStory && !found.has(after.id)) found.set(after.id, after);
      }
    }
    if (found.size < 2) return {};
    const rows = [...found.values()].sort(
      (one, other) => one.firstPublishedAt - other.firstPublishedAt || one.number - other.number,
    );
    return { story: rows.map((each) => cardOf(each, this.#parts)) };
  }

  /** All stages in their order (R1.7); one that only explains why it has no document gives its explanation. */
  project(row: CardRow): Pick<ItemView, 'project'> {
    if (row.project === null) return {};
    const rows = this.#statements.project.all({ code: row.project });
    const references = rows.flatMap((each): Reference[] => {
      const content = this.#contentOf(each);
      return content?.project ? [{ row: each, content, project: content.project }] : [];
    });
    const stages = projectStages.map((stage) => {
      const here = references.filter(({ project }) => project.stage === stage);
      const documents = here.filter(({ project }) => project.missing === undefined);
      const missing = here.find(({ project }) => project.missing !== undefined)?.project.missing;
      const amounts = documents
        .filter(({ row: { state } }) => state === 'published')
        .flatMap((each) => {
          const fen = stageAmount(each.content, stage);
          return fen === undefined ? [] : [{ id: each.row.id, fen }];
        });
      return {
        stage,
        items: documents.map((each) => cardOf(each.row, this.#parts)),
        ...(documents.length === 0 && missing !== undefined ? { missing } : {}),
        ...(amounts.length === 0 ? {} : { amounts }),
      };
    });
    const name = references.find(({ project }) => project.name)?.project.name ?? row.title;
    return { project: { code: row.project, name, kind: this.#kindOf(references), stages } };
  }

  /** By where its stages are filed: nothing of them under 工程项目, and something under 资产 or 资源. */
  #kindOf(references: readonly Reference[]): 'works' | 'disposal' {
    const entries = new Set(disposalColumns.flatMap((column) => this.#entriesOf(column)));
    const isWorks = references.some(({ content }) => content.module === 'project');
    const isDisposal = references.some(({ content }) => content.catalogue.some((id) => entries.has(id)));
    return !isWorks && isDisposal ? 'disposal' : 'works';
  }

  /** The power by its code, and what was decided under it. */
  power(row: CardRow): Pick<ItemView, 'power'> {
    const code = row.power;
    if (code === null) return {};
    const all = this.#statements.power.all({ code, most: mostResults });
    const list = all.find(({ kind }) => kind === 'power');
    const results = all.filter(({ id, kind }) => kind !== 'power' && id !== row.id);
    return {
      power: {
        code,
        ...(list ? { list: cardOf(list, this.#parts) } : {}),
        results: results.map((each) => cardOf(each, this.#parts)),
      },
    };
  }

  /** The seven columns beside a statement, of its own division. */
  columns(row: CardRow, content: ItemVersion | undefined): Pick<ItemView, 'columns'> {
    if (content?.module !== 'finance') return {};
    // What its publisher says goes before what the catalogue says of its entries.
    const own = content.catalogue.filter((entry) => financeColumns.includes(entry));
    const columns = financeColumns.flatMap((id) => {
      const title = this.#parts.catalogue(id)?.title;
      if (title === undefined) return [];
      const entries = this.#entriesOf(id);
      const current =
        own.includes(id) || (own.length === 0 && content.catalogue.some((entry) => entries.includes(entry)));
      const item = current ? row : this.#beside(row, entries);
      return [{ id, title, ...(item ? { item: cardOf(item, this.#parts) } : {}), current }];
    });
    return columns.length === 0 ? {} : { columns };
  }

  #beside(row: CardRow, entries: readonly string[]): CardRow | undefined {
    const division = row.id.slice(0, row.id.indexOf('.'));
    const candidates = entries
      .flatMap((entry) => this.#statements.filed.all({ entry, most: columnItems }))
      .filter(({ id }) => id.startsWith(`${division}.`))
      .sort((one, other) => other.publishedAt - one.publishedAt);
    return candidates.find(({ period }) => period !== null && period === row.period) ?? candidates[0];
  }
}
