/** The launcher over a real package, as a process, with a short patience: `launched-kiosk.ts BASE VERSION …`, then what the kiosk takes. */
import { Launcher } from '../../main/launcher/launcher.ts';

const [folder = '', version = '', ...args] = process.argv.slice(2);
const launcher = new Launcher({
  base: { folder, version },
  dataDir: args[args.indexOf('--data') + 1] ?? '',
  args,
  env: process.env,
  times: { firstBeat: 60_000, silence: 10_000, home: 30_000, settle: 4_000, stop: 8_000, pauses: [200] },
  now: Date.now,
  monotonic: () => performance.now(),
  line: (line) => process.stdout.write(`${line}\n`),
  note: (what) => process.stderr.write(`${what}\n`),
});
process.on('SIGTERM', () => launcher.stop());
await launcher.run();
