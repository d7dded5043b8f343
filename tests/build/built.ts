import path from 'node:path';
import { ensureBuilt } from '../../build/bootstrap/built.mjs';

/** Vitest's global set-up of the e2e project: its tests open what is in dist/, so dist/ must be of today's sources. */
export async function setup(): Promise<void> {
  await ensureBuilt(path.resolve(import.meta.dirname, '../..'));
}
