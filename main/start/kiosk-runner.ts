/** A kiosk from its configuration: shared by `npm run kiosk` and the demo. */
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import { setAsideContent } from '../content/set-aside.ts';
import { coreMemoryFlags } from '../launch/core-order.ts';
import type { WindowOrder } from '../launch/shell-order.ts';
import { type CoreAddress, surfaceUrl } from '../launch/surface-url.ts';
import { programFiles } from '../program/program-files.ts';
import { Supervisor } from '../supervision/supervisor.ts';
import type { ShellName } from './choose-shell.ts';
import { findShell } from './find-shell.ts';

export const projectRoot = programFiles.root;

export type KioskOptions = {
  config: KioskConfig;
  dataDir: string;
  shell: ShellName | undefined;
  demo: boolean;
  say: (line: string) => void;
  /** Every surface has painted its home screen, for the first time. */
  onHome?: () => void;
};

/** Why a kiosk ended without being asked to. */
export type KioskEnd = 'closed' | 'failed' | 'restart';

export type ReadyKiosk = {
  core: CoreAddress;
  corePid: number;
  urls: { terminal: string | null; board: string | null };
};

export type RunningKiosk = {
  /** Resolves when core and windows are there: with a core that cannot start, perhaps never. */
  ready: Promise<ReadyKiosk>;
  ended: Promise<KioskEnd>;
  /** Whether the core has answered lately. */
  well: () => boolean;
  stop: () => Promise<void>;
};

function windowsOf(config: KioskConfig): WindowOrder[] {
  const { terminal, board } = config.windows;
  return [
    ...(terminal ? [{ surface: 'terminal' as const, display: terminal.display }] : []),
    ...(board ? [{ surface: 'board' as const, display: board.display }] : []),
  ];
}

/** A disk that does not let content be moved is no reason to give up the rest. */
function trySetAside(dataDir: string): boolean {
  try {
    return setAsideContent(dataDir) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Starts the core and its windows, and keeps them running.
 * @throws Error for people, as of `findShell`; nothing runs then
 */
export async function startKiosk(options: KioskOptions): Promise<RunningKiosk> {
  const { config, dataDir, demo, say } = options;
  const startShell = await findShell({ root: projectRoot, asked: options.shell, demo, say });
  const windows = windowsOf(config);
  const ready = Promise.withResolvers<ReadyKiosk>();
  const ended = Promise.withResolvers<KioskEnd>();
  const shows = (surface: 'terminal' | 'board') => windows.some((window) => window.surface === surface);
  const supervisor = new Supervisor(
    {
      core: {
        node: process.execPath,
        args: [...coreMemoryFlags, programFiles.core, '--data', dataDir, '--pages', programFiles.pages],
      },
      config,
      windows,
      mode: demo ? 'window' : 'kiosk',
      startShell,
      setContentAside: () => trySetAside(dataDir),
      monotonic: () => performance.now(),
      note: (what) => say(`supervisor: ${what}`),
    },
    {
      ready: (core, corePid) => {
        const urlOf = (surface: 'terminal' | 'board') => (shows(surface) ? surfaceUrl(core, surface) : null);
        ready.resolve({ core, corePid, urls: { terminal: urlOf('terminal'), board: urlOf('board') } });
      },
      home: () => options.onHome?.(),
      ended: (why) => ended.resolve(why),
    },
  );
  supervisor.start();
  return {
    ready: ready.promise,
    ended: ended.promise,
    well: () => supervisor.well,
    stop: () => supervisor.stop(),
  };
}
