/** The Electron shell: a flat list of set-ups, the windows last. */
import { app, Menu } from 'electron';
import { startCore } from '../launch/core-process.ts';
import { type LaunchOrder, launchOrderVariable } from '../launch/launch-order.ts';
import { forbidEverything, registerScheme, serveSurface } from './surface-session.ts';
import { SurfaceWindows } from './window.ts';

function readOrder(): LaunchOrder {
  const text = process.env[launchOrderVariable];
  if (!text) throw new Error(`${launchOrderVariable} is not set: start with "npm start" or "npm run kiosk"`);
  return JSON.parse(text) as LaunchOrder;
}

async function run(): Promise<void> {
  const order = readOrder();
  const core = await startCore(order.core);
  void core.ended.then(() => app.exit(1));
  let stopping = false;
  app.on('before-quit', (event) => {
    if (stopping) return;
    event.preventDefault();
    stopping = true;
    void core.stop().then(() => app.exit(0));
  });
  app.on('window-all-closed', () => app.quit());
  for (const end of ['SIGTERM', 'SIGINT'] as const) process.on(end, () => app.quit());
  // The starter went away without a word: nobody would end this shell any more.
  if (order.endsWithInput) process.stdin.on('end', () => app.quit()).resume();

  await app.whenReady();
  for (const window of order.windows) serveSurface(window.surface, core);
  new SurfaceWindows(order.windows, order.mode).start();
  process.stdout.write(`${JSON.stringify({ port: core.port, pid: core.pid, tokens: core.tokens })}\n`);
}

registerScheme();
// As root Chromium starts without its sandbox or not at all; only the demo passes the switch, and says so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
Menu.setApplicationMenu(null);
app.on('web-contents-created', (_event, contents) => forbidEverything(contents));
run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
});
