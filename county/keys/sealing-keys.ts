/**
 * The county's keys for what terminals seal to it (R2.4, R2.5). `personal` lies open beside the online keys, because `serve`
 * answers look-ups by itself; `inbox` is encrypted by the county's passphrase, so that only a person at the county reads
 * complaints.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SanwuError } from '../../main/contract/errors.ts';
import type { SealingKeyPair } from '../../main/trust/sealed.ts';
import { writeDurably } from '../repository/files.ts';
import type { CountyFolder } from '../repository/folder.ts';
import {
  decryptMaterial,
  encryptMaterial,
  type KeyMaterial,
  plainMaterial,
  readPlainMaterial,
} from './key-file.ts';
import type { PassphraseSource } from './key-store.ts';

const folderOf = (folder: CountyFolder) => path.join(folder.keys, 'sealing');
const fileName = (name: string, keyId: string) => `${name}-${keyId.slice(0, 8)}.json`;

const materialOf = ({ keyId, publicKey, privateKey }: SealingKeyPair): KeyMaterial => ({
  keyId,
  publicHex: publicKey.toString('hex'),
  secret: privateKey,
});

const pairOf = ({ keyId, publicHex, secret }: KeyMaterial): SealingKeyPair => ({
  keyId,
  publicKey: Buffer.from(publicHex, 'hex'),
  privateKey: secret,
});

/** Writes both keys of a county, modes 0600 in a folder 0700. */
export async function saveSealingKeys(
  folder: CountyFolder,
  keys: { personal: SealingKeyPair; inbox: SealingKeyPair },
  passphrase: string,
): Promise<void> {
  const place = folderOf(folder);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const write = (name: string, pair: SealingKeyPair, text: string) =>
    writeDurably(path.join(place, fileName(name, pair.keyId)), text, 0o600);
  const { personal, inbox } = keys;
  await write('personal', personal, plainMaterial('personal', materialOf(personal)));
  await write('inbox', inbox, await encryptMaterial('inbox', materialOf(inbox), passphrase));
}

function readOne(folder: CountyFolder, name: string): { subject: string; bytes: Buffer } {
  const place = folderOf(folder);
  const file = readdirSync(place).find((entry) => entry.startsWith(`${name}-`));
  if (!file) throw new SanwuError('missing-file', `keys/sealing/${name}`);
  return { subject: `keys/sealing/${file}`, bytes: readFileSync(path.join(place, file)) };
}

/** The key that personal look-ups are sealed to. Only `serve` may call this. @throws SanwuError `missing-file`, `malformed` */
export function readPersonalKey(folder: CountyFolder): SealingKeyPair {
  const { bytes, subject } = readOne(folder, 'personal');
  return pairOf(readPlainMaterial(bytes, subject));
}

/** The key that feedback is sealed to. @throws SanwuError `missing-file`, `wrong-passphrase`, `malformed` */
export async function openInboxKey(
  folder: CountyFolder,
  passphrase: PassphraseSource,
): Promise<SealingKeyPair> {
  const { bytes, subject } = readOne(folder, 'inbox');
  return pairOf(await decryptMaterial(bytes, subject, await passphrase()));
}
