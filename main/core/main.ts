/**
 * The core's process: `main.ts --data DIR --pages DIR`. Takes its order, configuration included, as the first line of stdin
 * and notices as further ones (main/launch/core-order.ts), says its port in one line on stdout, logs to stderr and files, and
 * stops on SIGTERM or when its stdin ends.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CoreNotice, CoreOrder, CoreReady } from '../launch/core-order.ts';
import { jsonLine, readJsonLines } from '../launch/json-lines.ts';
import { programFiles } from '../program/program-files.ts';
import { type RunningCore, startCore } from './core.ts';
import { errorFields, openLog } from './log.ts';
import { releasedAt } from './release.ts';
import { takeRecordsBack } from './updates.ts';

// What a kiosk keeps, and later what villagers entrust to it, is for its own account alone.
process.umask(0o077);

const { values } = parseArgs({ options: { data: { type: 'string' }, pages: { type: 'string' } } });
if (!values.data || !values.pages) {
  process.stderr.write('core: --data DIR and --pages DIR are needed\n');
  process.exit(2);
}

let core: RunningCore | undefined;
let closeLog: (() => Promise<void>) | undefined;
let stopped = false;
async function stop(): Promise<void> {
  if (stopped) return;
  stopped = true;
  await core?.stop();
  await closeLog?.();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());

const { config, ...order } = await new Promise<CoreOrder>((resolve) => {
  let ordered = false;
  const onLine = (line: object) => {
    if (ordered) core?.health.happened((line as CoreNotice).happened);
    else resolve(line as CoreOrder);
    ordered = true;
  };
  void readJsonLines(process.stdin, onLine).then(stop);
});

const { version } = JSON.parse(readFileSync(programFiles.manifest, 'utf8')) as { version: string };
const { log, close } = openLog(path.join(values.data, 'logs'), config.log);
closeLog = close;

process.on('unhandledRejection', (error) => {
  log.fatal(errorFields(error), 'unhandled rejection');
  process.exit(1);
});

const launched = Boolean(process.env.SANWU_LAUNCHED);
const returned = launched && order.mode === 'normal' ? takeRecordsBack(values.data, version, log) : {};

core = await startCore({
  config,
  dataDir: values.data,
  pagesDir: values.pages,
  software: version,
  builtAt: releasedAt,
  clock: { now: Date.now, monotonic: () => performance.now() },
  log,
  ...order,
  happened: { ...order.happened, ...returned },
  // Under the launcher alone an end leads to a new start (main/launcher/launcher.ts).
  ...(launched ? { restart: () => process.stdout.write(jsonLine({ restart: true })) } : {}),
}).catch(async (error: unknown) => {
  log.fatal(errorFields(error), 'the core could not start');
  await close();
  process.exit(1);
});

const ready: CoreReady = { port: core.port, pid: process.pid };
process.stdout.write(jsonLine(ready));
log.info({ terminal: config.terminal, mode: order.mode }, 'core started');
