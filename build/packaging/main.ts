/**
 * `npm run dist -- [--dir] [--deb] [--tar] …` (see `usage`)
 * Makes packages below dist/packages. Each thing made is said in one line on stdout that starts with `{"folder"` or `{"file"`; the
 * other lines are progress.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { say } from '../bootstrap/progress.mjs';
import { buildPackage } from './build-package.ts';
import { folderSize, packageFaults } from './contents.ts';
import { writeDebian } from './debian.ts';
import { writeInstaller } from './installer.ts';
import { writeTarball } from './tarball.ts';
import { type PackagedShell, PackagingError, targetOf } from './target.ts';

const usage = `npm run dist -- [OPTION]…
  --dir               a folder that runs from anywhere (always made)
  --deb               a Debian package of it (dpkg-deb)
  --tar               a tarball of it
  --installer         a Windows installer of it (not verified; downloads NSIS)
  --shell NAME        electron (default), or chromium: without Electron, for the system's browser
  --platform NAME     linux or win32; --arch x64 or arm64; this machine's by default (others: not verified)
  --electron DIR      an unpacked Electron for that machine
  --modules DIR       a node_modules installed for that machine`;

function options() {
  const { values } = parseArgs({
    options: {
      dir: { type: 'boolean' },
      deb: { type: 'boolean' },
      tar: { type: 'boolean' },
      installer: { type: 'boolean' },
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
  const shell = shellOf(asked.shell);
  const built = await buildPackage({
    target: targetOf(asked.platform, asked.arch),
    shell,
    ...(asked.electron ? { electron: asked.electron } : {}),
    ...(asked.modules ? { modules: asked.modules } : {}),
  });
  const faults = await packageFaults(built);
  if (faults.length > 0) throw new PackagingError('unwanted-part', faults.join('\n'));
  tell({ folder: built.folder, megabytes: Math.round((await folderSize(built.folder)) / 1e6) });
  const folder = path.dirname(built.folder);
  if (asked.deb) tell({ file: await writeDebian(built, folder) });
  if (asked.tar) tell({ file: await writeTarball(built, folder) });
  if (asked.installer) tell({ file: await writeInstaller(built, folder) });
}

run().catch((error: unknown) => {
  const expected = error instanceof PackagingError;
  say(expected || !(error instanceof Error) ? String(error) : (error.stack ?? error.message));
  process.exit(1);
});
