/** A kiosk from its configuration: shared by `npm run kiosk` and the demo. */
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import type { LaunchOrder, WindowOrder } from '../launch/launch-order.ts';
import { surfaceUrl } from '../launch/surface-url.ts';
import { programFiles } from '../program/program-files.ts';
import type { ShellName } from './choose-shell.ts';
import { type RunningShell, runShell } from './shell-runner.ts';

export const projectRoot = programFiles.root;

export type KioskOptions = {
  config: KioskConfig;
  configFile: string;
  dataDir: string;
  shell: ShellName | undefined;
  demo: boolean;
  say: (line: string) => void;
};

export type RunningKiosk = RunningShell & { urls: { terminal: string | null; board: string | null } };

function windowsOf(config: KioskConfig): WindowOrder[] {
  const { terminal, board } = config.windows;
  return [
    ...(terminal ? [{ surface: 'terminal' as const, display: terminal.display }] : []),
    ...(board ? [{ surface: 'board' as const, display: board.display }] : []),
  ];
}

/** Starts the core and its windows. */
export async function startKiosk(options: KioskOptions): Promise<RunningKiosk> {
  const order: LaunchOrder = {
    core: {
      node: process.execPath,
      args: [
        programFiles.core,
        ...['--config', options.configFile, '--data', options.dataDir],
        ...['--pages', programFiles.pages],
      ],
    },
    windows: windowsOf(options.config),
    mode: options.demo ? 'window' : 'kiosk',
    endsWithInput: true,
  };
  const running = await runShell({
    root: projectRoot,
    order,
    asked: options.shell,
    demo: options.demo,
    say: options.say,
  });
  const shown = new Set(order.windows.map((window) => window.surface));
  return {
    ...running,
    urls: {
      terminal: shown.has('terminal') ? surfaceUrl(running.core, 'terminal') : null,
      board: shown.has('board') ? surfaceUrl(running.core, 'board') : null,
    },
  };
}
