/** Entry of a process: commits one message to records.db and says so on stdout, by one write. Argument: its data folder. */
import { writeSync } from 'node:fs';
import { openRecords } from '../../db/records.ts';

const records = openRecords(process.argv[2] ?? '');
writeSync(1, 'committing\n');
records.putOutbox({ id: 'only', kind: 'feedback', payload: Buffer.alloc(100, 1), createdAt: 1 });
writeSync(1, 'committed\n');
