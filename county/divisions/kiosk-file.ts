/** The configuration file that a kiosk starts with (kiosk-config/sample.yaml), made by `terminal add`. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { kioskFileText } from '../../main/text/county.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { divisionOf, readRegistry, townshipName } from '../repository/registry.ts';
import { listVersions } from '../repository/role-tree.ts';
import type { TerminalCredentials } from './terminals.ts';

export type KioskFile = {
  terminal: string;
  village: string;
  broker?: {
    url: string;
    credentials: TerminalCredentials;
    /** PEM file, copied beside the configuration. */
    ca?: string;
  };
  /** `repository` of a stick or disk. */
  folder?: string;
  out: string;
};

/** The newest root metadata, base64: what a terminal is born with. */
export function trustedRoot(folder: CountyFolder): string {
  const newest = listVersions(folder.metadata).get('root')?.[0] ?? 1;
  return readFileSync(path.join(folder.metadata, `${newest}.root.json`)).toString('base64');
}

/** Name of the authority's copy, which lies beside the configuration. */
const authorityCopy = (out: string): string => `${path.basename(out, path.extname(out))}.ca.pem`;

function brokerPart(given: KioskFile): Record<string, string> | undefined {
  if (!given.broker) return undefined;
  const { url, credentials, ca } = given.broker;
  return { url, ...credentials, ...(ca ? { ca: authorityCopy(given.out) } : {}) };
}

/**
 * Writes it with mode 0600, and a copy of the authority's certificate beside it.
 * @returns all files that the kiosk needs
 * @throws CountyRefusal `file-exists`
 */
export function writeKioskFile(folder: CountyFolder, given: KioskFile): string[] {
  const registry = readRegistry(folder);
  const broker = brokerPart(given);
  const config = {
    terminal: given.terminal,
    village: given.village,
    county: registry.code,
    names: {
      village: divisionOf(registry, given.village).name,
      township: townshipName(registry, given.village),
      county: registry.name,
    },
    ...(broker ? { broker } : {}),
    ...(given.folder ? { folder: given.folder } : {}),
    trustedRoot: trustedRoot(folder),
  };
  const yaml = stringify(config, {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  });
  const header = kioskFileText.header(given.terminal, broker !== undefined);
  const text = `${header}${yaml}${kioskFileText.footer}`;
  try {
    writeFileSync(given.out, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new CountyRefusal('file-exists', given.out);
    throw error;
  }
  if (!given.broker?.ca) return [given.out];
  const copy = path.join(path.dirname(given.out), authorityCopy(given.out));
  copyFileSync(given.broker.ca, copy);
  return [given.out, copy];
}
