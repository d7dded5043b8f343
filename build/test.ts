// `npm test`: every check and every test, counted; the last line is `N passed, N failed, N skipped`.
//   npm test -- --only PATTERN     only the test files whose path contains PATTERN (for development)
import { printSummary, runSteps, type Step } from './test/report.ts';
import { staticSteps } from './test/static.ts';
import { installSystemPackages, missingParts } from './test/system.ts';
import { vitestStep } from './test/vitest.ts';

const [option, pattern, ...rest] = process.argv.slice(2);
const only = option === '--only' ? pattern : undefined;
if ((option !== undefined && only === undefined) || rest.length > 0) {
  process.stderr.write('usage: npm test [-- --only PATTERN]\n');
  process.exit(2);
}

await installSystemPackages();
const steps: Step[] = only === undefined ? [...staticSteps, vitestStep([])] : [vitestStep([only])];
const tally = await runSteps(steps);
const strict = process.env.CI === 'true';
process.exit(printSummary(tally, missingParts(), strict));
