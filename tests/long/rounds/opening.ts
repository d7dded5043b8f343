/** Entry of a process: opens a data folder's databases for writing, which makes and migrates them. Argument: the folder. */
import { openForWriting } from '../../../db/open.ts';

process.stdout.write('working\n');
for (const name of ['records', 'content'] as const)
  openForWriting(process.argv[2] ?? '', name).database.close();
