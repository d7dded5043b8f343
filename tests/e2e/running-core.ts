/** A core in a process of its own, without a supervisor. */
import path from 'node:path';
import { loadKioskConfig } from '../../kiosk-config/load.ts';
import type { CoreOrder } from '../../main/launch/core-order.ts';
import { type CoreProcess, startCoreProcess } from '../../main/launch/core-process.ts';
import type { CoreAddress } from '../../main/launch/surface-url.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type RunningCore = CoreProcess & { address: CoreAddress; pid: number; healthToken: string };

/** Starts one and waits until it listens. */
export async function startCore(
  { config, data }: { config: string; data: string },
  more: Partial<CoreOrder> = {},
): Promise<RunningCore> {
  const tokens = { terminal: 'T'.repeat(43), board: 'B'.repeat(43) };
  const healthToken = 'H'.repeat(43);
  const { config: read, problems } = loadKioskConfig(config);
  if (!read) throw new Error(JSON.stringify(problems));
  const order: CoreOrder = {
    ...{ config: read, tokens, healthToken, port: 0, mode: 'normal', happened: {} },
    ...more,
  };
  const pages = path.join(root, 'dist/renderer');
  const args = [path.join(root, 'main/core/main.ts'), '--data', data, '--pages', pages];
  const ready = Promise.withResolvers<{ port: number; pid: number }>();
  const core = startCoreProcess({ node: process.execPath, args }, order, {
    ready: ready.resolve,
    restartWanted: () => {},
  });
  void core.ended.then((code) => ready.reject(new Error(`the core ended with ${code}`)));
  const { port, pid } = await ready.promise;
  return { ...core, address: { port, tokens: order.tokens }, pid, healthToken };
}
