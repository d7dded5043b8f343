/** A county command as in a second shell. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const entry = path.resolve(import.meta.dirname, '../../county/cli/main.ts');

export type CountyOutcome = { code: number; stdout: string; stderr: string };

/** Runs one command; its exit code is an answer, not an exception. */
export async function runCountyCommand(
  where: { dir: string; passphraseFile: string },
  args: readonly string[],
): Promise<CountyOutcome> {
  const env = { ...process.env, SANWU_COUNTY_DIR: where.dir, SANWU_PASSPHRASE_FILE: where.passphraseFile };
  try {
    const { stdout, stderr } = await run(process.execPath, [entry, ...args], { env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const failed = error as { code?: number; stdout?: string; stderr?: string };
    return { code: failed.code ?? -1, stdout: failed.stdout ?? '', stderr: failed.stderr ?? '' };
  }
}
