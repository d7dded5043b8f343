/** Finds the items under what `publish` is given: Markdown files, and the bare files that lie beside them (conventions.md). */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { limits } from '../../main/contract/limits.ts';
import { sourceFileText } from '../../main/text/source.ts';
import { type ProblemList, SourceRefusal } from './refusal.ts';
import { onFile, requireInside, type SourceFile } from './source-file.ts';

/**
 * `root` bounds what the item may name; `folder` is where its names start. `beside`: bare files of the same name
 * (收支.xlsx or 收支.xlsx.md's 收支.xlsx), which are its source without being named.
 */
export type FoundItem = { markdown: SourceFile; root: string; folder: SourceFile; beside: SourceFile[] };

/** `bare`: files of folders that are no item's namesake; unless some item names them they are a mistake. */
export type Found = { items: FoundItem[]; bare: SourceFile[] };

const ignored = /^(?:\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;
const isMarkdown = (name: string): boolean => /\.md$/i.test(name);
const byName = (left: Dirent, right: Dirent): number => (left.name < right.name ? -1 : 1);

/** Whether `name` is a bare file that `markdown` describes. */
function isNamesake(markdown: string, name: string): boolean {
  const described = markdown.replace(/\.md$/i, '').normalize('NFC');
  const bare = name.normalize('NFC');
  return bare === described || bare.replace(/\.[^.]+$/, '') === described;
}

class Walk {
  readonly found: Found = { items: [], bare: [] };
  readonly #problems: ProblemList;
  #files = 0;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  async folder(root: string, folder: SourceFile, depth: number): Promise<void> {
    if (depth > limits.sourceDepth) throw new SourceRefusal(sourceFileText.tooDeep(limits.sourceDepth));
    const entries = (await onFile(() => readdir(folder.path, { withFileTypes: true })))
      .filter((entry) => !ignored.test(entry.name))
      .sort(byName);
    const child = (entry: Dirent): SourceFile => ({
      path: path.join(folder.path, entry.name),
      shown: path.join(folder.shown, entry.name),
    });
    const files: SourceFile[] = [];
    for (const entry of entries.filter((candidate) => !candidate.isDirectory())) {
      await this.#guarded(child(entry), async (file) => files.push(await this.#file(root, file, entry)));
    }
    this.#sort(root, folder, files);
    for (const entry of entries.filter((candidate) => candidate.isDirectory())) {
      await this.#guarded(child(entry), (below) => this.folder(root, below, depth + 1));
    }
  }

  /** One bad file or folder does not end the walk. */
  async #guarded(place: SourceFile, visit: (place: SourceFile) => Promise<unknown>): Promise<void> {
    try {
      await visit(place);
    } catch (thrown) {
      this.#problems.addRefusal(place.shown, thrown);
    }
  }

  async #file(root: string, child: SourceFile, entry: Dirent): Promise<SourceFile> {
    if (++this.#files > limits.sourceFiles)
      throw new SourceRefusal(sourceFileText.tooManyFiles(limits.sourceFiles));
    if (entry.isFile()) return child;
    if (!entry.isSymbolicLink()) throw new SourceRefusal(sourceFileText.notAFile());
    const resolved = await onFile(() => realpath(child.path));
    requireInside(root, resolved);
    if (!(await stat(resolved)).isFile()) throw new SourceRefusal(sourceFileText.notAFile());
    return { path: resolved, shown: child.shown };
  }

  #sort(root: string, folder: SourceFile, files: readonly SourceFile[]): void {
    const bare = new Set(files.filter((file) => !isMarkdown(file.shown)));
    for (const markdown of files.filter((file) => isMarkdown(file.shown))) {
      const name = path.basename(markdown.shown);
      const beside = [...bare].filter((file) => isNamesake(name, path.basename(file.shown)));
      for (const file of beside) bare.delete(file);
      this.found.items.push({ markdown, root, folder, beside });
    }
    this.found.bare.push(...bare);
  }

  /** One file that was named itself, with its namesakes. */
  async single(file: SourceFile): Promise<void> {
    const folder = { path: path.dirname(file.path), shown: path.dirname(file.shown) };
    const entries = (await onFile(() => readdir(folder.path, { withFileTypes: true })))
      .filter((entry) => entry.isFile() && !ignored.test(entry.name))
      .sort(byName);
    const place = (name: string): SourceFile => ({
      path: path.join(folder.path, name),
      shown: path.join(folder.shown, name),
    });
    const own = path.basename(file.path);
    const names = entries.map((entry) => entry.name);
    const markdown = isMarkdown(own) ? own : names.find((name) => isMarkdown(name) && isNamesake(name, own));
    if (markdown === undefined) {
      this.found.bare.push(file);
      return;
    }
    const beside = names.filter((name) => !isMarkdown(name) && isNamesake(markdown, name)).map(place);
    this.found.items.push({ markdown: place(markdown), root: folder.path, folder, beside });
  }
}

/** Walks all paths; a file that is found twice counts once. What cannot be walked is in `problems`. */
export async function discover(paths: readonly string[], problems: ProblemList): Promise<Found> {
  const walk = new Walk(problems);
  for (const given of paths) {
    try {
      const resolved = await onFile(() => realpath(given));
      const before = walk.found.items.length + walk.found.bare.length;
      const place = { path: resolved, shown: given };
      if (!(await stat(resolved)).isDirectory()) await walk.single(place);
      else {
        await walk.folder(resolved, place, 1);
        if (walk.found.items.length + walk.found.bare.length === before) {
          throw new SourceRefusal(sourceFileText.empty());
        }
      }
    } catch (thrown) {
      problems.addRefusal(given, thrown);
    }
  }
  const items = new Map(walk.found.items.map((item) => [item.markdown.path, item] as const));
  return { items: [...items.values()], bare: walk.found.bare };
}
