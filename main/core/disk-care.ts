/** What the core does about its disk: says what is wrong, takes lost content again, and has everything checked and backed up. */
import type { Health } from '../health/health.ts';
import type { Sync } from '../sync/ports.ts';
import { errorFields, type Log } from './log.ts';
import type { Stores } from './stores.ts';

/** After the start, so that pages come first; then every day. Milliseconds. */
const contentCheckAfter = 5_000;
const backUpAfter = 30_000;
const fileCheckAfter = 60_000;
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
  const timers = new Set<NodeJS.Timeout>();
  const daily = (work: () => Promise<void>, first: number) => {
    const run = () => {
      work().catch((error: unknown) => log.error(errorFields(error), 'looking after the disk failed'));
      timers.add(setTimeout(run, dayMs).unref());
    };
    timers.add(setTimeout(run, first).unref());
  };
  daily(() => stores.checkContent(), contentCheckAfter);
  daily(() => stores.backUp(), backUpAfter);
  daily(() => stores.checkFiles(), fileCheckAfter);
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}
