/** Temp folders of sources for tests, and the options of a made-up village. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { readSources } from '../../../county/source/read-sources.ts';
import type { ReadOptions, ReadResult, SourceDraft } from '../../../county/source/source-types.ts';
import { entryById } from '../../../main/catalogue/index.ts';

export const village = '990101101201';

export const options: ReadOptions = {
  division: village,
  divisionKind: 'village',
  source: 'county',
  catalogueEntry: (id) => entryById(id),
  now: Date.UTC(2026, 9, 8, 1, 0),
};

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files into a new temp folder that goes when the test ends. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sanwu-source-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

/** Markdown with a title, a catalogue entry and the given further lines of front matter. */
export const markdown = (lines: string, body = '正文。'): string =>
  `---\ntitle: 2026年第三季度村集体收支明细\ncatalogue: [village.finance.1]\n${lines === '' ? '' : `${lines}\n`}---\n\n${body}\n`;

export async function read(files: Files, change: Partial<ReadOptions> = {}): Promise<ReadResult> {
  return readSources([await folderOf(files)], { ...options, ...change });
}

/** The one draft of files that must be in order. */
export async function draftOf(files: Files, change: Partial<ReadOptions> = {}): Promise<SourceDraft> {
  const { drafts, problems } = await read(files, change);
  if (problems.length > 0 || drafts.length !== 1 || !drafts[0]) {
    throw new Error(`expected one draft: ${JSON.stringify({ problems, drafts: drafts.length })}`);
  }
  return drafts[0];
}

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
