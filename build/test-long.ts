// `npm run test:long [-- PART…]`: what takes hours (docs/testing.md). The last line is `N passed, N failed, N skipped`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { printSummary, runSteps } from './test/report.ts';
import { installSystemPackages, missingParts } from './test/system.ts';
import { vitestStep } from './test/vitest.ts';

/** Each is `tests/long/<part>.long.ts`. */
const parts = ['kill-rounds', 'fleet', 'week', 'visits', 'soak'] as const;

const wanted = process.argv.slice(2);
const chosen = parts.filter((part) => wanted.length === 0 || wanted.includes(part));
if (wanted.some((name) => !parts.some((part) => part === name))) {
  process.stderr.write(`usage: npm run test:long [-- ${parts.join('|')}]\n`);
  process.exit(2);
}

await installSystemPackages();
const folder = mkdtempSync(path.join(tmpdir(), 'sanwu-long-'));
const findings = path.join(folder, 'findings');
writeFileSync(findings, '');
const env = { SANWU_LONG_REPORT: findings };
const steps = chosen.map((part) =>
  vitestStep([`tests/long/${part}.long.ts`], { name: part, config: 'vitest.long.config.ts', env }),
);
const tally = await runSteps(steps);
process.stdout.write(`\nWhat was found:\n${readFileSync(findings, 'utf8')}`);
rmSync(folder, { recursive: true });
process.exit(printSummary(tally, missingParts(), process.env.CI === 'true'));
