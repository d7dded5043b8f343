import { expect, it } from 'vitest';
import { updateKillRounds } from './kill-rounds.ts';

it('kill -9 at twenty random points of updates: every version on disk is whole, and one of them starts', {
  timeout: 600_000,
  retry: 0,
}, async () => {
  const seed = Number(process.env.SANWU_SEED ?? Date.now() % 1_000_000);
  // Printed, so that a failure can be repeated: SANWU_SEED=… npx vitest run tests/main/software/kill-rounds.test.ts
  process.stdout.write(`update kill rounds: seed ${seed}\n`);
  const report = await updateKillRounds({ rounds: 20, seed });
  expect(Object.values(report.points).reduce((sum, count) => sum + count, 0)).toBe(20);
});
