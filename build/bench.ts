// `npm run bench [-- NAME]`: each measurement beside its floor, taken in the same run; one JSON line each on stdout.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bench, runBenches } from './bench-runner.ts';

/** All benches, by name. */
async function allBenches(): Promise<Bench[]> {
  const folder = path.join(import.meta.dirname, 'bench');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const loaded = await Promise.all(
    files
      .sort()
      .map(
        async (file): Promise<Partial<Bench> & { benches?: readonly Bench[] }> =>
          import(pathToFileURL(path.join(folder, file)).href),
      ),
  );
  const isBench = (each: Partial<Bench>): each is Bench => typeof each.run === 'function';
  return loaded.flatMap(({ benches = [], ...each }) => (isBench(each) ? [each, ...benches] : benches));
}

process.exitCode = await runBenches(await allBenches(), process.argv[2], {
  line: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
});
