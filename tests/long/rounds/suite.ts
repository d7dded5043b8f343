/** `kill -9` at random points: whole old or whole new (R6.2). `SANWU_SEED` shows a failing run again. */
import { expect, it, onTestFinished } from 'vitest';
import { type Random, seeded } from '../../main/search/random.ts';
import { report } from '../report.ts';
import { CountyRounds } from './county-rounds.ts';
import { ImportRounds } from './import-rounds.ts';
import { type Landing, Landings } from './landings.ts';
import { MigrationRounds } from './migration-rounds.ts';
import { seed } from './seed.ts';

/** Of the kills, so many must have hit the work itself. Usually it is more than half of them. */
const leastShare = 0.25;

interface Rounds {
  round(): Promise<Landing>;
  remove(): void;
}

const victims = {
  county: {
    title: 'of publishing, correcting, withdrawing, erasing, signing and new keys at the county',
    create: (random: Random): Promise<Rounds> => CountyRounds.create(random),
  },
  import: {
    title: 'of a core that imports',
    create: (random: Random): Promise<Rounds> => ImportRounds.create(random),
  },
  migration: {
    title: 'of a program that migrates older databases',
    create: (random: Random): Promise<Rounds> => MigrationRounds.create(random),
  },
};

/** @param rounds how often the victim is killed */
export function itSurvivesKills(name: keyof typeof victims, rounds: number): void {
  const { title, create } = victims[name];
  it(`kill -9, ${rounds} rounds, ${title}`, { timeout: 120_000 + rounds * 20_000, retry: 0 }, async () => {
    const victim = await create(seeded(seed));
    onTestFinished(() => victim.remove());
    const landings = new Landings(name);
    for (let round = 0; round < rounds; round++) landings.add(await victim.round());
    report(landings.picture(seed));
    expect(landings.share).toBeGreaterThanOrEqual(leastShare);
  });
}
