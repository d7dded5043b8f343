/** The origin's own account at the broker: `broker/origin.json`, readable by its owner alone. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { makeFolder, writeDurably } from '../repository/files.ts';
import type { CountyFolder } from '../repository/folder.ts';

const credentials = z.strictObject({ username: z.string().max(100), password: z.string().max(200) });
export type OriginCredentials = z.infer<typeof credentials>;

const fileOf = (folder: CountyFolder) => path.join(folder.broker, 'origin.json');

export async function writeOriginCredentials(folder: CountyFolder, code: string): Promise<void> {
  await makeFolder(folder.broker, 0o700);
  const account: OriginCredentials = {
    username: `origin-${code}`,
    password: randomBytes(24).toString('base64url'),
  };
  await writeDurably(fileOf(folder), `${JSON.stringify(account, null, 1)}\n`, 0o600);
}

/** @throws SanwuError `missing-file`, `malformed` */
export function readOriginCredentials(folder: CountyFolder): OriginCredentials {
  const subject = 'broker/origin.json';
  let bytes: Buffer;
  try {
    bytes = readFileSync(fileOf(folder));
  } catch (cause) {
    throw new SanwuError('missing-file', subject, { cause });
  }
  const parsed = credentials.safeParse(parseBoundedJson(bytes, limits.keyFileBytes, subject));
  if (!parsed.success) throw new SanwuError('malformed', subject, { cause: parsed.error });
  return parsed.data;
}
