/** The settings of one level as people get to see them: as the file that `settings set` takes, and what a new file leaves out. */
import path from 'node:path';
import { stringify } from 'yaml';
import { settingsText } from '../../main/text/county-settings.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { divisionOf, type KeptFace, type Registry } from '../repository/registry.ts';
import type { SettingsFile } from './face.ts';

export type KeptSettings = Registry['settings'][string];

/** What was set at one level, and nothing of the levels above. @throws SanwuError `not-found` */
export function settingsAt(registry: Registry, target: string): KeptSettings {
  if (!registry.terminals.some(({ id }) => id === target)) divisionOf(registry, target);
  return registry.settings[target] ?? {};
}

/** A picture's file as `settings set` takes it: absolute, so that the settings may be written anywhere. */
function fileOf({ faces }: CountyFolder, kept: string | undefined): string | undefined {
  const sha256 = kept?.split(' ')[1];
  return sha256 === undefined ? undefined : path.join(faces, sha256);
}

function faceOf(folder: CountyFolder, { accent, ...kept }: KeptFace): SettingsFile['face'] {
  const mark = fileOf(folder, kept.mark);
  const picture = fileOf(folder, kept.picture);
  return {
    ...(accent === undefined ? {} : { accent }),
    ...(mark === undefined ? {} : { mark }),
    ...(picture === undefined ? {} : { picture }),
  };
}

export function asFile(folder: CountyFolder, { face, ...rest }: KeptSettings): SettingsFile {
  return { ...rest, ...(face === undefined ? {} : { face: faceOf(folder, face) }) };
}

export function asYaml(target: string, settings: SettingsFile): string {
  const isEmpty = Object.keys(settings).length === 0;
  const hasPictures = settings.face?.mark !== undefined || settings.face?.picture !== undefined;
  const header = [
    settingsText.header(target),
    isEmpty ? settingsText.none : '',
    hasPictures ? settingsText.pictures : '',
  ].join('');
  return `${header}${stringify(settings, { lineWidth: 0 })}`.trimEnd();
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of what was set and is not any more, `face.mark` where its group is still there. */
export function noLongerSet(before: object, after: object, within = ''): string[] {
  const left: Record<string, unknown> = { ...after };
  return Object.entries(before).flatMap(([key, value]) => {
    const name = `${within}${key}`;
    const now = left[key];
    if (value === undefined) return [];
    if (now === undefined) return [name];
    return isGroup(value) && isGroup(now) ? noLongerSet(value, now, `${name}.`) : [];
  });
}
