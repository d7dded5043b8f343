// Entry of a process: runs rows of one file, in the order given, and prints a JSON line each. Arguments: the file, the rows' names.
import { benchesOf } from './bench-file.ts';
import { lineOf } from './bench-runner.ts';

const [file = '', ...names] = process.argv.slice(2);
const benches = await benchesOf(file);
for (const name of names) {
  const bench = benches.find((each) => each.name === name);
  if (bench === undefined) throw new Error(`no row named ${name} in ${file}`);
  process.stdout.write(`${JSON.stringify(await lineOf(bench))}\n`);
}
// What a row has left open does not keep the next file waiting.
process.exit();
