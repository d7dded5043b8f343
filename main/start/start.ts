/** `npm start`: the demo, everything on this machine, all made up. */
import path from 'node:path';
import { writeDemoPointer } from '../../county/cli/demo-pointer.ts';
import { loadKioskConfig } from '../../kiosk-config/load.ts';
import { StopSteps } from '../lifecycle/stop-steps.ts';
import { startText } from '../text/start.ts';
import { createVirtualPrinter } from '../virtual-printer/virtual-printer.ts';
import { readArguments, type StartArguments } from './arguments.ts';
import { CountyService } from './county-service.ts';
import { demoVillage, prepareDemo, setAddresses } from './demo-folder.ts';
import { startEmbeddedBroker } from './embedded-broker.ts';
import { firstContent } from './first-content.ts';
import { projectRoot, startKiosk } from './kiosk-runner.ts';
import { readyLine } from './ready-line.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

async function startDemo(options: StartArguments, running: StopSteps): Promise<void> {
  const dataDir = options.data ?? path.join(projectRoot, '.sanwu/demo');
  const folder = await prepareDemo(dataDir, options.fresh, say);
  const broker = await startEmbeddedBroker(folder.county, 0);
  running.add(() => broker.stop());
  const printer = createVirtualPrinter({ dir: folder.slips, paperMm: 80, port: 0 });
  await printer.start(running.signal);
  running.add(() => printer.stop());
  setAddresses(folder, broker.port, printer.port);
  const brokerUrl = `mqtt://127.0.0.1:${broker.port}`;
  const service = new CountyService({ root: projectRoot, countyDir: folder.county, brokerUrl, say });
  service.start();
  running.add(() => service.stop());
  const { config } = loadKioskConfig(folder.kiosk);
  if (!config) throw new Error(folder.kiosk);
  const kioskOptions = { config, dataDir: folder.kioskData };
  const kiosk = await startKiosk({ ...kioskOptions, shell: options.shell, demo: true, say });
  running.add(() => kiosk.stop());
  void kiosk.ended.then((why) => end(running, why === 'failed' ? 1 : 0));
  running.add(
    writeDemoPointer({ countyDir: folder.county, passphraseFile: folder.passphrase, pid: process.pid }),
  );
  const { core, corePid, urls } = await kiosk.ready;
  await firstContent(core);
  if (urls.terminal) say(startText.terminalAt(urls.terminal));
  if (urls.board) say(startText.boardAt(urls.board));
  say(startText.publishHint(demoVillage));
  say(startText.ready);
  process.stdout.write(
    readyLine({
      ...urls,
      staff: null,
      mqtt: brokerUrl,
      countyDir: folder.county,
      dataDir,
      printer: `127.0.0.1:${printer.port}`,
      corePid,
      pid: process.pid,
    }),
  );
}

async function end(running: StopSteps, code: number): Promise<never> {
  await running.stop();
  process.exit(code);
}

const running = new StopSteps((error) => say(String(error)));
process.on('SIGTERM', () => void end(running, 0));
process.on('SIGINT', () => void end(running, 0));
startDemo(readArguments(process.argv.slice(2), ['fresh']), running).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  void end(running, 1);
});
