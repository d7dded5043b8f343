/**
 * `npm run dist -- [--dir] [--shell electron|chromium] [--platform linux|win32] [--arch x64|arm64] [--electron DIR] [--modules DIR]`
 * Makes packages below dist/packages. Each thing made is said in one line on stdout that starts with `{"folder"` or `{"file"`; the
 * other lines are progress.
 */
import { parseArgs } from 'node:util';
import { say } from '../bootstrap/progress.mjs';
import { buildPackage } from './build-package.ts';
import { folderSize, packageFaults } from './contents.ts';
import { type PackagedShell, PackagingError, targetOf } from './target.ts';

const usage =
  'npm run dist -- [--dir] [--shell electron|chromium] [--platform linux|win32] [--arch x64|arm64] [--electron DIR] [--modules DIR]';

function options() {
  const { values } = parseArgs({
    options: {
      dir: { type: 'boolean' },
      shell: { type: 'string' },
      platform: { type: 'string', default: process.platform },
      arch: { type: 'string', default: process.arch },
      electron: { type: 'string' },
      modules: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  return values;
}

function shellOf(name: string | undefined): PackagedShell {
  if (name === undefined || name === 'electron') return 'electron';
  if (name === 'chromium') return name;
  throw new PackagingError('unknown-target', `no package with shell ${name}; there are: electron, chromium`);
}

const tell = (made: object) => process.stdout.write(`${JSON.stringify(made)}\n`);

async function run(): Promise<void> {
  const asked = options();
  if (asked.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const built = await buildPackage({
    target: targetOf(asked.platform, asked.arch),
    shell: shellOf(asked.shell),
    ...(asked.electron ? { electron: asked.electron } : {}),
    ...(asked.modules ? { modules: asked.modules } : {}),
  });
  const faults = await packageFaults(built);
  if (faults.length > 0) throw new PackagingError('unwanted-part', faults.join('\n'));
  tell({ folder: built.folder, megabytes: Math.round((await folderSize(built.folder)) / 1e6) });
}

run().catch((error: unknown) => {
  const expected = error instanceof PackagingError;
  say(expected || !(error instanceof Error) ? String(error) : (error.stack ?? error.message));
  process.exit(1);
});
