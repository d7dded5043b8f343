/** The county end as a library: what the demo and the command line use. */
import type { PassphraseSource } from './keys/key-store.ts';
import { type County, countyAt } from './repository/county.ts';
import { readRegistry } from './repository/registry.ts';

export { addCatalogue, checkCatalogue, type InstalledCatalogue } from './divisions/catalogues.ts';
export { createCounty, type NewCounty } from './divisions/create-county.ts';
export {
  addTownship,
  addVillage,
  addVillages,
  type NewTownship,
  type NewVillage,
} from './divisions/divisions.ts';
export { trustedRoot, writeKioskFile } from './divisions/kiosk-file.ts';
export { revokeKey, rotateKey } from './divisions/rotate-key.ts';
export {
  addTerminal,
  type NewTerminal,
  setSettings,
  type TerminalCredentials,
} from './divisions/terminals.ts';
export { checkBrokerPassword, terminalTopics } from './fleet/mosquitto.ts';
export { readOriginCredentials } from './fleet/origin-credentials.ts';
export type { ItemResult } from './publish/desk.ts';
export { eraseItem } from './publish/erasure.ts';
export {
  correctItem,
  type ItemToPublish,
  type PublishRequest,
  publishItems,
  withdrawItem,
} from './publish/publish-items.ts';
export { CountyRefusal, SourceRefused } from './publish/refusal.ts';
export type { GivenAttachment, ItemDraft } from './publish/versions.ts';
export type { County } from './repository/county.ts';
export { countyFolder } from './repository/folder.ts';
export { type Registry, readRegistry } from './repository/registry.ts';
export { Origin, type OriginNote, type OriginOptions } from './serve/origin.ts';
export { listSoftware } from './software/offers.ts';
export {
  type AddedSoftware,
  addSoftware,
  type SoftwareToAdd,
  withdrawSoftware,
} from './software/software.ts';

/**
 * Opens a county that exists. The passphrase is asked for when a key is first needed.
 * @throws SanwuError `not-found`, `malformed`
 */
export function openCounty(
  dir: string,
  passphrase: string | PassphraseSource,
  clock: () => number = Date.now,
): County {
  const source = typeof passphrase === 'string' ? () => Promise.resolve(passphrase) : passphrase;
  const county = countyAt(dir, source, clock);
  readRegistry(county.folder);
  return county;
}
