import { expect, it } from 'vitest';
import { updateKillRounds } from '../main/software/kill-rounds.ts';
import { report } from './report.ts';
import { seed } from './rounds/seed.ts';
import { itSurvivesKills } from './rounds/suite.ts';

const rounds = Number(process.env.SANWU_ROUNDS ?? 200);

for (const victim of ['county', 'import', 'migration'] as const) itSurvivesKills(victim, rounds);

it(`kill -9, ${rounds} rounds of updates`, async () => {
  const { points } = await updateKillRounds({ rounds, seed });
  const lines = Object.entries(points).map(([point, count]) => `  ${point.padEnd(52)} ${count}`);
  report([`kill rounds: updates: ${rounds} rounds, seed ${seed}`, ...lines].join('\n'));
  expect(Object.values(points).reduce((sum, count) => sum + count, 0)).toBe(rounds);
});
