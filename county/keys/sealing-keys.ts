/**
 * The county's keys for what terminals seal to it (R2.4, R2.5). `personal` lies open beside the online keys, because `serve`
 * answers look-ups by itself; `inbox` is encrypted by the county's passphrase, so that only a person at the county reads
 * complaints. Keys from before a rotation stay: what was sealed to them is still opened.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
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

/** `inbox` lies encrypted; the others as they are, because `serve` works without a person. */
export type SealingKeyName = 'personal' | 'inbox' | 'records';

/** Writes one key beside those that are there: mode 0600 in a folder 0700. */
export async function saveSealingKey(
  folder: CountyFolder,
  name: SealingKeyName,
  pair: SealingKeyPair,
  passphrase: PassphraseSource,
): Promise<void> {
  const place = folderOf(folder);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const material = materialOf(pair);
  const text =
    name === 'inbox'
      ? await encryptMaterial(name, material, await passphrase())
      : plainMaterial(name, material);
  await writeDurably(path.join(place, fileName(name, pair.keyId)), text, 0o600);
}

/** All keys of one name: the present one, and those from before a rotation. @throws SanwuError `missing-file` */
function filesOf(folder: CountyFolder, name: SealingKeyName): { subject: string; bytes: Buffer }[] {
  const place = folderOf(folder);
  const files = existsSync(place) ? readdirSync(place).filter((entry) => entry.startsWith(`${name}-`)) : [];
  if (files.length === 0) throw new SanwuError('missing-file', `keys/sealing/${name}`);
  return files.map((file) => ({
    subject: `keys/sealing/${file}`,
    bytes: readFileSync(path.join(place, file)),
  }));
}

const byId = (pairs: readonly SealingKeyPair[]) => new Map(pairs.map((pair) => [pair.keyId, pair]));

/** The keys that questions, tickets and private answers are sealed to, by id. Only `serve` may make one. */
export class PersonalKeys {
  readonly #folder: CountyFolder;
  #keys: ReadonlyMap<string, SealingKeyPair>;

  /** @throws SanwuError `missing-file`, `malformed` */
  constructor(folder: CountyFolder) {
    this.#folder = folder;
    this.#keys = this.#read();
  }

  /** A key that a rotation has added since is found too. @throws SanwuError `missing-file`, `malformed` */
  find(keyId: string): SealingKeyPair | undefined {
    if (!this.#keys.has(keyId)) this.#keys = this.#read();
    return this.#keys.get(keyId);
  }

  #read(): ReadonlyMap<string, SealingKeyPair> {
    const files = filesOf(this.#folder, 'personal');
    return byId(files.map(({ bytes, subject }) => pairOf(readPlainMaterial(bytes, subject))));
  }
}

/**
 * The secret that personal records and slip numbers are filed under; nothing is sealed to it, and a rotation of the others
 * leaves it as it is (docs/decisions/074). @throws SanwuError `missing-file`, `malformed`
 */
export function readRecordsSecret(folder: CountyFolder): Buffer {
  const [file] = filesOf(folder, 'records');
  if (!file) throw new SanwuError('missing-file', 'keys/sealing/records');
  return readPlainMaterial(file.bytes, file.subject).secret;
}

/** The keys that feedback is sealed to, by id. @throws SanwuError `missing-file`, `wrong-passphrase`, `malformed` */
export async function openInboxKeys(
  folder: CountyFolder,
  passphrase: PassphraseSource,
): Promise<ReadonlyMap<string, SealingKeyPair>> {
  const files = filesOf(folder, 'inbox');
  const words = await passphrase();
  const opened = files.map(({ bytes, subject }) => decryptMaterial(bytes, subject, words));
  return byId((await Promise.all(opened)).map(pairOf));
}
