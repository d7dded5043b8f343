/** Starting cores for benches, and what they show. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { makeSyncCounty } from '../../../tests/fakes/sync-county.ts';
import { Folder, importItems, importPacks } from './content-database.ts';
import { demoPacks } from './demo-packs.ts';

const project = path.resolve(import.meta.dirname, '../../..');
export const builtPages = path.join(project, 'dist', 'renderer');

export interface CoreAddress {
  readonly port: number;
  readonly pid: number;
  readonly tokens: { readonly terminal: string; readonly board: string };
}

export interface BenchCore extends AsyncDisposable {
  readonly core: CoreAddress;
}

export type Shown = { items: number } | 'demo';

/**
 * Starts a core over `items` made-up items or the demo county's.
 * @param pages folder of built pages
 */
export async function startBenchCore(shown: Shown, pages = builtPages): Promise<BenchCore> {
  const folder = new Folder();
  if (shown === 'demo') await importPacks(folder.path, demoPacks(), true);
  else await importItems(folder.path, shown.items);
  const county = await makeSyncCounty();
  const root = Buffer.from(county.root).toString('base64');
  county.remove();
  const entry = path.join(import.meta.dirname, 'core-process.ts');
  const args = [entry, '--data', folder.path, '--pages', pages, '--root', root];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(([code]) => Promise.reject(new Error(`the core ended with ${code}`))),
  ]);
  return {
    core: JSON.parse(String(line)) as CoreAddress,
    async [Symbol.asyncDispose]() {
      // The end of its input ends it.
      child.stdin.end();
      await exited;
      folder[Symbol.dispose]();
    },
  };
}

/** A copy of the built pages, for a bench that adds its own to them. */
export function copyPages(to: string): void {
  cpSync(builtPages, to, { recursive: true });
}
