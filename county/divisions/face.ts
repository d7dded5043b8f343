/** A place's own face from files (R6.4): what a settings file names becomes part of the signed settings. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { legibleAccent } from '../../main/contract/accent.ts';
import { limits } from '../../main/contract/limits.ts';
import type { TerminalSettings } from '../../main/contract/settings.ts';
import type { Relation } from '../../main/located-yaml/read.ts';
import { faceText } from '../../main/text/county-face.ts';
import { makeFolder, putContent } from '../repository/files.ts';
import type { CountyFolder } from '../repository/folder.ts';
import {
  type KeptFace,
  type Registry,
  type SettableSettings,
  settableSettings,
} from '../repository/registry.ts';

const fileName = z.string().min(1).max(limits.fileNameCharacters);
const written = settableSettings.shape.face.unwrap();

/** Settings as people write them: pictures by the names of their files, beside the settings' own. */
export const settingsFile = settableSettings.extend({
  face: written.extend({ mark: fileName.optional(), picture: fileName.optional() }).optional(),
});
export type SettingsFile = z.infer<typeof settingsFile>;

const sizes = { mark: limits.faceMarkBytes, picture: limits.facePictureBytes } as const;
type Part = keyof typeof sizes;
const parts = Object.keys(sizes) as Part[];

type Picture = { mediaType: 'image/png' | 'image/jpeg'; width: number; height: number };

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Size of a JPEG: of its frame header, SOF0–SOF15 but for the tables among them (ITU-T T.81, B.2.2). */
function jpegSize(bytes: Buffer): { width: number; height: number } | undefined {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** By what is in it, whatever its name says; undefined for anything but PNG and JPEG. */
export function readPicture(bytes: Buffer): Picture | undefined {
  if (bytes.length > 24 && bytes.subarray(0, 8).equals(pngStart))
    return { mediaType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const size = jpegSize(bytes);
  return size && { mediaType: 'image/jpeg', ...size };
}

/** A picture as a `data:` address, or what is wrong with it. */
function pictureFrom(file: string, part: Part): string | { message: string; remedy: string } {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return faceText.missing(path.basename(file));
  if (found.size > sizes[part]) return faceText.tooLarge(Math.floor(sizes[part] / 1024));
  const bytes = readFileSync(file);
  const picture = readPicture(bytes);
  if (!picture) return faceText.notAPicture;
  const side = Math.max(picture.width, picture.height);
  if (side > limits.facePictureSide || Math.min(picture.width, picture.height) === 0)
    return faceText.tooWide(limits.facePictureSide);
  return `data:${picture.mediaType};base64,${bytes.toString('base64')}`;
}

/** What no schema sees: a colour that nobody could read, a file that is no picture. */
export function faceProblems(settings: unknown, folder: string): Relation[] {
  const parsed = z.object({ face: settingsFile.shape.face }).safeParse(settings);
  const face = parsed.data?.face;
  if (face === undefined) return [];
  const problems: Relation[] = [];
  if (face.accent !== undefined && !legibleAccent(face.accent))
    problems.push({ path: ['face', 'accent'], ...faceText.faint });
  for (const part of parts) {
    const name = face[part];
    if (name === undefined) continue;
    const read = pictureFrom(path.resolve(folder, name), part);
    if (typeof read !== 'string') problems.push({ path: ['face', part], ...read });
  }
  return problems;
}

/** The settings that are signed. Only after `faceProblems` found none. */
export function withPictures(settings: SettingsFile, folder: string): SettableSettings {
  const { face } = settings;
  if (face === undefined) return settableSettings.parse(settings);
  const read = parts.flatMap((part) => {
    const name = face[part];
    return name === undefined ? [] : [[part, pictureFrom(path.resolve(folder, name), part)] as const];
  });
  return settableSettings.parse({ ...settings, face: { ...face, ...Object.fromEntries(read) } });
}

/** Puts the pictures of settings into files of their own; the settings then name them. */
export async function keepPictures(
  { faces }: CountyFolder,
  { face, ...settings }: SettableSettings,
): Promise<Registry['settings'][string]> {
  if (face === undefined) return settings;
  const kept: KeptFace = face.accent === undefined ? {} : { accent: face.accent };
  for (const part of parts) {
    const [, mediaType, base64] = /^data:([^;]+);base64,(.*)$/.exec(face[part] ?? '') ?? [];
    if (mediaType === undefined || base64 === undefined) continue;
    await makeFolder(faces, 0o700);
    kept[part] = `${mediaType} ${await putContent(faces, Buffer.from(base64, 'base64'))}`;
  }
  return { ...settings, face: kept };
}

/** The face as terminals get it. @throws Error of the file system, where a picture was taken away */
export function faceFromFiles({ faces }: CountyFolder, kept: KeptFace): TerminalSettings['face'] {
  const face: TerminalSettings['face'] = kept.accent === undefined ? {} : { accent: kept.accent };
  for (const part of parts) {
    const [mediaType, sha256] = kept[part]?.split(' ') ?? [];
    if (mediaType === undefined || sha256 === undefined) continue;
    const bytes = readFileSync(path.join(faces, sha256));
    face[part] = `data:${mediaType};base64,${bytes.toString('base64')}`;
  }
  return face;
}
