/** The core in a process of its own over a folder that already has its content: no link, nothing else running. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { kioskConfig } from '../../../kiosk-config/schema.ts';
import { startCore } from '../../../main/core/core.ts';
import { openLog } from '../../../main/core/log.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, pages: { type: 'string' }, root: { type: 'string' } },
});
const { data = '', pages = '', root = '' } = values;
const { log } = openLog(`${data}/logs`, 'warn');
const core = await startCore({
  config: kioskConfig.parse({
    terminal: 'hall-1',
    village: '990001001001',
    county: '990001000000',
    names: { village: '云溪村', township: '柳桥镇', county: '越州县' },
    trustedRoot: root,
  }),
  dataDir: data,
  pagesDir: pages,
  software: '0.0.0',
  builtAt: Date.now(),
  clock: { now: Date.now, monotonic: () => performance.now() },
  log,
});
process.stdout.write(`${JSON.stringify({ port: core.port, pid: process.pid, tokens: core.tokens })}\n`);
await once(process.stdin.resume(), 'end');
await core.stop();
process.exit(0);
