/** Runs county commands as a person would, in processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const entry = path.resolve(import.meta.dirname, '../../../county/cli/main.ts');

export type Ran = { exitCode: number | null; stdout: string; stderr: string };

export function startCounty(args: readonly string[], environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    if (child.exitCode === null) child.kill('SIGKILL');
  });
  return child;
}

export function finished(child: ChildProcess): Promise<Ran> {
  return new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

export const runCounty = (args: readonly string[], environment: Record<string, string>): Promise<Ran> =>
  finished(startCounty(args, environment));

/** The JSON lines of stdout. */
export const lines = (ran: Ran): unknown[] =>
  ran.stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
