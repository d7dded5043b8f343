/** `init`: a county with its keys, its first roles and its first snapshot. All of it, or no folder. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '../../main/trust/digest.ts';
import { generateSealingKeys, type SealingKeyPair } from '../../main/trust/sealed.ts';
import { writeBrokerFiles } from '../fleet/mosquitto.ts';
import { writeOriginCredentials } from '../fleet/origin-credentials.ts';
import { generateKeyPair, type KeyPair } from '../keys/key-pair.ts';
import { saveKey, saveOnlineKey } from '../keys/key-store.ts';
import { saveSealingKey } from '../keys/sealing-keys.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import { Change, type County, countyAt } from '../repository/county.ts';
import { makeFolder, writeDurably } from '../repository/files.ts';
import { type CountyFolder, countyFolder } from '../repository/folder.ts';
import { type Registry, writeRegistry } from '../repository/registry.ts';
import { contentRole, countySigner } from '../repository/role-names.ts';
import {
  delegate,
  emptyTargets,
  signRoot,
  signSnapshot,
  signTargets,
  signTimestamp,
} from '../repository/tuf-json.ts';
import { stageEmptyContent } from './empty-content.ts';

export type NewCounty = {
  dir: string;
  /** 12 digits, …000000. */
  code: string;
  name: string;
  passphrase: string;
  /** Where the root keys go; `keys/root` in the county's folder when absent. */
  rootOut?: string;
  demo?: true;
  clock?: () => number;
};

/** Root keys: two sign, the third is the spare. */
const rootKeyCount = 3;
const rootThreshold = 2;

type FirstKeys = {
  roots: KeyPair[];
  targets: KeyPair;
  county: KeyPair;
  snapshot: KeyPair;
  timestamp: KeyPair;
  personal: SealingKeyPair;
  inbox: SealingKeyPair;
  /** Only its secret is used (keys/sealing-keys.ts). */
  records: SealingKeyPair;
};

const isFree = (folder: string) => !existsSync(folder) || readdirSync(folder).length === 0;

async function saveKeys(folder: CountyFolder, rootFolder: string, keys: FirstKeys, passphrase: string) {
  await Promise.all([
    ...keys.roots.map((key, place) => saveKey(rootFolder, `root-${place + 1}`, key, passphrase)),
    saveKey(folder.keys, 'targets', keys.targets, passphrase),
    saveKey(folder.keys, 'county', keys.county, passphrase),
    saveOnlineKey(folder.onlineKeys, 'snapshot', keys.snapshot),
    saveOnlineKey(folder.onlineKeys, 'timestamp', keys.timestamp),
    ...(['personal', 'inbox', 'records'] as const).map((name) =>
      saveSealingKey(folder, name, keys[name], async () => passphrase),
    ),
  ]);
}

function firstRoot(keys: FirstKeys, now: number): Buffer {
  const all = [...keys.roots, keys.targets, keys.snapshot, keys.timestamp];
  const single = (key: KeyPair) => ({ keyIds: [key.keyId], threshold: 1 });
  return signRoot(
    {
      keys: new Map(all.map((key) => [key.keyId, key.publicHex])),
      roles: {
        root: { keyIds: keys.roots.map((key) => key.keyId), threshold: rootThreshold },
        targets: single(keys.targets),
        snapshot: single(keys.snapshot),
        timestamp: single(keys.timestamp),
      },
    },
    1,
    now,
    keys.roots.slice(0, rootThreshold),
  );
}

/** Root, targets and the county's own content. The first snapshot and timestamp are signed here because `serve` may never run. */
async function writeFirstRoles(county: County, code: string, keys: FirstKeys): Promise<void> {
  const { metadata } = county.folder;
  const now = county.clock();
  await writeDurably(path.join(metadata, '1.root.json'), firstRoot(keys, now));
  const targets = emptyTargets();
  delegate(targets, contentRole(code, countySigner), keys.county);
  await writeDurably(path.join(metadata, '1.targets.json'), signTargets(targets, 1, now, keys.targets));
  const change = new Change(county);
  await stageEmptyContent(county, change, { division: code, signer: countySigner, key: keys.county });
  await change.commit();
  const versions = new Map([
    ['targets', 1],
    [contentRole(code, countySigner), 1],
  ]);
  const snapshot = signSnapshot(versions, 1, now, keys.snapshot);
  await writeDurably(path.join(metadata, '1.snapshot.json'), snapshot);
  const reference = { version: 1, length: snapshot.length, sha256: sha256Hex(snapshot) };
  await writeDurably(path.join(metadata, 'timestamp.json'), signTimestamp(reference, 1, now, keys.timestamp));
}

const firstRegistry = (given: NewCounty, keys: FirstKeys): Registry => ({
  type: 'sanwu.county',
  format: 1,
  code: given.code,
  name: given.name,
  ...(given.demo ? { demo: true as const } : {}),
  sealing: {
    personal: keys.personal.publicKey.toString('base64url'),
    inbox: keys.inbox.publicKey.toString('base64url'),
  },
  townships: [],
  villages: [],
  terminals: [],
  settings: {},
  erased: [],
});

/**
 * Makes a county and opens it.
 * @throws CountyRefusal `county-exists`, `root-folder-in-use`
 */
export async function createCounty(given: NewCounty): Promise<County> {
  const final = countyFolder(given.dir);
  const rootOut = given.rootOut === undefined ? undefined : path.resolve(given.rootOut);
  if (!isFree(final.dir)) throw new CountyRefusal('county-exists', given.dir);
  if (rootOut && !isFree(rootOut)) throw new CountyRefusal('root-folder-in-use', rootOut);
  const building = countyFolder(`${final.dir}.${randomBytes(4).toString('hex')}.partial`);
  const passphrase = () => Promise.resolve(given.passphrase);
  try {
    await makeFolder(building.dir, 0o700);
    for (const folder of [building.metadata, building.targets]) await makeFolder(folder);
    const keys: FirstKeys = {
      roots: Array.from({ length: rootKeyCount }, generateKeyPair),
      targets: generateKeyPair(),
      county: generateKeyPair(),
      snapshot: generateKeyPair(),
      timestamp: generateKeyPair(),
      personal: await generateSealingKeys(),
      inbox: await generateSealingKeys(),
      records: await generateSealingKeys(),
    };
    await saveKeys(building, rootOut ?? building.rootKeys, keys, given.passphrase);
    const county = countyAt(building.dir, passphrase, given.clock);
    await writeFirstRoles(county, given.code, keys);
    await writeOriginCredentials(building, given.code);
    const registry = firstRegistry(given, keys);
    await writeRegistry(building, registry);
    await writeBrokerFiles(building, registry);
    await mkdir(path.dirname(final.dir), { recursive: true });
    if (existsSync(final.dir)) await rmdir(final.dir);
    await rename(building.dir, final.dir);
  } catch (error) {
    await rm(building.dir, { recursive: true, force: true });
    // It was empty before: an attempt that failed must not stand in the way of the next one.
    if (rootOut) await rm(rootOut, { recursive: true, force: true });
    throw error;
  }
  return countyAt(given.dir, passphrase, given.clock);
}
