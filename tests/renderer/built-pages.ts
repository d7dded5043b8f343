/** The pages as they are in the sources now: a copy of the test's own, as dist/ may be built anew by another at any moment. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../../build/bootstrap/built.mjs';
import { withLock } from '../../build/bootstrap/lock.mjs';

const root = path.resolve(import.meta.dirname, '../..');

export interface BuiltPages {
  folder: string;
  remove(): void;
}

/** Built once for all that ask, whatever runs beside; copied while nobody builds. */
export async function buildPages(): Promise<BuiltPages> {
  await ensureBuilt(root);
  const folder = mkdtempSync(path.join(tmpdir(), 'sanwu-pages-'));
  await withLock(root, async () => cpSync(path.join(root, 'dist', 'renderer'), folder, { recursive: true }));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
