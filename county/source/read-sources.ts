/** Reads publishing sources: folders and files become drafts, every mistake is listed (conventions.md, R4.4, R5.1). */
import { itemText } from '../../main/text/source.ts';
import { discover } from './discover.ts';
import { bareFileText } from './item-tables.ts';
import { type ReadItem, readItem } from './read-item.ts';
import { ProblemList } from './refusal.ts';
import { NamedFiles } from './source-file.ts';
import type { ReadOptions, ReadResult } from './source-types.ts';

/** What can only be seen over the whole batch: ids used twice, `follows` that lead nowhere. */
function checkTogether(items: readonly ReadItem[], options: ReadOptions, problems: ProblemList): void {
  const firstUse = new Map<string, string>();
  for (const { draft, idLine } of items) {
    const id = draft.requestedId;
    if (id === undefined) continue;
    const earlier = firstUse.get(id);
    if (earlier === undefined) firstUse.set(id, draft.file);
    else problems.add(draft.file, idLine, 'id', itemText.idRepeated(earlier));
  }
  for (const { draft, followsLine } of items) {
    const { follows } = draft;
    if (follows === undefined || firstUse.has(follows) || !options.itemExists || options.itemExists(follows))
      continue;
    problems.add(draft.file, followsLine, 'follows', itemText.followsUnknown(follows));
  }
}

/**
 * Reads everything under `paths`, in the order of the paths and names. Never throws for what is wrong with a source: that is in
 * `problems`, of all files at once; with any of them nothing may be published.
 * @throws only for faults of the machine (out of memory, I/O errors)
 */
export async function readSources(paths: readonly string[], options: ReadOptions): Promise<ReadResult> {
  const problems = new ProblemList();
  const used = new NamedFiles();
  const found = await discover(paths, problems);
  const items: ReadItem[] = [];
  for (const item of found.items) {
    const read = await readItem(item, options, problems, used);
    if (read) items.push(read);
  }
  for (const file of found.bare) {
    if (!used.covers(file.path)) problems.add(file.shown, 1, 'file', bareFileText(file));
  }
  checkTogether(items, options, problems);
  return {
    drafts: items.map((item) => item.draft),
    problems: problems.sorted(),
    warnings: problems.warnings(),
  };
}
