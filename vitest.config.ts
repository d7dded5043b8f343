import { defineConfig } from 'vitest/config';

const slow = 120_000;

/**
 * What must hold within seconds, with real windows and real signals: one file at a time, with nothing beside it. Everything
 * else end to end has its own displays, brokers and folders.
 */
const alone = [
  'demo',
  'catalogue',
  'privacy',
  'supervision',
  'crash-loop',
  'two-surfaces',
  'escapes-electron',
  'escapes-chromium',
  'packaged',
].map((name) => `tests/e2e/${name}.test.ts`);

const endToEnd = {
  globalSetup: ['tests/build/built.ts'],
  testTimeout: slow,
  hookTimeout: slow,
};

/** `unit` and `e2e` run files side by side, `alone` one after the other. */
export default defineConfig({
  test: {
    pool: 'forks',
    passWithNoTests: true,
    env: { TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.{ts,tsx}'],
          exclude: alone,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'alone',
          include: alone,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
