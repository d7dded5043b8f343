/** `serve` and `status`. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { pino } from 'pino';
import { minuteOf } from '../../main/calendar/days.ts';
import { describeText, lossText, resultText, statusText } from '../../main/text/county.ts';
import { healthText } from '../../main/text/health.ts';
import { fleetStatus, type TerminalStatus } from '../fleet/status.ts';
import { waitingRoles } from '../fleet/waiting.ts';
import { countyFolder, Origin, type OriginNote, readOriginCredentials } from '../open-county.ts';
import { readRegistry } from '../repository/registry.ts';
import { brokerArgument, type CommonOptions, countyDir } from './arguments.ts';
import type { AddCommand } from './command-tree.ts';
import { printResult, processOutput } from './output.ts';

type ServeOptions = CommonOptions & { broker?: string; once?: boolean; username?: string; ca?: string };

function brokerOf(dir: string, options: ServeOptions) {
  if (!options.broker) return undefined;
  const account = readOriginCredentials(countyFolder(dir));
  const file = process.env.SANWU_BROKER_PASSWORD_FILE;
  return {
    url: options.broker,
    username: options.username ?? account.username,
    password: file ? readFileSync(file, 'utf8').trim() : account.password,
    ...(options.ca ? { ca: options.ca } : {}),
  };
}

const stopRequested = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    // Where a parent started it with a channel, it ends with that parent, however the parent ends.
    process.once('disconnect', () => resolve());
  });

async function serve(options: ServeOptions): Promise<void> {
  const { dir } = countyDir(options);
  const log = pino({ base: null }, pino.destination(2));
  const output = processOutput(options.json ?? false);
  const broker = options.once ? undefined : brokerOf(dir, options);
  const note = ({ event, subject, reason }: OriginNote) => {
    if (event === 'signed' || event === 'connected') log.info({ subject }, event);
    else if (reason) log.warn({ subject, reason, text: lossText[reason](options.broker ?? '') }, event);
    else log.warn({ subject }, event);
  };
  const origin = new Origin({ dir, note, ...(broker ? { broker } : {}) });
  if (options.once) {
    const timestamp = await origin.once();
    printResult(output, { timestamp }, resultText.signed(timestamp));
    return;
  }
  const stop = stopRequested();
  await origin.start();
  output.line(JSON.stringify({ serving: true, dir, pid: process.pid }));
  await stop;
  await origin.stop();
}

function statusLine(status: TerminalStatus): string {
  const { erasures } = status;
  const parts = [
    `${status.terminal}（${status.villageName}）`,
    statusText.online(status.online),
    statusText.current(status.current),
    statusText.seen(
      status.lastSeen === null ? statusText.never : minuteOf(status.lastSeen).replace('T', ' '),
    ),
  ];
  if (erasures.acknowledged.length + erasures.pending.length > 0)
    parts.push(statusText.erasures(erasures.acknowledged.length, erasures.pending.length));
  if (status.software) parts.push(statusText.software(status.software));
  if (status.update) parts.push(statusText.update(status.update));
  if (status.trouble) parts.push(statusText.trouble(status.trouble));
  // What an update is doing was said already.
  for (const { kind } of status.health) if (!kind.startsWith('update-')) parts.push(healthText[kind]);
  if (status.duplicate) parts.push(statusText.duplicate);
  if (status.clockInDoubt) parts.push(statusText.clock);
  if (status.alerts.length > 0) parts.push(statusText.alerts(status.alerts.length));
  return parts.join(' · ');
}

async function status(options: CommonOptions): Promise<void> {
  const folder = countyFolder(countyDir(options).dir);
  readRegistry(folder);
  const output = processOutput(options.json ?? false);
  const terminals = fleetStatus(folder, Date.now());
  for (const terminal of terminals) printResult(output, terminal, statusLine(terminal));
  if (output.json) return;
  if (terminals.length === 0) output.line(statusText.none);
  const waiting = waitingRoles(folder);
  if (waiting.length > 0) output.line(statusText.waiting(waiting));
}

export function addServiceCommands(program: Command, add: AddCommand): void {
  add(program, 'serve', describeText.serve)
    .option('--broker <URL>', describeText.broker, brokerArgument)
    .option('--once', describeText.once)
    .option('--username <NAME>', describeText.username)
    .option('--ca <FILE>', describeText.ca)
    .action(serve);
  add(program, 'status', describeText.status).action(status);
}
