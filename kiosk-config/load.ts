/** Reading a kiosk's configuration file. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { YamlProblem } from '../main/located-yaml/read.ts';
import { readLocatedYaml } from '../main/located-yaml/read.ts';
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

/** Relations between fields that one field's schema cannot see. */
function crossChecks(config: KioskConfig): Omit<ConfigProblem, 'file'>[] {
  const problems: Omit<ConfigProblem, 'file'>[] = [];
  if (!config.village.startsWith(config.county.slice(0, 6))) {
    problems.push({
      line: 1,
      field: 'village',
      message: configText.notInCounty,
      remedy: configText.checkCodes,
    });
  }
  if (!config.broker && !config.folder) {
    problems.push({ line: 1, field: 'broker', message: configText.noSource, remedy: configText.addSource });
  }
  return problems;
}

/** Loads and checks a configuration; all mistakes are returned at once, paths in it become absolute. */
export function loadKioskConfig(file: string): LoadedConfig {
  const text = readText(file);
  if (text === undefined) return wholeFileProblem(file, configText.unreadable, configText.checkPath);
  const result = readLocatedYaml(text, kioskConfig);
  if (!result.value) {
    return { config: undefined, problems: result.problems.map((problem) => ({ file, ...problem })) };
  }
  const problems = crossChecks(result.value);
  if (problems.length > 0)
    return { config: undefined, problems: problems.map((problem) => ({ file, ...problem })) };
  const base = path.dirname(path.resolve(file));
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
