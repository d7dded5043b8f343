/**
 * Entry of a process: a whole core whose clock runs many times as fast. Argument: JSON of `FastCore`. Answers every message
 * of its parent with what it holds, garbage collected. Needs `--expose-gc`.
 *
 * The network stays in real time: only the clock is fast, and the tick by which the schedule looks at it.
 */
import path from 'node:path';
import { kioskConfig } from '../../../kiosk-config/schema.ts';
import { startCore } from '../../../main/core/core.ts';
import { openLog } from '../../../main/core/log.ts';

export type FastCore = {
  data: string;
  /** A kiosk's configuration. */
  config: object;
  clock: FastClock;
  /** Bearer of both pages. */
  token: string;
};
/** UTC ms of the real clock at which the simulated one showed `from`, and how fast it runs. */
export type FastClock = { began: number; from: number; factor: number };
export type CoreHolds = { heap: number; external: number; buffers: number; handles: number };

export const simulatedNow = ({ began, from, factor }: FastClock): number =>
  from + (Date.now() - began) * factor;

/** main/sync/schedule.ts */
const scheduleTick = 5_000;

async function run({ data, config, clock, token }: FastCore): Promise<void> {
  const realInterval = globalThis.setInterval;
  globalThis.setInterval = ((work: () => void, delay: number) =>
    realInterval(work, delay === scheduleTick ? delay / clock.factor : delay)) as typeof setInterval;
  const { log, close } = openLog(path.join(data, 'logs'), 'info');
  const core = await startCore({
    config: kioskConfig.parse(config),
    dataDir: data,
    pagesDir: data,
    software: 'test',
    builtAt: clock.from,
    clock: { now: () => simulatedNow(clock), monotonic: () => performance.now() * clock.factor },
    log,
    tokens: { terminal: token, board: `${token}-board` },
    healthToken: 'health',
    port: 0,
    mode: 'normal',
    happened: {},
  });
  process.on('message', () => {
    for (let turn = 0; turn < 3; turn++) globalThis.gc?.();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    const handles = process.getActiveResourcesInfo().length;
    const mebibytes = (bytes: number) => bytes / 2 ** 20;
    process.send?.({
      heap: mebibytes(heapUsed),
      external: mebibytes(external),
      buffers: mebibytes(arrayBuffers),
      handles,
    } satisfies CoreHolds);
  });
  process.on('disconnect', async () => {
    await core.stop();
    await close();
    process.exit(0);
  });
  process.send?.({ port: core.port });
}

if (process.argv[1] === import.meta.filename) await run(JSON.parse(process.argv[2] ?? ''));
