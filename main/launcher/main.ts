/**
 * The program that the machine starts, in packages: picks the version, watches it, takes a failed update back.
 * `main.ts [--data DIR] [what the kiosk takes…]`. Everything but `--data` is for the kiosk alone.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { softwareVersion } from '../contract/software.ts';
import { programFiles } from '../program/program-files.ts';
import { Launcher, launcherTimes } from './launcher.ts';
import { ServiceManager, systemdNotify } from './service-manager.ts';

// What a kiosk keeps is for its own account alone.
process.umask(0o077);

const note = (what: string) => process.stderr.write(`launcher: ${what}\n`);
const args = process.argv.slice(2);
const { values } = parseArgs({ args, options: { data: { type: 'string' } }, strict: false });
const dataDir = typeof values.data === 'string' ? values.data : programFiles.shipped?.data;
if (dataDir === undefined) {
  note('--data is missing');
  process.exit(2);
}
const { version } = z
  .object({ version: softwareVersion })
  .parse(JSON.parse(readFileSync(programFiles.manifest, 'utf8')));

const monotonic = () => performance.now();
const manager = new ServiceManager({ env: process.env, monotonic, tell: systemdNotify });
const launcher = new Launcher({
  base: { folder: path.resolve(path.dirname(programFiles.manifest), '../..'), version },
  dataDir: path.resolve(dataDir),
  args,
  env: process.env,
  times: launcherTimes,
  now: Date.now,
  monotonic,
  line: (line) => process.stdout.write(`${line}\n`),
  note,
  alive: () => manager.alive(),
});
process.on('SIGTERM', () => launcher.stop());
process.on('SIGINT', () => launcher.stop());
await launcher.run();
process.exit(0);
