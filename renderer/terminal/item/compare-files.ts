/** What changed between two versions in the files that go with them. */
import type { Attachment } from '../../../main/contract/content.ts';
import { rowCells } from '../../../main/contract/table-cells.ts';
import { compare as words } from '../../../main/text/terminal-compare.ts';
import { type LineChange, wholeLine } from './compare-text.ts';
import type { Content } from './shown-version.ts';

export type FileChange =
  | { kind: 'added' | 'removed' | 'replaced'; name: string; isPicture: boolean }
  /** Its name, who may see it, or the line that it proves: old words and new. */
  | { kind: 'told'; about: string; line: LineChange };

interface Pair {
  older: Attachment | undefined;
  newer: Attachment | undefined;
}

const nameOf = ({ title, name }: Attachment) => title ?? name;

/** Takes the first that `isSame` says out of `rest`. */
function take(rest: Attachment[], isSame: (each: Attachment) => boolean): Attachment | undefined {
  const at = rest.findIndex(isSame);
  return at < 0 ? undefined : rest.splice(at, 1)[0];
}

/** The same file first, so that one that changed its name is not taken for another; then the same name. */
function pairsOf(older: readonly Attachment[], newer: readonly Attachment[]): Pair[] {
  const rest = [...older];
  const bySum = newer.map((file) => take(rest, ({ sha256 }) => sha256 === file.sha256));
  const pairs = newer.map((file, index) => ({
    newer: file,
    older: bySum[index] ?? take(rest, (each) => nameOf(each) === nameOf(file)),
  }));
  return [...rest.map((file) => ({ older: file, newer: undefined })), ...pairs];
}

/** The line that a voucher proves: its number says nothing once a row was put in above. */
function provenBy(content: Content): (file: Attachment) => string {
  const [table] = content.tables;
  const rows = table === undefined ? [] : rowCells(table);
  return ({ voucherFor }) => {
    if (voucherFor === undefined) return '';
    const texts = rows[voucherFor - 1]?.cells.filter((_, column) => table?.columns[column]?.kind === 'text');
    const named = texts?.map(({ text }) => text.trim()).find((text) => text !== '' && !/^\d+$/.test(text));
    return named ?? words.row(voucherFor);
  };
}

/** @param proven of the older version's files and of the newer's */
function toldOf(
  older: Attachment,
  newer: Attachment,
  proven: readonly [(file: Attachment) => string, (file: Attachment) => string],
): FileChange[] {
  const name = nameOf(newer);
  const texts = [
    { about: words.renamed, before: nameOf(older), after: name },
    { about: words.access(name), before: words.accessTo[older.access], after: words.accessTo[newer.access] },
    { about: words.proves(name), before: proven[0](older), after: proven[1](newer) },
  ];
  return texts
    .filter(({ before, after }) => before !== after)
    .map(({ about, before, after }) => ({ kind: 'told', about, line: wholeLine(before, after) }));
}

const fileChange = (kind: 'added' | 'removed' | 'replaced', file: Attachment): FileChange => ({
  kind,
  name: nameOf(file),
  isPicture: file.mediaType.startsWith('image/'),
});

export function fileChanges(older: Content, newer: Content): FileChange[] {
  const proven = [provenBy(older), provenBy(newer)] as const;
  return pairsOf(older.attachments, newer.attachments).flatMap((pair): FileChange[] => {
    if (pair.older === undefined) return pair.newer === undefined ? [] : [fileChange('added', pair.newer)];
    if (pair.newer === undefined) return [fileChange('removed', pair.older)];
    const replaced = pair.older.sha256 === pair.newer.sha256 ? [] : [fileChange('replaced', pair.newer)];
    return [...replaced, ...toldOf(pair.older, pair.newer, proven)];
  });
}
