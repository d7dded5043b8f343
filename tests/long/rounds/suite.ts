/** `kill -9` of everything at random points: whole old or whole new (R6.2). `SANWU_SEED` shows a failing run again. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { seeded } from '../../main/search/random.ts';
import { report } from '../report.ts';
import { CountyRounds } from './county-rounds.ts';
import { ImportRounds } from './import-rounds.ts';
import { Landings } from './landings.ts';
import { MigrationRounds } from './migration-rounds.ts';
import { seed } from './seed.ts';

/** Of the kills, so many must have hit the work itself. Usually it is more than half of them. */
const leastShare = 0.25;

/** @param rounds of each kind */
export function describeKillRounds(rounds: number): void {
  const limit = { timeout: 120_000 + rounds * 20_000 };

  describe(`kill -9, ${rounds} rounds`, limit, () => {
    it('of publishing, correcting, withdrawing, erasing, signing and new keys at the county', async () => {
      const county = await CountyRounds.create(seeded(seed));
      onTestFinished(() => county.remove());
      const landings = new Landings('county');
      for (let round = 0; round < rounds; round++) landings.add(await county.round());
      report(landings.picture(seed));
      expect(landings.share).toBeGreaterThanOrEqual(leastShare);
    });

    it('of a core that imports', async () => {
      const kiosk = await ImportRounds.create(seeded(seed));
      onTestFinished(() => kiosk.remove());
      const landings = new Landings('import');
      for (let round = 0; round < rounds; round++) landings.add(await kiosk.round());
      report(landings.picture(seed));
      expect(landings.share).toBeGreaterThanOrEqual(leastShare);
    });

    it('of a program that migrates older databases', async () => {
      const databases = await MigrationRounds.create(seeded(seed));
      onTestFinished(() => databases.remove());
      const landings = new Landings('migration');
      for (let round = 0; round < rounds; round++) landings.add(await databases.round());
      report(landings.picture(seed));
      expect(landings.share).toBeGreaterThanOrEqual(leastShare);
    });
  });
}
