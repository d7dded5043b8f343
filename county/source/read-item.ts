/** One Markdown file and what lies beside it become a draft. */
import path from 'node:path';
import { limits } from '../../main/contract/limits.ts';
import { frontMatterText, itemText } from '../../main/text/source.ts';
import type { FoundItem } from './discover.ts';
import { type Mapping, type Report, readFrontMatter } from './front-matter.ts';
import { attachmentBeside, readAttachments } from './item-attachments.ts';
import { readItemFields } from './item-fields.ts';
import { ItemTables, isTableFile } from './item-tables.ts';
import { isPlainText } from './plain-text.ts';
import type { ProblemList } from './refusal.ts';
import { decodeText, type NamedFiles, readBytes, type SourceFile, shownName } from './source-file.ts';
import type { DraftAttachment, ReadOptions, SourceDraft } from './source-types.ts';

/** A draft and where its `follows` stands, to be checked when all items are known. */
export type ReadItem = { draft: SourceDraft; idLine: number; followsLine: number };

/** Namesakes that neither `tables` nor `attachments` names are the item's source; the others are already read. */
async function readBeside(
  found: FoundItem,
  used: ReadonlySet<string>,
  problems: ProblemList,
  table: (file: SourceFile) => Promise<void>,
): Promise<DraftAttachment[]> {
  const attachments: DraftAttachment[] = [];
  for (const file of found.beside) {
    if (used.has(file.path)) continue;
    try {
      if (isTableFile(file)) await table(file);
      else attachments.push(await attachmentBeside(file));
    } catch (thrown) {
      problems.addRefusal(file.shown, thrown);
    }
  }
  return attachments;
}

/** Paths that the lists name, to know which namesakes are spoken for before any is read. */
function namedPaths(root: Mapping, found: FoundItem): Set<string> {
  const named = new Set<string>();
  for (const key of ['tables', 'attachments']) {
    if (!root.has(key)) continue;
    for (const name of root.names(key)) named.add(path.join(found.folder.path, name.normalize('NFC')));
  }
  return named;
}

function checkBody(body: string, report: Report, line: number): void {
  if (body.length > limits.bodyCharacters) report(line, 'body', itemText.bodyTooLong(limits.bodyCharacters));
  else if (!isPlainText(body)) {
    const at = body.split('\n').findIndex((text) => !isPlainText(text));
    report(line + at, 'body', frontMatterText.control());
  }
}

/**
 * Reads one item; what is wrong goes to `problems`.
 * @param used takes the files that the item names
 * @returns `undefined` when it cannot be a draft
 */
export async function readItem(
  found: FoundItem,
  options: ReadOptions,
  problems: ProblemList,
  used: NamedFiles,
): Promise<ReadItem | undefined> {
  const { shown } = found.markdown;
  const before = problems.length;
  const report: Report = (line, field, text) => problems.add(shown, line, field, text);
  try {
    shownName(shown);
    const text = decodeText(await readBytes(found.markdown.path, limits.sourceMarkdownBytes));
    const { root, body, bodyLine } = readFrontMatter(text, report);
    checkBody(body, report, bodyLine);
    if (!root) {
      used.addUnclear(found.folder.path);
      return undefined;
    }
    const fields = readItemFields(root, options);
    const spoken = namedPaths(root, found);
    const tables = new ItemTables(found, problems, used);
    const beside = await readBeside(found, spoken, problems, (file) => tables.readBeside(file, fields?.kind));
    await tables.readListed(root, fields?.kind);
    const entry =
      fields?.catalogue[0] === undefined ? undefined : options.catalogueEntry(fields.catalogue[0]);
    const rows = tables.tables[0]?.rows.length ?? 0;
    const listed = await readAttachments(root, found, used, entry, rows);
    if (!fields || problems.length > before) return undefined;
    const draft: SourceDraft = {
      ...fields,
      file: shown,
      body,
      tables: tables.tables,
      attachments: [...beside, ...listed],
    };
    return { draft, idLine: root.lineOf('id'), followsLine: root.lineOf('follows') };
  } catch (thrown) {
    problems.addRefusal(shown, thrown);
    used.addUnclear(found.folder.path);
    return undefined;
  }
}
