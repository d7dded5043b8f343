/**
 * The signed metadata of what is shown, once more beside content.db: with the packs, which lie in `files/`, content can be made anew
 * without the county when content.db breaks. It is trusted for nothing: it is verified like what comes from a stick.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { classified } from '../../db/errors.ts';
import { syncFile } from '../../db/sync-file.ts';

const keptShape = z.record(z.string(), z.base64());
const fileOf = (folder: string) => path.join(folder, 'kept-metadata.json');

/** Replaces what was kept. @param metadata by role, the files' bytes. @throws SanwuError of a storage kind; the old one stays then */
export function keepMetadata(folder: string, metadata: ReadonlyMap<string, Uint8Array>): void {
  const file = fileOf(folder);
  const draft = `${file}.unfinished`;
  const kept = Object.fromEntries(
    [...metadata].map(([role, bytes]) => [role, Buffer.from(bytes).toString('base64')]),
  );
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, JSON.stringify(kept));
    syncFile(draft);
    renameSync(draft, file);
  } catch (error) {
    throw classified(error, 'kept-metadata.json');
  }
}

/** What was kept; empty where there is none, or none that can be read. */
export function readKeptMetadata(folder: string): ReadonlyMap<string, Uint8Array> {
  try {
    const kept = keptShape.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
    return new Map(Object.entries(kept).map(([role, text]) => [role, Buffer.from(text, 'base64')]));
  } catch {
    return new Map();
  }
}
