import { defineConfig } from 'vitest/config';

const slow = 120_000;

/** Two projects: `unit` runs files side by side; `e2e` opens windows, brokers and browsers, so one file at a time. */
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
          name: 'e2e',
          include: ['tests/e2e/**/*.test.{ts,tsx}'],
          globalSetup: ['tests/build/built.ts'],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: slow,
          hookTimeout: slow,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
