/** The county's private keys on disk: `keys/<name>-<first 8 of key id>.json`, so that a rotated key never overwrites another. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SanwuError } from '../../main/contract/errors.ts';
import { writeDurably } from '../repository/files.ts';
import { decryptKey, encryptKey, plainKeyFile, readPlainKey } from './key-file.ts';
import type { KeyPair } from './key-pair.ts';

/** Gives the county's passphrase when a key is first needed: from a file, a prompt, or the caller. */
export type PassphraseSource = () => Promise<string>;

const fileName = (name: string, keyId: string) => `${name}-${keyId.slice(0, 8)}.json`;

/** Writes a private key encrypted into `folder` (0700), file mode 0600. */
export async function saveKey(
  folder: string,
  name: string,
  pair: KeyPair,
  passphrase: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await writeDurably(
    path.join(folder, fileName(name, pair.keyId)),
    await encryptKey(name, pair, passphrase),
    0o600,
  );
}

/** Opens the passphrase-protected keys of one folder, each at most once. */
export class KeyStore {
  readonly folder: string;
  readonly #passphrase: PassphraseSource;
  readonly #opened = new Map<string, Promise<KeyPair>>();

  constructor(folder: string, passphrase: PassphraseSource) {
    this.folder = folder;
    this.#passphrase = passphrase;
  }

  /** The passphrase, for encrypting new keys beside the old ones. */
  passphrase(): Promise<string> {
    return this.#passphrase();
  }

  /** Ids (first 8 digits) of the keys that lie here. */
  held(): string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder).flatMap((file) => /-([0-9a-f]{8})\.json$/.exec(file)?.[1] ?? []);
  }

  /** @throws SanwuError `missing-file` (the key lies elsewhere), `wrong-passphrase`, `malformed` */
  open(keyId: string): Promise<KeyPair> {
    const known = this.#opened.get(keyId);
    if (known) return known;
    const opening = this.#read(keyId);
    this.#opened.set(keyId, opening);
    opening.catch(() => this.#opened.delete(keyId));
    return opening;
  }

  /** Encrypts and stores a new key, and keeps it open. */
  async save(name: string, pair: KeyPair): Promise<void> {
    await saveKey(this.folder, name, pair, await this.#passphrase());
    this.#opened.set(pair.keyId, Promise.resolve(pair));
  }

  async #read(keyId: string): Promise<KeyPair> {
    const ending = `-${keyId.slice(0, 8)}.json`;
    const present = existsSync(this.folder) ? readdirSync(this.folder) : [];
    const file = present.find((name) => name.endsWith(ending));
    if (!file) throw new SanwuError('missing-file', `keys/*${ending}`);
    const bytes = readFileSync(path.join(this.folder, file));
    const pair = await decryptKey(bytes, `keys/${file}`, await this.#passphrase());
    if (pair.keyId !== keyId) throw new SanwuError('malformed', `keys/${file}`);
    return pair;
  }
}

/** Writes an online key (mode 0600, folder 0700). Never reads what lies there. */
export async function saveOnlineKey(folder: string, name: string, pair: KeyPair): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await writeDurably(path.join(folder, fileName(name, pair.keyId)), plainKeyFile(name, pair), 0o600);
}

/** All online keys by key id. Only the county's origin (`serve`) and `init`, which made them, may call this. */
export function readOnlineKeys(folder: string): Map<string, KeyPair> {
  const keys = new Map<string, KeyPair>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.json')) continue;
    const pair = readPlainKey(readFileSync(path.join(folder, file)), `keys/online/${file}`);
    keys.set(pair.keyId, pair);
  }
  return keys;
}
