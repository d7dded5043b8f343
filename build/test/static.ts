import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBuilt } from '../bootstrap/built.mjs';
import { layers } from '../layers.ts';
import { layerFaults } from '../layers-check.ts';
import { licenceFaults } from '../licences.ts';
import { lockFaults } from '../lock-check.ts';
import { noticesFaults } from '../notices.ts';
import { declaredPackages, lockedPackages, root } from '../packages.ts';
import type { Outcome, Step } from './report.ts';

/** A step that runs a program of node_modules on this Node and counts as one. */
function program(name: string, script: string, ...args: string[]): Step {
  return {
    name,
    async run(): Promise<Outcome> {
      const file = path.join(root, 'node_modules', script);
      const ran = spawnSync(process.execPath, [file, ...args], { cwd: root, encoding: 'utf8' });
      if (ran.status === 0) return { passed: 1, failed: [], skipped: [] };
      return { passed: 0, failed: [`${name}\n${ran.stdout}${ran.stderr}`], skipped: [] };
    },
  };
}

/** A step that looks for faults and counts as one. */
function check(name: string, faults: () => readonly string[]): Step {
  return {
    name,
    async run(): Promise<Outcome> {
      const found = faults();
      if (found.length === 0) return { passed: 1, failed: [], skipped: [] };
      return {
        passed: 0,
        failed: [`${name}\n${found.map((fault) => `  ${fault}`).join('\n')}`],
        skipped: [],
      };
    },
  };
}

const types = ['main', 'renderer', 'build'].map((layer) =>
  program(`types: ${layer}`, 'typescript/bin/tsc', '-p', `tsconfig.${layer}.json`),
);

const build: Step = {
  name: 'build',
  async run() {
    await ensureBuilt(root);
    return { passed: 1, failed: [], skipped: [] };
  },
};

/** Everything that is checked without running the product. */
export const staticSteps: readonly Step[] = [
  program('format and lint', '@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '.'),
  ...types,
  program('types: tests', 'typescript/bin/tsc', '-p', 'tsconfig.json'),
  check('layers', () => layerFaults(root, layers, declaredPackages())),
  check('exact pins, lockfile without hosts', () => lockFaults(declaredPackages(), lockedPackages())),
  check('licences', () => licenceFaults(declaredPackages(), lockedPackages())),
  check('NOTICES is current', noticesFaults),
  build,
];
