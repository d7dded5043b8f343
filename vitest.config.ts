import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

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

/** Half of the time tests wait for processes, pages and disks, so that three keep two cores busy. */
const maxWorkers = 3;

/** What takes a minute or more begins before the rest, so that nothing is left over at the end of a group. */
const longest =
  /(kill-rounds-import|villager|installed|disks|update|packaged|terminal-elder|layout|terminal-aloud|on-screen-input|stores-withheld|terminal-find)\.test\./;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = (file: TestSpecification) => longest.test(file.moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Group after group; the files of one run side by side, `alone` one after the other. */
export default defineConfig({
  test: {
    pool: 'forks',
    passWithNoTests: true,
    env: { TZ: 'UTC' },
    // Real programs on a busy machine: what passes at the second try is named at the end of the run, to be looked into.
    // Kills at random moments have no second try: there chance is what is tested.
    retry: 1,
    sequence: { sequencer: LongestFirst },
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
