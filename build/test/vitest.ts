import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../packages.ts';
import type { Outcome, Step } from './report.ts';

/** The parts of Vitest's JSON report that are read. */
interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

export interface VitestRun {
  readonly name: string;
  /** Vitest's configuration file, from the project's root. */
  readonly config: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** All tests of tests/: first the quick ones, then end to end, then what wants the machine for itself. */
const everyTest: VitestRun = { name: 'tests', config: 'vitest.config.ts' };

/**
 * Tests as a step; every test counts.
 * @param filters parts of paths; none for all
 */
export function vitestStep(filters: readonly string[], vitest = everyTest): Step {
  return {
    name: vitest.name,
    async run(): Promise<Outcome> {
      const folder = await mkdtemp(path.join(tmpdir(), 'sanwu-vitest-'));
      try {
        const report = path.join(folder, 'report.json');
        const code = await runVitest(filters, report, {
          ...vitest,
          // Hundreds of processes read the same sources: each is compiled once.
          env: { NODE_COMPILE_CACHE: path.join(folder, 'compiled'), ...vitest.env },
        });
        return outcomeOf(await readReport(report), code);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function runVitest(filters: readonly string[], report: string, vitest: VitestRun): Promise<number> {
  const script = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(
    process.execPath,
    [script, 'run', '--config', vitest.config, ...reporters, ...filters],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...vitest.env },
    },
  );
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

async function readReport(file: string): Promise<JsonReport | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Messages without the stack lines of the test runner itself. */
function ownLines(messages: readonly string[]): string {
  return messages
    .flatMap((message) => message.split('\n'))
    .filter((line) => !/^\s+at .*(node_modules|new Promise)/.test(line))
    .join('\n');
}

/** A file that cannot be loaded has no tests, and an unhandled error no name: each still counts as a failure. */
function outcomeOf(report: JsonReport | undefined, code: number): Outcome {
  const files = (report?.testResults ?? []).map((file) => ({
    ...file,
    name: path.relative(root, file.name),
  }));
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
  const told = (test: (typeof tests)[number]) =>
    `${test.file} > ${test.fullName}\n${ownLines(test.failureMessages ?? [])}`;
  const failed = tests.filter((test) => test.status === 'failed').map(told);
  const unsteady = tests
    .filter((test) => test.status === 'passed' && (test.failureMessages ?? []).length > 0)
    .map(told);
  const broken = files
    .filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    )
    .map((file) => `${file.name}\n${file.message ?? 'could not be loaded'}`);
  const unnamed =
    code !== 0 && failed.length + broken.length === 0
      ? [`tests: Vitest ended with code ${code}; see above`]
      : [];
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: [...failed, ...broken, ...unnamed],
    skipped: tests
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => `${test.file} > ${test.fullName}`),
    unsteady,
  };
}
