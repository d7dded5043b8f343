/** `county.json`: what the county knows of itself and never publishes as such. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { divisionCode, instant, itemId, sha256, terminalId } from '../../main/contract/content.ts';
import { SanwuError } from '../../main/contract/errors.ts';
import { feedbackKind } from '../../main/contract/feedback.ts';
import { limits } from '../../main/contract/limits.ts';
import { terminalSettings } from '../../main/contract/settings.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { writeDurably } from './files.ts';
import type { CountyFolder } from './folder.ts';
import { isCounty, townshipOf } from './role-names.ts';

const name = z.string().min(1).max(100);

/** The part of a terminal's settings that a person may set; the rest follows from the registry. */
export const settableSettings = terminalSettings
  .pick({
    formerCodes: true,
    publicAddress: true,
    face: true,
    links: true,
    idle: true,
    update: true,
    catalogues: true,
    headCounts: true,
  })
  .partial();
export type SettableSettings = z.infer<typeof settableSettings>;

/** A picture that is kept in a file of its own (divisions/face.ts): the registry stays small however many villages have one. */
const keptPicture = z.string().regex(/^image\/(png|jpeg) [0-9a-f]{64}$/);
const keptFace = settableSettings.shape.face
  .unwrap()
  .extend({ mark: keptPicture.optional(), picture: keptPicture.optional() });
export type KeptFace = z.infer<typeof keptFace>;
const keptSettings = settableSettings.extend({ face: keptFace.optional() });

const tombstone = z.strictObject({
  id: itemId,
  at: instant,
  reason: z.string().max(limits.reasonCharacters),
  /** Attachments that may still have to be deleted; gone once the erasure is through. */
  pending: z.array(sha256).optional(),
});
export type Tombstone = z.infer<typeof tombstone>;

const registrySchema = z.strictObject({
  type: z.literal('sanwu.county'),
  format: z.literal(1),
  code: divisionCode,
  name,
  demo: z.literal(true).optional(),
  /** Public parts of the county's sealing keys, as its terminals' settings carry them. */
  sealing: terminalSettings.shape.sealing.unwrap(),
  /** Days until an answer is due, where the county set its own (inbox/deadlines.ts). */
  answerDays: z.partialRecord(feedbackKind, z.number().int().min(1).max(366)).optional(),
  townships: z.array(z.strictObject({ code: divisionCode, name })),
  villages: z.array(z.strictObject({ code: divisionCode, name, kind: z.enum(['village', 'community']) })),
  terminals: z.array(
    z.strictObject({
      id: terminalId,
      village: divisionCode,
      /** Mosquitto's form (`$7$…`); the password itself is only in the terminal's configuration. */
      passwordHash: z.string().max(300),
      registeredAt: instant,
    }),
  ),
  /** Settings set by hand, by terminal id, village, township or county code; the more special one wins. */
  settings: z.record(z.string(), keptSettings),
  /** Divisions in which each of the county's own catalogues is in force, with everything below them (R1.2). */
  catalogues: z.record(z.string(), z.array(divisionCode)).optional(),
  /** Ids that are gone for good (R1.5); never published again. */
  erased: z.array(tombstone),
});
export type Registry = z.infer<typeof registrySchema>;

/** @throws SanwuError `not-found` when there is no county, `malformed` */
export function readRegistry(folder: CountyFolder): Registry {
  let bytes: Buffer;
  try {
    bytes = readFileSync(folder.registry);
  } catch (cause) {
    throw new SanwuError('not-found', 'county.json', { cause });
  }
  const parsed = registrySchema.safeParse(parseBoundedJson(bytes, limits.registryBytes, 'county.json'));
  if (!parsed.success) throw new SanwuError('malformed', 'county.json', { cause: parsed.error });
  return parsed.data;
}

export async function writeRegistry(folder: CountyFolder, registry: Registry): Promise<void> {
  await writeDurably(folder.registry, `${JSON.stringify(registry, null, 1)}\n`, 0o600);
}

export type Division = { code: string; name: string; kind: 'county' | 'township' | 'village' | 'community' };

/** A division that is registered. @throws SanwuError `not-found` */
export function divisionOf(registry: Registry, code: string): Division {
  if (code === registry.code) return { code, name: registry.name, kind: 'county' };
  const township = registry.townships.find((candidate) => candidate.code === code);
  if (township) return { ...township, kind: 'township' };
  const village = registry.villages.find((candidate) => candidate.code === code);
  if (village) return village;
  throw new SanwuError('not-found', code);
}

/** Name of the township that a village or township code belongs to; empty for the county itself. */
export function townshipName(registry: Registry, code: string): string {
  if (isCounty(code)) return '';
  return registry.townships.find((township) => township.code === townshipOf(code))?.name ?? '';
}
