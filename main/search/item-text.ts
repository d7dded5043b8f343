/** Everything of an item that search finds, as one text of fields (design.md, "Search"). */
import type { ItemVersion, SignOff, Table } from '../contract/content.ts';
import { markdownText } from './markdown-text.ts';
import { clean, fieldBreak, filedMark, fold, oneField } from './normalise.ts';
import type { SoundedText } from './sounds.ts';

/** The newest version of an item, with the titles of the catalogue entries under which it is filed. */
export interface SearchDocument {
  readonly content: ItemVersion;
  readonly catalogueTitles: readonly string[];
  /** Year under which it is filed, for the filter. */
  readonly year: number;
  /** Text of its PDF attachments, where it could be read. */
  readonly files?: readonly string[];
}

/** What the index keeps of an item. */
export interface IndexedText {
  /** What is compared; the title is the first field. */
  readonly folded: string;
  /** The same as people may read it, see normalise.ts. */
  readonly shown: string;
  /** Amounts of its tables, 分. */
  readonly fen: readonly number[];
  /** What is found by its sound as well. */
  readonly sounded: readonly SoundedText[];
}

function tableFields(table: Table, fields: (string | undefined)[]): void {
  fields.push(table.title);
  for (const row of table.header) for (const cell of row) fields.push(cell.text);
  for (const column of table.columns) fields.push(column.title);
  for (const row of table.rows) {
    fields.push(row.id);
    for (const cell of row.cells) fields.push(cell.text);
  }
}

/** The step's name is the catalogue's code, not a word that people see. */
const signOffFields = (signOff: SignOff | undefined) => [signOff?.by];

/** Columns whose cells are persons. */
const nameColumn = /姓名|户主|负责人|经办人|申请人|联系人|承包人|受益人|领取人|名字/;
const personName = /^[\p{Script=Han}·]{2,4}$/u;
/** Names of one item that are found by their sound. */
const mostNames = 1_000;

function namesOf({ columns, rows }: Table): string[] {
  const named = columns.flatMap(({ title }, index) => (nameColumn.test(title) ? [index] : []));
  if (named.length === 0) return [];
  return rows.flatMap(({ cells }) =>
    named.flatMap((index) => {
      const text = cells[index]?.text.trim() ?? '';
      return personName.test(text) ? [text] : [];
    }),
  );
}

function soundedTexts({ content, catalogueTitles }: SearchDocument): SoundedText[] {
  const texts = [content.title, content.emphasis, content.project?.name, ...catalogueTitles];
  const people = [content.compiled, ...content.reviewed, content.approved].flatMap((each) =>
    each && personName.test(each.by) ? [each.by] : [],
  );
  const names = new Set([...people, ...content.tables.flatMap(namesOf)]);
  return [
    ...texts.flatMap((text) => (text ? [{ text: oneField(text), kind: 'text' as const }] : [])),
    ...Array.from(names)
      .slice(0, mostNames)
      .map((text) => ({ text, kind: 'name' as const })),
  ];
}

function fenOf(tables: readonly Table[]): number[] {
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  return cells.flatMap(({ fen }) => (fen === undefined || fen === 0 ? [] : [fen]));
}

function partFields({ project, power }: ItemVersion, fields: (string | undefined)[]): void {
  fields.push(project?.name, project?.code, project?.missing);
  fields.push(power?.code, power?.basis, power?.executes, power?.supervises);
  for (const step of power?.steps ?? []) fields.push(step.who, step.does);
}

export function itemText(document: SearchDocument): IndexedText {
  const { content, catalogueTitles, files = [] } = document;
  const fields: (string | undefined)[] = [];
  for (const table of content.tables) tableFields(table, fields);
  for (const attachment of content.attachments) fields.push(attachment.title, attachment.name);
  partFields(content, fields);
  fields.push(...signOffFields(content.compiled), ...content.reviewed.flatMap(signOffFields));
  fields.push(...signOffFields(content.approved), content.correction?.reason);
  // In lower case: a period alone should not make `shown` differ from `folded`, which doubles what is read and kept.
  fields.push(content.period?.toLowerCase(), content.dated, ...files);
  const head = [oneField(content.title), oneField(content.emphasis ?? ''), markdownText(content.body)];
  const rest = fields.flatMap((field) => (field ? [oneField(field)] : []));
  const said = cleaned([...head, ...rest].join(fieldBreak));
  const shown = said + filedMark + cleaned(catalogueTitles.join(fieldBreak));
  return { folded: fold(shown), shown, fen: fenOf(content.tables), sounded: soundedTexts(document) };
}

const cleaned = (text: string) => clean(text).replace(/ *\n[ \n]*/g, fieldBreak);
