/** The Electron shell: a flat list of set-ups, the windows last. Its order comes as JSON lines on stdin (main/launch/shell-order.ts). */
import { app, Menu } from 'electron';
import { jsonLine, readJsonLines } from '../launch/json-lines.ts';
import type { ShellLine, ShellNotice, ShellOrder } from '../launch/shell-order.ts';
import { programFiles } from '../program/program-files.ts';
import { CoreLink } from './core-link.ts';
import { Pages } from './pages.ts';
import { runLauncher, supervisedSwitch } from './started-by-hand.ts';
import { forbidEverything, registerScheme, serveSurface } from './surface-session.ts';
import { refusedSwitches } from './switches.ts';
import { SurfaceWindows } from './window.ts';

/** The supervisor is told this often that this process turns. Milliseconds. */
const beatEvery = 1_000;
/** A core that starts is waited for so long before the windows open with the built-in page. Milliseconds. */
const coreLimit = 10_000;

const say = (line: ShellLine) => void process.stdout.write(jsonLine(line));

/** What the supervisor says: the order first, then notices. */
function listen(onNotice: (notice: ShellNotice) => void): Promise<ShellOrder> {
  return new Promise((resolve) => {
    let ordered = false;
    const onLine = (line: object) => {
      if (ordered) onNotice(line as ShellNotice);
      else resolve(line as ShellOrder);
      ordered = true;
    };
    // Whoever started this went away without a word: nobody would end this shell any more.
    void readJsonLines(process.stdin, onLine).then(() => app.exit(0));
  });
}

/** Nobody looks into a kiosk's shell, nor takes its sandbox away. */
function refuseDebuggers({ mode, openToDebuggers }: ShellOrder): void {
  if (mode !== 'kiosk' || openToDebuggers) return;
  const refused = refusedSwitches([...process.argv, ...process.execArgv]);
  if (refused.length > 0) throw new Error(`not in a kiosk: --${refused.join(' --')}`);
}

async function run(): Promise<void> {
  const link = new CoreLink(undefined);
  let pages: Pages | undefined;
  const coreThere = Promise.withResolvers<void>();
  const order = await listen((notice) => {
    if ('reload' in notice) void pages?.renew(notice.reload, 'home', notice.hung);
    else if ('recover' in notice) void pages?.renew(notice.recover, 'recovering', false);
    else {
      link.core = notice.core;
      coreThere.resolve();
      void pages?.renewMissed();
    }
  });
  refuseDebuggers(order);
  link.core ??= order.core;
  if (link.core) coreThere.resolve();

  app.on('window-all-closed', () => app.exit(0));
  for (const end of ['SIGTERM', 'SIGINT'] as const) process.on(end, () => app.exit(0));
  await app.whenReady();
  for (const { surface } of order.windows) serveSurface(surface, link);
  const windows = new SurfaceWindows(order.windows, order.mode);
  await Promise.race([coreThere.promise, new Promise((resolve) => setTimeout(resolve, coreLimit))]);
  windows.start();
  pages = new Pages(windows, link, (surface) => say({ gone: surface }));
  for (const { surface } of order.windows) pages.watch(surface);
  // The graphics come back by themselves; who stood there saw the screen break, and what was on it may be theirs.
  app.on('child-process-gone', (_event, { type }) => {
    if (type === 'GPU') pages?.graphicsGone();
  });
  say({ ready: true });
  setInterval(() => {
    say({ beat: true });
    void pages?.renewMissed();
  }, beatEvery);
}

const { shipped } = programFiles;
if (shipped && !app.commandLine.hasSwitch(supervisedSwitch)) {
  runLauncher(shipped);
} else {
  startShell();
}

function startShell(): void {
  registerScheme();
  // As root Chromium starts without its sandbox or not at all; only the demo passes the switch, and says so.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => forbidEverything(contents));
  run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    app.exit(1);
  });
}
