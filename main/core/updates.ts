/** New versions of the program, where a launcher would start them. */
import { migrationsOf } from '../../db/migrate.ts';
import type { TerminalSettings } from '../contract/settings.ts';
import { softwarePlatform } from '../contract/software.ts';
import type { Health } from '../health/health.ts';
import { defaultUpdateTimes, Software } from '../software/software.ts';
import type { Sync } from '../sync/ports.ts';
import type { CoreOptions } from './core.ts';
import type { PageBeats } from './page-beats.ts';
import type { Stores } from './stores.ts';

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
