/**
 * What is noted of versions on this machine, in `<data>/software/`. Each file has one writer, so that none needs a lock:
 * `offer.json` and `staged.json` are the core's, `state.json` is the launcher's. What cannot be read counts as not there.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { instant, sha256 } from '../contract/content.ts';
import { limits } from '../contract/limits.ts';
import { type SoftwareOffer, softwareOffer, softwareVersion, updateFailure } from '../contract/software.ts';
import { readIfThere, replaceFile } from './durable-file.ts';

/** Versions that stay marked as bad; older ones are below what runs by then. */
const mostBad = 20;

const stateNote = z.strictObject({
  format: z.literal(1),
  /** The version that runs when nothing is tried; null: the installed package. */
  current: softwareVersion.nullable(),
  /** The one before it, kept on disk; null: the installed package. */
  previous: softwareVersion.nullable(),
  /** A version that has not proved itself yet. `attempt`: 1 and up; a power cut takes one. */
  trial: z.strictObject({ version: softwareVersion, attempt: z.number().int().min(1) }).optional(),
  /** The last version that was given up. `verdict` `open`: whether the machine or the version is at fault is not known yet. */
  failed: z
    .strictObject({
      version: softwareVersion,
      why: updateFailure,
      at: instant,
      failures: z.number().int().min(1),
      verdict: z.enum(['open', 'bad']),
    })
    .optional(),
  bad: z.array(softwareVersion).max(mostBad),
});
export type SoftwareState = z.infer<typeof stateNote>;

const stagedNote = z.strictObject({
  format: z.literal(1),
  version: softwareVersion,
  /** Of the archive that it was unpacked from. */
  sha256,
  at: instant,
});
export type StagedNote = z.infer<typeof stagedNote>;

/** What the county signs for this platform; its signature was verified before it was noted. */
const offerNote = z.strictObject({ format: z.literal(1), offer: softwareOffer.optional() });

export const emptyState: SoftwareState = { format: 1, current: null, previous: null, bad: [] };

export const softwareFolder = (dataDir: string) => path.join(dataDir, 'software');

function read<Note>(schema: z.ZodType<Note>, folder: string, name: string): Note | undefined {
  try {
    const text = readIfThere(path.join(folder, name));
    if (text === undefined || text.length > limits.softwareOfferBytes) return undefined;
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const write = (folder: string, name: string, note: unknown) =>
  replaceFile(path.join(folder, name), `${JSON.stringify(note)}\n`);

/** @param folder of `softwareFolder`, also below */
export const readState = (folder: string): SoftwareState =>
  read(stateNote, folder, 'state.json') ?? emptyState;
export const writeState = (folder: string, state: SoftwareState): void =>
  write(folder, 'state.json', { ...state, bad: state.bad.slice(-mostBad) });

export const stagedFile = 'staged.json';
export const readStaged = (folder: string): StagedNote | undefined => read(stagedNote, folder, stagedFile);
export const writeStaged = (folder: string, note: StagedNote): void => write(folder, stagedFile, note);

export const readOffer = (folder: string) => read(offerNote, folder, 'offer.json')?.offer;
export const writeOffer = (folder: string, offer: SoftwareOffer | undefined): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  write(folder, 'offer.json', { format: 1, ...(offer ? { offer } : {}) });
};
