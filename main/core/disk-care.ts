/** What the core does about its disk: says what is wrong, takes lost content again, and has everything checked and backed up. */
import type { Health } from '../health/health.ts';
import type { Sync } from '../sync/ports.ts';
import { errorFields, type Log } from './log.ts';
import { collectGarbage } from './rest.ts';
import type { Stores } from './stores-types.ts';

/** After the start, so that pages come first; then every day. All at once: the thread that does it is then there once. Milliseconds. */
const firstCareAfter = 5_000;
/** After that work: the program's other first tasks are done too. Milliseconds. */
const restAfter = 20_000;
const dayMs = 24 * 3_600_000;

export type DiskCareParts = { stores: Stores; health: Health; sync: Sync; log: Log };

/** Returns its own stop. */
export function startDiskCare({ stores, health, sync, log }: DiskCareParts): () => void {
  stores.start({
    health: (kind, holds) => health.set(kind, holds),
    contentLost: () => sync.contentLost(),
    fileLost: () => void sync.refreshNow(),
    recovered: () => {
      void sync.refreshNow();
      if (health.problems().some(({ kind }) => kind === 'backup-failed')) void stores.backUp();
    },
    log: (message, fields) => log.warn(fields, message),
  });
  let timer: NodeJS.Timeout | undefined;
  const later = (work: () => void, wait: number) => {
    timer = setTimeout(work, wait).unref();
  };
  const care = async () => {
    for (const work of [stores.checkContent, stores.backUp, stores.checkFiles]) {
      await work.call(stores).catch((error: unknown) => {
        log.error(errorFields(error), 'looking after the disk failed');
      });
    }
    later(() => void rest(), restAfter);
  };
  const rest = async () => {
    // The thread first: what it leaves behind is given back as well.
    await stores.rest();
    collectGarbage();
    later(() => void care(), dayMs);
  };
  later(() => void care(), firstCareAfter);
  return () => clearTimeout(timer);
}
