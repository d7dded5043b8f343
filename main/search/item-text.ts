/** Everything of an item that search finds, as one text of fields (design.md, "Search"). */
import type { ItemVersion, SignOff, Table } from '../contract/content.ts';
import { markdownText } from './markdown-text.ts';
import { clean, fieldBreak, fold, oneField } from './normalise.ts';

/** The newest version of an item, with the titles of the catalogue entries under which it is filed. */
export interface SearchDocument {
  readonly content: ItemVersion;
  readonly catalogueTitles: readonly string[];
  /** Year under which it is filed, for the filter. */
  readonly year: number;
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

/** `folded` is what is compared; `shown` the same as people may read it, see normalise.ts. The title is the first field. */
export function itemText({ content, catalogueTitles }: SearchDocument): { folded: string; shown: string } {
  const fields: (string | undefined)[] = [];
  for (const table of content.tables) tableFields(table, fields);
  for (const attachment of content.attachments) fields.push(attachment.title, attachment.name);
  const { project, power } = content;
  fields.push(project?.name, project?.code, project?.missing);
  fields.push(power?.code, power?.basis, power?.executes, power?.supervises);
  for (const step of power?.steps ?? []) fields.push(step.who, step.does);
  fields.push(...signOffFields(content.compiled), ...content.reviewed.flatMap(signOffFields));
  fields.push(...signOffFields(content.approved), content.correction?.reason);
  // In lower case: a period alone should not make `shown` differ from `folded`, which doubles what is read and kept.
  fields.push(...catalogueTitles, content.period?.toLowerCase(), content.dated);
  const head = [oneField(content.title), oneField(content.emphasis ?? ''), markdownText(content.body)];
  const rest = fields.flatMap((field) => (field ? [oneField(field)] : []));
  const shown = clean([...head, ...rest].join(fieldBreak)).replace(/ *\n[ \n]*/g, fieldBreak);
  return { folded: fold(shown), shown };
}
