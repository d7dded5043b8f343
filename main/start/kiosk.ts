/**
 * `npm run kiosk -- --config FILE [--data DIR] [--shell …]`: a real kiosk. With `--launched` it tells a launcher on stdout
 * that it turns and when its home screens are there, and ends with stdin.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadKioskConfig } from '../../kiosk-config/load.ts';
import { jsonLine } from '../launch/json-lines.ts';
import { programFiles } from '../program/program-files.ts';
import { configText } from '../text/kiosk-config.ts';
import { startText } from '../text/start.ts';
import { readArguments } from './arguments.ts';
import type { ShellName } from './choose-shell.ts';
import { findShell } from './find-shell.ts';
import { projectRoot, startKiosk } from './kiosk-runner.ts';
import { readyLine } from './ready-line.ts';
import { waitForConfig } from './unconfigured.ts';

/** Exit code that asks the launcher for a start, perhaps of another version. */
const restartExit = 75;
/** The launcher is told this often that the supervisor turns. Milliseconds. */
const beatEvery = 2_000;

const tellLauncher = (line: { beat: true; well?: boolean } | { home: true }) =>
  void process.stdout.write(jsonLine(line));
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Returns when the file is right, or when its window has ended; SIGTERM ends the process. */
async function sayOnScreen(file: string, asked: ShellName | undefined): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on('SIGTERM', stop).on('SIGINT', stop);
  process.stdin.on('end', stop).on('error', stop).resume();
  const beat = setInterval(() => tellLauncher({ beat: true }), beatEvery);
  const startShell = await findShell({ root: projectRoot, asked, demo: false, say });
  await waitForConfig({ file, isThere: () => existsSync(file), startShell, signal: stopping.signal });
  clearInterval(beat);
  if (stopping.signal.aborted) process.exit(0);
}

async function run(): Promise<void> {
  const options = readArguments(process.argv.slice(2), ['config']);
  const configFile = options.config ?? '';
  const { config, problems } = loadKioskConfig(configFile);
  if (!config) {
    say(configText.heading(problems.length));
    for (const { file, line, field, message, remedy } of problems)
      say(`${file}:${line} ${field} ${message}；${remedy}`);
    if (!options.launched) process.exit(1);
    await sayOnScreen(configFile, options.shell);
    process.exit(restartExit);
  }
  const dataDir =
    options.data ?? programFiles.shipped?.data ?? path.join(projectRoot, '.sanwu', config.terminal);
  const kiosk = await startKiosk({
    ...{ config, dataDir, shell: options.shell, demo: false, say },
    ...(options.launched ? { onHome: () => tellLauncher({ home: true }) } : {}),
  });
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await kiosk.stop();
    process.exit(code);
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  if (options.launched) {
    setInterval(() => tellLauncher({ beat: true, well: kiosk.well() }), beatEvery);
    // The launcher went away without a word.
    process.stdin.on('end', () => void stop(0)).on('error', () => void stop(0));
    process.stdin.resume();
  }
  void kiosk.ready.then(({ urls, corePid }) => {
    // A service's stderr is a log, and the addresses hold secrets.
    if (!options.launched && urls.terminal) say(startText.terminalAt(urls.terminal));
    if (!options.launched && urls.board) say(startText.boardAt(urls.board));
    process.stdout.write(
      readyLine({
        ...urls,
        staff: null,
        mqtt: config.broker?.url ?? null,
        countyDir: config.folder ?? null,
        dataDir,
        printer: config.printer?.address ?? config.printer?.device ?? config.printer?.serial ?? null,
        corePid,
        pid: process.pid,
      }),
    );
  });
  await stop((await kiosk.ended) === 'restart' ? restartExit : 1);
}

run().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
