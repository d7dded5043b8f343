/** What a package's folder holds, as far as an update must know (docs/updates.md, "What a release is"). */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import { softwarePlatform, softwareVersion } from '../contract/software.ts';

const manifest = z.object({
  name: z.literal('sanwu'),
  version: softwareVersion,
  platform: softwarePlatform,
});

export type PackageFacts = z.infer<typeof manifest> & {
  /** The newest schema of records.db that it knows: the number of its migrations. */
  recordsSchema: number;
};

/** The Node that a package brings along. */
export const nodeOf = (folder: string, platform: NodeJS.Platform = process.platform) =>
  path.join(folder, 'resources/node', platform === 'win32' ? 'node.exe' : 'node');

/** Entry of the supervisor. */
export const kioskOf = (folder: string) => path.join(folder, 'resources/app/kiosk.mjs');

/**
 * Reads what a folder says of itself.
 * @throws SanwuError `missing-file` where a part is not there, `malformed` where it is no package
 */
export function readPackage(folder: string): PackageFacts {
  const file = path.join(folder, 'resources/app/package.json');
  const migrations = path.join(folder, 'resources/app/migrations/records');
  const isThere = (name: string) => {
    if (!existsSync(name)) throw new SanwuError('missing-file', path.relative(folder, name));
  };
  for (const name of [file, kioskOf(folder), migrations]) isThere(name);
  if (statSync(file).size > limits.softwareNoteBytes) throw new SanwuError('malformed', 'package.json');
  const parsed = manifest.safeParse(parsedJson(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new SanwuError('malformed', 'package.json', { cause: parsed.error });
  const platform = parsed.data.platform.startsWith('win32') ? 'win32' : 'linux';
  isThere(nodeOf(folder, platform));
  const recordsSchema = readdirSync(migrations).filter((name) => name.endsWith('.sql')).length;
  return { ...parsed.data, recordsSchema };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
