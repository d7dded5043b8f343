/** Terminals and their signed settings, one target each (R5.4, R6.4). */
import { randomBytes } from 'node:crypto';
import { type TerminalSettings, terminalSettings } from '../../main/contract/settings.ts';
import { canonicalJson } from '../../main/trust/digest.ts';
import { hashBrokerPassword, writeBrokerFiles } from '../fleet/mosquitto.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import { alone, Change, type County } from '../repository/county.ts';
import { putContent } from '../repository/files.ts';
import {
  divisionOf,
  type KeptFace,
  type Registry,
  readRegistry,
  type SettableSettings,
  townshipName,
  writeRegistry,
} from '../repository/registry.ts';
import { countyRole, settingsPath, townshipOf } from '../repository/role-names.ts';
import { faceFromFiles, keepPictures } from './face.ts';
import { catalogueNames } from './installed-catalogues.ts';

/** What `terminal add` gives back, once: the password is kept nowhere else. */
export type TerminalCredentials = { username: string; password: string };
export type NewTerminal = {
  id: string;
  village: string;
  /** Gives a registered terminal a new password. */
  renew?: boolean;
};

const zone = { idle: { afterSeconds: 90, warningSeconds: 20 } } as const;

/** The settings of one terminal: defaults, then the county's, township's, village's and its own. */
function settingsOf(
  { folder }: County,
  registry: Registry,
  terminal: string,
  village: string,
): TerminalSettings {
  const division = divisionOf(registry, village);
  const kind = division.kind === 'community' ? 'community' : 'village';
  const layers = [registry.code, townshipOf(village), village, terminal].map(
    (key) => registry.settings[key] ?? {},
  );
  const { face: _last, ...set } = Object.assign({}, ...layers) as Registry['settings'][string];
  // A village with a picture of its own keeps its county's colour.
  const face: KeptFace = Object.assign({}, ...layers.map((layer) => layer.face));
  return terminalSettings.parse({
    type: 'sanwu.settings',
    format: 1,
    terminal,
    village,
    kind,
    formerCodes: [],
    villageName: division.name,
    townshipName: townshipName(registry, village),
    countyName: registry.name,
    face: faceFromFiles(folder, face),
    links: [],
    ...zone,
    ...set,
    catalogues: catalogueNames(registry, village, set.catalogues),
    sealing: registry.sealing,
    ...(registry.demo ? { demo: true } : {}),
  });
}

/** Signs the settings of the given terminals anew, one signature per township. Only while the county is locked (`alone`). */
export async function signSettings(
  county: County,
  registry: Registry,
  terminals: Registry['terminals'],
): Promise<void> {
  for (const township of new Set(terminals.map(({ village }) => townshipOf(village)))) {
    const change = new Change(county);
    const role = countyRole(township);
    const content = change.content(role);
    for (const { id, village } of terminals.filter((terminal) => townshipOf(terminal.village) === township)) {
      const bytes = Buffer.from(canonicalJson(settingsOf(county, registry, id, village)));
      const sha256 = await putContent(county.folder.targets, bytes);
      content.targets.set(settingsPath(village, id), { length: bytes.length, sha256 });
    }
    await change.stage(role, content);
    await change.commit();
  }
}

/** Registers a terminal, signs its settings, makes its broker password. @throws CountyRefusal, SanwuError `not-found` */
export function addTerminal(
  county: County,
  { id, village, renew }: NewTerminal,
): Promise<TerminalCredentials> {
  return alone(county, async () => {
    const registry = readRegistry(county.folder);
    const division = divisionOf(registry, village);
    if (division.kind !== 'village' && division.kind !== 'community')
      throw new CountyRefusal('wrong-division', village);
    const known = registry.terminals.find((terminal) => terminal.id === id);
    if (known && !(renew && known.village === village)) throw new CountyRefusal('terminal-exists', id);
    const password = randomBytes(24).toString('base64url');
    const terminal = known ?? { id, village, passwordHash: '', registeredAt: county.clock() };
    terminal.passwordHash = hashBrokerPassword(password);
    if (!known) registry.terminals.push(terminal);
    await signSettings(county, registry, [terminal]);
    await writeRegistry(county.folder, registry);
    await writeBrokerFiles(county.folder, registry);
    return { username: id, password };
  });
}

/**
 * Settings for one terminal, or for all of a village, township or the county. The more special ones win.
 * @param target a terminal's id or a division's code
 */
export function setSettings(county: County, target: string, settings: SettableSettings): Promise<string[]> {
  return alone(county, async () => {
    const registry = readRegistry(county.folder);
    const below = (village: string) =>
      target === village || target === townshipOf(village) || target === registry.code;
    const concerned = registry.terminals.filter(({ id, village }) => id === target || below(village));
    if (!concerned.some(({ id }) => id === target)) divisionOf(registry, target);
    registry.settings[target] = await keepPictures(county.folder, settings);
    await signSettings(county, registry, concerned);
    await writeRegistry(county.folder, registry);
    // Former codes decide whose hints a terminal may read.
    await writeBrokerFiles(county.folder, registry);
    return concerned.map(({ id }) => id);
  });
}
