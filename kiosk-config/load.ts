/** Reading a kiosk's configuration file. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Relation, readLocatedYaml, type YamlProblem } from '../main/located-yaml/read.ts';
import { configText } from '../main/text/kiosk-config.ts';
import { type KioskConfig, kioskConfig } from './schema.ts';

/** A configuration file larger than this is not one. Bytes. */
const mostBytes = 1024 * 1024;

export type ConfigProblem = YamlProblem & { file: string };
export type LoadedConfig =
  | { config: KioskConfig; problems: [] }
  | { config: undefined; problems: ConfigProblem[] };

function wholeFileProblem(file: string, message: string, remedy: string): LoadedConfig {
  return { config: undefined, problems: [{ file, line: 1, field: '', message, remedy }] };
}

function readText(file: string): string | undefined {
  try {
    return statSync(file).size > mostBytes ? undefined : readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The fields that relate to each other, as far as they are written. */
const related = z.object({
  village: z.string().catch(''),
  county: z.string().catch(''),
  broker: z
    .object({ ca: z.string().optional().catch(undefined) })
    .nullish()
    .catch({}),
  folder: z.unknown().optional(),
  printer: z
    .object({ address: z.unknown(), device: z.unknown(), serial: z.unknown() })
    .partial()
    .optional()
    .catch(undefined),
});

function relationsIn(base: string): (written: unknown) => Relation[] {
  return (written) => {
    const { data } = related.safeParse(written);
    if (!data) return [];
    const { village, county, broker, folder, printer } = data;
    const found: Relation[] = [];
    if (village && county && !village.startsWith(county.slice(0, 6)))
      found.push({ path: ['village'], message: configText.notInCounty, remedy: configText.checkCodes });
    if (!broker && !folder)
      found.push({ path: ['broker'], message: configText.noSource, remedy: configText.addSource });
    if (printer && [printer.address, printer.device, printer.serial].filter(Boolean).length !== 1)
      found.push({ path: ['printer'], message: configText.oneWay, remedy: configText.chooseWay });
    if (broker?.ca && readText(path.resolve(base, broker.ca)) === undefined)
      found.push({
        path: ['broker', 'ca'],
        message: configText.noAuthority,
        remedy: configText.checkAuthority,
      });
    return found;
  };
}

/** Loads and checks a configuration; all mistakes are returned at once, paths in it become absolute. */
export function loadKioskConfig(file: string): LoadedConfig {
  const text = readText(file);
  if (text === undefined) return wholeFileProblem(file, configText.unreadable, configText.checkPath);
  const base = path.dirname(path.resolve(file));
  const result = readLocatedYaml(text, kioskConfig, relationsIn(base));
  if (!result.value) {
    return { config: undefined, problems: result.problems.map((problem) => ({ file, ...problem })) };
  }
  const { broker, folder } = result.value;
  return {
    config: {
      ...result.value,
      broker: broker && { ...broker, ca: broker.ca && path.resolve(base, broker.ca) },
      folder: folder && path.resolve(base, folder),
    },
    problems: [],
  };
}
