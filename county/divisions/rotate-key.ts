/**
 * Changing keys. New signatures are written bottom-up and count only when the topmost file is in place, because a role is
 * taken in its newest version that its parent's keys signed (repository/role-tree.ts).
 */
import { SanwuError } from '../../main/contract/errors.ts';
import { generateSealingKeys } from '../../main/trust/sealed.ts';
import { generateKeyPair, type KeyPair } from '../keys/key-pair.ts';
import { KeyStore, saveKey, saveOnlineKey } from '../keys/key-store.ts';
import { saveSealingKey } from '../keys/sealing-keys.ts';
import { stageContent } from '../publish/desk.ts';
import { finishErasures } from '../publish/erasure.ts';
import { Packing } from '../publish/packing.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import { SignerContent } from '../publish/signer-content.ts';
import { reseal } from '../publish/versions.ts';
import { alone, Change, type County } from '../repository/county.ts';
import { type Registry, readRegistry, writeRegistry } from '../repository/registry.ts';
import { contentRole, countyRole, countySigner, townshipOf, townshipRole } from '../repository/role-names.ts';
import { delegate, rootContent, signRoot } from '../repository/tuf-json.ts';
import { signSettings } from './terminals.ts';

/** `--root DIR`: where the root keys are, for the roles that the root names. */
export type KeyChange = {
  role: string;
  rootKeys?: string /** Root key to replace, first digits of its id. */;
  replace?: string;
};
export type ChangedKey = { role: string; keyId: string };

const topLevel = ['root', 'targets', 'snapshot', 'timestamp'] as const;
type TopLevel = (typeof topLevel)[number];

/** `township-<code>` or `township/<code>`. */
const townshipIn = (role: string) => /^township[-/](\d{12})$/.exec(role)?.[1];

/** Seals and signs all of a signer's content in one division with another key. */
async function resignContent(county: County, change: Change, division: string, signer: string, key: KeyPair) {
  const role = contentRole(division, signer);
  if (!change.tree.find(role)) return;
  const roleContent = change.content(role);
  const content = new SignerContent(county.folder.targets, division, signer, roleContent);
  const packing = new Packing(content);
  for (const entry of content.entries) {
    const part = content.part(entry);
    for (const record of [...part.items]) {
      if (record.state === 'erased') continue;
      const versions = record.versions.map((version) => reseal(version.content, key));
      packing.put({ ...record, versions }, part);
    }
  }
  const desk = { county, change, role, roleContent, content, key };
  await stageContent(desk, packing, content.index?.nextNumber ?? 1);
}

/** Stages one branch (`county/T` or `township/T`) and the content roles under it for another key. */
async function resignBranch(county: County, change: Change, branch: string, signer: string, key: KeyPair) {
  const content = change.content(branch);
  for (const role of content.delegations.keys()) {
    const division = role.split('/')[1] ?? '';
    await resignContent(county, change, division, signer, key);
    delegate(content, role, key);
  }
  await change.stage(branch, content, key);
}

async function changeTownship(county: County, registry: Registry, code: string, key: KeyPair): Promise<void> {
  if (!registry.townships.some((township) => township.code === code))
    throw new CountyRefusal('unknown-role', code);
  const change = new Change(county);
  await resignBranch(county, change, townshipRole(code), code, key);
  const targets = change.content('targets');
  delegate(targets, townshipRole(code), key);
  await change.stage('targets', targets);
  await change.commit();
}

async function changeCounty(county: County, registry: Registry, key: KeyPair): Promise<void> {
  const change = new Change(county);
  const targets = change.content('targets');
  await resignContent(county, change, registry.code, countySigner, key);
  delegate(targets, contentRole(registry.code, countySigner), key);
  for (const { code } of registry.townships) {
    await resignBranch(county, change, countyRole(townshipOf(code)), countySigner, key);
    delegate(targets, countyRole(code), key);
  }
  await change.stage('targets', targets);
  await change.commit();
}

async function rootSigners(
  folder: string | undefined,
  county: County,
  keyIds: readonly string[],
  threshold: number,
) {
  const store = new KeyStore(folder ?? county.folder.rootKeys, () => county.keys.passphrase());
  const held = store.held();
  const present = keyIds.filter((keyId) => held.includes(keyId.slice(0, 8)));
  if (present.length < threshold) throw new CountyRefusal('root-keys-needed', folder ?? 'keys/root');
  return Promise.all(present.map((keyId) => store.open(keyId)));
}

/** Root, targets, snapshot or timestamp: a new root metadata version, signed by old and new root keys. */
async function changeTopLevel(county: County, role: TopLevel, given: KeyChange): Promise<KeyPair> {
  const change = new Change(county);
  const root = rootContent(change.tree.root.signed);
  const signers = await rootSigners(
    given.rootKeys,
    county,
    root.roles.root.keyIds,
    root.roles.root.threshold,
  );
  const key = generateKeyPair();
  root.keys.set(key.keyId, key.publicHex);
  const version = change.tree.root.signed.version + 1;
  if (role === 'root') {
    const place = root.roles.root.keyIds.findIndex((keyId) => keyId.startsWith(given.replace ?? ' '));
    if (given.replace && place < 0) throw new CountyRefusal('unknown-role', given.replace);
    const index = place < 0 ? root.roles.root.keyIds.length - 1 : place;
    root.roles.root.keyIds[index] = key.keyId;
    const folder = given.rootKeys ?? county.folder.rootKeys;
    await saveKey(folder, `root-v${version}`, key, await county.keys.passphrase());
    signers.push(key);
  } else {
    root.roles[role].keyIds = [key.keyId];
    if (role === 'targets') await county.keys.save('targets', key);
    else await saveOnlineKey(county.folder.onlineKeys, role, key);
  }
  if (role === 'targets') await change.stage('targets', change.content('targets'), key);
  change.stageFile(`${version}.root.json`, signRoot(root, version, county.clock(), signers));
  await change.commit();
  return key;
}

const sealingRoles = ['personal', 'inbox'] as const;

/**
 * A key that terminals seal to. They learn the new one by their signed settings; the old one stays on disk, because what was
 * sealed to it is still opened, and comes for some time yet.
 */
async function changeSealing(county: County, role: (typeof sealingRoles)[number]): Promise<ChangedKey> {
  const pair = await generateSealingKeys();
  await saveSealingKey(county.folder, role, pair, () => county.keys.passphrase());
  const registry = readRegistry(county.folder);
  registry.sealing[role] = pair.publicKey.toString('base64url');
  await writeRegistry(county.folder, registry);
  await signSettings(county, registry, registry.terminals);
  return { role, keyId: pair.keyId };
}

/**
 * Gives a role a new key: `root`, `targets`, `snapshot`, `timestamp`, `county`, `township-<code>`, `personal`, `inbox`. What
 * the old key signed is signed anew, so nothing disappears; what was sealed to it is still opened.
 * @throws CountyRefusal `unknown-role`, `root-keys-needed`
 */
export function rotateKey(county: County, given: KeyChange): Promise<ChangedKey> {
  return alone(county, async () => {
    await finishErasures(county);
    const registry = readRegistry(county.folder);
    const sealing = sealingRoles.find((name) => name === given.role);
    if (sealing) return changeSealing(county, sealing);
    const top = topLevel.find((name) => name === given.role);
    if (top) return { role: given.role, keyId: (await changeTopLevel(county, top, given)).keyId };
    const township = townshipIn(given.role);
    if (given.role !== 'county' && !township) throw new CountyRefusal('unknown-role', given.role);
    const key = generateKeyPair();
    await county.keys.save(township ? `township-${township}` : 'county', key);
    if (township) await changeTownship(county, registry, township, key);
    else await changeCounty(county, registry, key);
    return { role: given.role, keyId: key.keyId };
  });
}

/**
 * Ends a township's key without giving it a new one: what it published stays, signed by the county, until `rotateKey`.
 * @throws CountyRefusal `key-not-revocable` (others cannot be without a key: rotate them), `unknown-role`
 */
export function revokeKey(county: County, role: string): Promise<ChangedKey> {
  return alone(county, async () => {
    await finishErasures(county);
    const registry = readRegistry(county.folder);
    const township = townshipIn(role);
    const mustExist: readonly string[] = ['county', ...topLevel, ...sealingRoles];
    if (mustExist.includes(role)) throw new CountyRefusal('key-not-revocable', role);
    if (!township) throw new CountyRefusal('unknown-role', role);
    const keyId = new Change(county).tree.keyIds(contentRole(registry.code, countySigner))[0];
    if (!keyId) throw new SanwuError('not-found', 'county');
    const key = await county.keys.open(keyId);
    await changeTownship(county, registry, township, key);
    return { role, keyId };
  });
}
