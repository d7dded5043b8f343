// `npm run bench [-- NAME]`: each measurement beside its floor, taken in the same run; one JSON line each on stdout.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { benchesOf } from './bench-file.ts';
import { runBenches } from './bench-runner.ts';

const folder = path.join(import.meta.dirname, 'bench');
const names = readdirSync(folder).filter((file) => file.endsWith('.ts'));
const files = await Promise.all(
  names.sort().map(async (name) => {
    const file = path.join(folder, name);
    return { file, benches: await benchesOf(file) };
  }),
);

process.exitCode = await runBenches(files, process.argv[2], {
  line: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
});
