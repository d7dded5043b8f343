/**
 * Entry of a process: a whole core fed by a county's folder, which ends once it shows that folder's content. Argument: JSON
 * of `Importing`.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import pino from 'pino';
import { kioskConfig } from '../../../kiosk-config/schema.ts';
import { startCore } from '../../../main/core/core.ts';
import { codes, terminals } from '../../fakes/sync-county.ts';

export type Importing = {
  data: string;
  stick: string /** Version to be shown at the end. */;
  timestamp: number;
};

const lookEvery = 20;

/** Version of the timestamp whose content is shown; 0 without any. */
export function shownTimestamp(data: string): number {
  const database = new Sqlite(path.join(data, 'content.db'), { readonly: true });
  try {
    const row = database.prepare('SELECT timestamp FROM generation WHERE complete = 1').get();
    return (row as { timestamp: number } | undefined)?.timestamp ?? 0;
  } finally {
    database.close();
  }
}

/** Every attachment is here, and what was erased is gone. */
function isSettled(data: string): boolean {
  const open = (name: string) => new Sqlite(path.join(data, `${name}.db`), { readonly: true });
  const content = open('content');
  const records = open('records');
  try {
    const files = content.prepare('SELECT DISTINCT sha256 FROM attachments').all() as { sha256: string }[];
    const isHere = (sha256: string) => existsSync(path.join(data, 'files', sha256.slice(0, 2), sha256));
    const pending = records.prepare('SELECT 1 FROM tombstones WHERE carried_out_at IS NULL').get();
    return pending === undefined && files.every(({ sha256 }) => isHere(sha256));
  } finally {
    content.close();
    records.close();
  }
}

async function run({ data, stick, timestamp }: Importing): Promise<void> {
  const config = kioskConfig.parse({
    terminal: terminals.main,
    village: codes.village,
    county: codes.county,
    names: { village: '云溪村', township: '柳桥镇', county: '越州县' },
    trustedRoot: readFileSync(path.join(stick, 'metadata', '1.root.json')).toString('base64'),
    folder: stick,
  });
  const core = await startCore({
    config,
    dataDir: data,
    pagesDir: stick,
    software: 'test',
    builtAt: Date.UTC(2026, 0, 1),
    clock: { now: Date.now, monotonic: () => performance.now() },
    log: pino({ level: 'silent' }),
    tokens: { terminal: 'terminal', board: 'board' },
    healthToken: 'health',
    port: 0,
    mode: 'normal',
    happened: {},
  });
  process.stdout.write('working\n');
  const isDone = () => shownTimestamp(data) >= timestamp && isSettled(data);
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, lookEvery));
  await core.stop();
}

if (process.argv[1] === import.meta.filename) {
  await run(JSON.parse(process.argv[2] ?? ''));
  process.exit(0);
}
