/** The launcher as a process, with a short patience: `quick-launcher.ts BASE VERSION DATA [SETTLE]`, milliseconds. */
import { Launcher } from '../../../main/launcher/launcher.ts';

const [folder = '', version = '', dataDir = '', settle = '700'] = process.argv.slice(2);
const launcher = new Launcher({
  base: { folder, version },
  dataDir,
  args: ['--data', dataDir],
  env: process.env,
  times: { firstBeat: 5_000, silence: 1_500, home: 5_000, settle: Number(settle), stop: 1_000, pauses: [50] },
  now: Date.now,
  monotonic: () => performance.now(),
  line: (line) => process.stdout.write(`${line}\n`),
  note: (what) => process.stderr.write(`${what}\n`),
});
process.on('SIGTERM', () => launcher.stop());
await launcher.run();
