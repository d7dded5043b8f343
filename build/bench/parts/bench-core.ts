/** Starting the product's core for benches, over a folder that already has its content: no link, nothing else running. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type KioskConfig, kioskConfig } from '../../../kiosk-config/schema.ts';
import {
  type CoreOrder,
  type CoreReady,
  coreEnvironment,
  coreMemoryFlags,
} from '../../../main/launch/core-order.ts';
import { makeSyncCounty } from '../../../tests/fakes/sync-county.ts';
import { Folder, importItems, importPacks } from './content-database.ts';
import { demoPacks } from './demo-packs.ts';

/** The core's program and what runs it: its source in development, a bundle in a package. */
export interface CoreProgram {
  readonly node: string;
  readonly entry: string;
}

const fromSource: CoreProgram = {
  node: process.execPath,
  entry: path.resolve(import.meta.dirname, '../../../main/core/main.ts'),
};
const tokens = { terminal: 'made-up-for-a-bench-terminal', board: 'made-up-for-a-bench-board' };
const order: Omit<CoreOrder, 'config'> = {
  tokens,
  healthToken: 'made-up-for-a-bench-health',
  port: 0,
  mode: 'normal',
  happened: {},
};

export interface BenchCore extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  readonly tokens: typeof tokens;
  /** Address of a page: `terminal` with its token, or `bare`. */
  address(page: 'terminal' | 'bare'): string;
}

/** A kiosk's configuration, without a broker. */
async function benchConfig(folder: string): Promise<KioskConfig> {
  const county = await makeSyncCounty();
  const trustedRoot = Buffer.from(county.root).toString('base64');
  county.remove();
  const names = { village: '云溪村', township: '柳桥镇', county: '越州县' };
  const place = { terminal: 'hall-1', village: '990001001001', county: '990001000000', names };
  // A stick that is not in: the core keeps what it has.
  return kioskConfig.parse({ ...place, trustedRoot, folder: path.join(folder, 'no-stick') });
}

/**
 * Starts a core.
 * @param shown so many made-up items, or the demo county's
 * @param pages folder of built pages
 */
export async function startBenchCore(
  shown: { items: number } | 'demo',
  pages: string,
  program = fromSource,
): Promise<BenchCore> {
  const folder = new Folder();
  if (shown === 'demo') await importPacks(folder.path, demoPacks(), true);
  else await importItems(folder.path, shown.items);
  const config = await benchConfig(folder.path);
  const args = [...coreMemoryFlags, program.entry, '--data', folder.path, '--pages', pages];
  const child = spawn(program.node, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...coreEnvironment },
  });
  const exited = once(child, 'exit');
  child.stdin.write(`${JSON.stringify({ ...order, config })}\n`);
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(([code]) => Promise.reject(new Error(`the core ended with ${code}`))),
  ]);
  const { port, pid } = JSON.parse(String(line)) as CoreReady;
  return {
    port,
    pid,
    tokens,
    address: (page) =>
      `http://127.0.0.1:${port}/${page}/${page === 'terminal' ? `#token=${tokens.terminal}` : ''}`,
    async [Symbol.asyncDispose]() {
      // The end of its input ends it.
      child.stdin.end();
      await exited;
      folder[Symbol.dispose]();
    },
  };
}
