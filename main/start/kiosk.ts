/** `npm run kiosk -- --config FILE [--data DIR] [--shell …]`: a real kiosk. */
import path from 'node:path';
import { loadKioskConfig } from '../../kiosk-config/load.ts';
import { programFiles } from '../program/program-files.ts';
import { configText } from '../text/kiosk-config.ts';
import { startText } from '../text/start.ts';
import { readArguments } from './arguments.ts';
import { projectRoot, startKiosk } from './kiosk-runner.ts';
import { readyLine } from './ready-line.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

async function run(): Promise<void> {
  const options = readArguments(process.argv.slice(2), ['config']);
  const configFile = options.config ?? '';
  const { config, problems } = loadKioskConfig(configFile);
  if (!config) {
    say(configText.heading(problems.length));
    for (const { file, line, field, message, remedy } of problems)
      say(`${file}:${line} ${field} ${message}；${remedy}`);
    process.exit(1);
  }
  const dataDir =
    options.data ?? programFiles.shipped?.data ?? path.join(projectRoot, '.sanwu', config.terminal);
  const kiosk = await startKiosk({ config, configFile, dataDir, shell: options.shell, demo: false, say });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await kiosk.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  if (kiosk.urls.terminal) say(startText.terminalAt(kiosk.urls.terminal));
  if (kiosk.urls.board) say(startText.boardAt(kiosk.urls.board));
  process.stdout.write(
    readyLine({
      ...kiosk.urls,
      staff: null,
      mqtt: config.broker?.url ?? null,
      countyDir: config.folder ?? null,
      dataDir,
      printer: config.printer?.address ?? null,
      corePid: kiosk.core.pid,
      pid: process.pid,
    }),
  );
  await kiosk.ended;
  await stop();
}

run().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
