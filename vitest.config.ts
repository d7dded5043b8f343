import { defineConfig } from 'vitest/config';

const slow = 120_000;

const endToEndFiles = (...names: string[]) => names.map((name) => `tests/e2e/${name}.test.ts`);

/** What must hold within seconds, with real windows and real signals: one file at a time, with nothing beside it. */
const alone = endToEndFiles('demo', 'supervision', 'two-surfaces');

/** Real windows that wait more than they work, and that would see a busy machine as a fault: beside each other only. */
const windows = endToEndFiles('escapes-electron', 'escapes-chromium', 'packaged', 'crash-loop');

const endToEnd = {
  globalSetup: ['tests/build/built.ts'],
  testTimeout: slow,
  hookTimeout: slow,
};

/** Both cores at most: a machine of two would else run the quick ones one at a time. */
const maxWorkers = 2;

/** Group after group; the files of one run side by side, `alone` one after the other. */
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
          maxWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.{ts,tsx}'],
          exclude: [...alone, ...windows],
          maxWorkers,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'windows',
          include: windows,
          maxWorkers,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'alone',
          include: alone,
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
