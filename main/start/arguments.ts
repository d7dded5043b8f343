/** Command line of `start` and `kiosk`. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { programFiles } from '../program/program-files.ts';
import { startText } from '../text/start.ts';
import type { ShellName } from './choose-shell.ts';

export type StartArguments = {
  shell: ShellName | undefined;
  data: string | undefined;
  fresh: boolean;
  config: string | undefined;
  /** Started by the launcher (`SANWU_LAUNCHED=1`), which is told how it goes. */
  launched: boolean;
};

const shells: readonly string[] = ['electron', 'chromium', 'none'];

function isShell(name: string): name is ShellName {
  return shells.includes(name);
}

/** The option that was wrong, out of the runtime's English sentence about it. */
function wrongPart(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /'([^']+)'/.exec(message)?.[1] ?? message;
}

/** Reads the options. `--help` says them and ends the process; wrong usage ends it with exit code 2 and says what was wrong. */
export function readArguments(args: string[], allowed: readonly ('fresh' | 'config')[]): StartArguments {
  const usage = allowed.includes('config') ? startText.kioskUsage : startText.startUsage;
  try {
    const { values } = parseArgs({
      args,
      options: {
        shell: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        config: { type: 'string' },
        launched: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(`${usage}\n`);
      process.exit(0);
    }
    for (const name of ['fresh', 'config'] as const) {
      if (values[name] !== undefined && !allowed.includes(name)) throw new Error(`--${name}`);
    }
    if (values.launched && !allowed.includes('config')) throw new Error('--launched');
    if (values.shell !== undefined && !isShell(values.shell)) throw new Error(`--shell ${values.shell}`);
    const config = values.config ?? programFiles.shipped?.config;
    if (allowed.includes('config') && !config) throw new Error(startText.missingConfig);
    return {
      shell: values.shell,
      data: values.data && path.resolve(values.data),
      fresh: values.fresh ?? false,
      config: config && path.resolve(config),
      launched: values.launched ?? process.env.SANWU_LAUNCHED === '1',
    };
  } catch (error) {
    process.stderr.write(`${startText.unknownOption(wrongPart(error))}\n${usage}\n`);
    process.exit(2);
  }
}
