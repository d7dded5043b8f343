import { expect, test } from 'vitest';
import { healthKinds, healthProblems } from '../../../main/contract/health.ts';
import { Health } from '../../../main/health/health.ts';
import { healthText } from '../../../main/text/health.ts';

test('a state is told once when it begins and once when it ends', () => {
  let now = 1_000;
  const health = new Health(() => now);
  const told: number[] = [];
  const unsubscribe = health.onChange((problems) => told.push(problems.length));
  health.set('storage-full', true);
  now = 2_000;
  health.set('storage-full', true);
  expect(health.problems()).toEqual([{ kind: 'storage-full', since: 1_000 }]);
  health.set('storage-full', false);
  health.set('storage-full', false);
  expect(told).toEqual([1, 0]);
  unsubscribe();
  health.set('storage-full', true);
  expect(told).toEqual([1, 0]);
});

test('what happens is counted since its first time, oldest first, until it is put right', () => {
  let now = 5;
  const health = new Health(() => now);
  health.happened('core-restarted');
  now = 9;
  health.set('storage-low', true);
  health.happened('core-restarted');
  expect(health.problems()).toEqual([
    { kind: 'core-restarted', since: 5, count: 2, latest: 9 },
    { kind: 'storage-low', since: 9 },
  ]);
  health.set('core-restarted', false);
  expect(health.problems()).toEqual([{ kind: 'storage-low', since: 9 }]);
});

test('every kind fits in one list together and has its sentence', () => {
  const all = healthKinds.map((kind) => ({ kind, since: 1 }));
  expect(healthProblems.parse(all)).toHaveLength(healthKinds.length);
  for (const kind of healthKinds) expect(healthText[kind].length).toBeGreaterThan(5);
});

test('what last happened long ago is forgotten; what holds is not', () => {
  let now = 5;
  const health = new Health(() => now);
  health.set('storage-low', true);
  health.happened('page-restarted');
  now = 9;
  health.happened('core-restarted');
  health.forgetBefore(9);
  expect(health.problems().map(({ kind }) => kind)).toEqual(['storage-low', 'core-restarted']);
});
