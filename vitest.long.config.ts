import { defineConfig } from 'vitest/config';

/** `npm run test:long`: hours, one file at a time. Not a part of `npm test`. */
export default defineConfig({
  test: {
    pool: 'forks',
    env: { TZ: 'UTC' },
    include: ['tests/long/**/*.long.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    disableConsoleIntercept: true,
    testTimeout: 4 * 3_600_000,
    hookTimeout: 600_000,
  },
});
