/** New versions of the program, where a launcher would start them. */
import { migrationsOf } from '../../db/migrate.ts';
import type { TerminalSettings } from '../contract/settings.ts';
import { softwarePlatform } from '../contract/software.ts';
import type { Health } from '../health/health.ts';
import { returnRecords } from '../software/records-return.ts';
import { defaultUpdateTimes, Software } from '../software/software.ts';
import type { Sync } from '../sync/ports.ts';
import type { CoreOptions } from './core.ts';
import { errorFields, type Log } from './log.ts';
import type { PageBeats } from './page-beats.ts';
import type { Stores } from './stores-types.ts';

/** A page that has said nothing for so long shows nobody anything. Milliseconds. */
const beatHolds = 15_000;

export type UpdateParts = {
  stores: Stores;
  content: { settings(): TerminalSettings | undefined };
  health: Health;
  beats: PageBeats;
  /** Trusted UTC ms. */
  now: () => number;
  /** Sync needs the updates to be made, and the other way round. */
  line: { sync?: Sync };
};

/**
 * Before anything is opened: what a version that was taken back has written is carried over (records-return.ts). What goes wrong
 * leaves records.db as it is: a database of the future, which is said on screen.
 */
export function takeRecordsBack(dataDir: string, running: string, log: Log): CoreOptions['happened'] {
  try {
    const returned = returnRecords(dataDir, running);
    if (!returned) return {};
    log.warn(returned, 'records carried over from a version that was taken back');
    return returned.asBefore.length > 0 ? { 'records-salvaged': 1 } : {};
  } catch (error) {
    log.error(errorFields(error), 'records not carried over');
    return {};
  }
}

/** Undefined where nothing could start another version, on platforms without packages, and in a core that may not write. */
export function createUpdates(options: CoreOptions, parts: UpdateParts): Software | undefined {
  const { config, clock, log, restart, dataDir, software, mode } = options;
  const { stores, content, health, beats, now, line } = parts;
  const platform = softwarePlatform.safeParse(`${process.platform}-${process.arch}`);
  if (!restart || !platform.success || mode === 'read-only') return undefined;
  return new Software({
    dataDir,
    terminal: config.terminal,
    village: config.village,
    platform: platform.data,
    running: software,
    recordsSchema: migrationsOf('records').length,
    files: stores.files,
    isIdle: () => {
      const last = beats.all().terminal;
      return !last || last.ageMs > beatHolds || last.screen === 'home';
    },
    times: () => content.settings()?.update ?? defaultUpdateTimes,
    fetch: () => line.sync?.fetchFiles(),
    restart,
    changed: () => line.sync?.touchState(),
    setHealth: (kind, holds) => health.set(kind, holds),
    clock: { now, monotonic: () => clock.monotonic() },
    log: (level, message, fields) => log[level](fields, message),
  });
}
