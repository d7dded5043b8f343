/**
 * The county's inbox on disk: one file a case, `inbox/<id>.json`, with the message sealed as it came. `serve` makes the
 * files, commands change them; nothing that a villager wrote ever lies here in plain.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { instant, itemId } from '../../main/contract/content.ts';
import { SanwuError } from '../../main/contract/errors.ts';
import { feedbackKind, feedbackMessage } from '../../main/contract/feedback.ts';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { makeFolder, writeDurably } from '../repository/files.ts';
import type { CountyFolder } from '../repository/folder.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const caseFile = z.strictObject({
  type: z.literal('sanwu.case'),
  format: z.literal(1),
  message: feedbackMessage,
  receivedAt: instant,
  /** From the ticket; absent where it could not be opened (sealed to a key that is gone). */
  kind: feedbackKind.optional(),
  /** Keyed digest of the slip number (see slip-index.ts). */
  slip: digest.optional(),
  /** Keyed digest of the joint request's slip number that this supports. */
  supports: digest.optional(),
  routes: z.array(z.strictObject({ to: z.string().min(1).max(100), at: instant })).max(50),
  /** A public answer is an item; a private one is sealed to a personal key (`key`: its id), which `serve` holds. */
  answer: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('public'), item: itemId, at: instant }),
      z.strictObject({
        kind: z.literal('private'),
        key: digest,
        sealed: z.string().max(limits.sealedFeedbackCharacters),
        at: instant,
      }),
    ])
    .optional(),
  closed: z.strictObject({ at: instant }).optional(),
});
export type InboxCase = z.infer<typeof caseFile>;

export type CaseState = 'received' | 'routed' | 'answered' | 'closed';

/** The last step that was taken. */
export function stateOf({ closed, answer, routes }: InboxCase): CaseState {
  if (closed) return 'closed';
  if (answer) return 'answered';
  return routes.length > 0 ? 'routed' : 'received';
}

const folderOf = (folder: CountyFolder) => path.join(folder.dir, 'inbox');
const fileOf = (folder: CountyFolder, id: string) => path.join(folderOf(folder), `${id}.json`);
const caseName = /^([A-Za-z0-9_-]{22})\.json$/;
/** A case with fifty routes and both sealed texts. Bytes. */
const mostBytes = 256 * 1024;

/** Ids of all cases. */
export function caseIds(folder: CountyFolder): string[] {
  const place = folderOf(folder);
  if (!existsSync(place)) return [];
  return readdirSync(place).flatMap((name) => caseName.exec(name)?.[1] ?? []);
}

export const hasCase = (folder: CountyFolder, id: string): boolean => existsSync(fileOf(folder, id));

/** @throws SanwuError `not-found`, `malformed` */
export function readCase(folder: CountyFolder, id: string): InboxCase {
  if (!/^[A-Za-z0-9_-]{22}$/.test(id) || !hasCase(folder, id))
    throw new SanwuError('not-found', `inbox/${id}`);
  const bytes = readFileSync(fileOf(folder, id));
  const parsed = caseFile.safeParse(parseBoundedJson(bytes, mostBytes, `inbox/${id}`));
  if (!parsed.success) throw new SanwuError('malformed', `inbox/${id}`, { cause: parsed.error });
  return parsed.data;
}

/** Writes a case as a whole; on disk when it returns. */
export async function writeCase(folder: CountyFolder, found: InboxCase): Promise<void> {
  await makeFolder(folderOf(folder), 0o700);
  await writeDurably(fileOf(folder, found.message.id), `${JSON.stringify(found)}\n`, 0o600);
}
