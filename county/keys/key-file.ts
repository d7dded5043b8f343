/**
 * Key files. A private key lies on disk encrypted by the county's passphrase (scrypt, then AES-256-GCM); only the
 * online keys (timestamp, snapshot) lie there as they are, readable by their owner alone.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { sha256 } from '../../main/contract/content.ts';
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { type KeyPair, keyPairFrom, privateKeyBytes } from './key-pair.ts';

/** scrypt cost: 32 MiB and about 0.1 s on a small machine (RFC 7914). */
const cost = { N: 32_768, r: 8, p: 1 } as const;
/** What a key file may ask of this machine when it is opened. */
const mostMemory = 256 * 1024 * 1024;

const base64 = z.base64().max(4096);
const header = {
  type: z.literal('sanwu.key'),
  format: z.literal(1),
  name: z.string().max(100),
  keyId: sha256,
};
const publicHex = z.string().regex(/^[0-9a-f]{64}$/);

const sealedKey = z.strictObject({
  ...header,
  public: publicHex,
  protection: z.strictObject({
    kind: z.literal('passphrase'),
    kdf: z.literal('scrypt'),
    N: z.number().int().min(2).max(262_144),
    r: z.number().int().min(1).max(16),
    p: z.number().int().min(1).max(4),
    salt: base64,
    cipher: z.literal('aes-256-gcm'),
    iv: base64,
    tag: base64,
  }),
  data: base64,
});
const openKey = z.strictObject({
  ...header,
  public: publicHex,
  protection: z.strictObject({ kind: z.literal('none') }),
  data: base64,
});
type SealedKey = z.infer<typeof sealedKey>;

function derive(passphrase: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }) {
  return new Promise<Buffer>((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, { N, r, p, maxmem: mostMemory }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

const associated = (name: string, keyId: string) => Buffer.from(`sanwu-key\n${name}\n${keyId}`);

/** What a key file holds: an Ed25519 key as PKCS #8, or an X25519 sealing key as its 32 raw bytes. */
export type KeyMaterial = { keyId: string; publicHex: string; secret: Buffer };

const materialOf = (pair: KeyPair): KeyMaterial => ({ ...pair, secret: privateKeyBytes(pair) });

/** Text of an encrypted key file. */
export const encryptKey = (name: string, pair: KeyPair, passphrase: string): Promise<string> =>
  encryptMaterial(name, materialOf(pair), passphrase);

/** Text of an encrypted key file of any kind of key. */
export async function encryptMaterial(name: string, pair: KeyMaterial, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), iv);
  cipher.setAAD(associated(name, pair.keyId));
  const data = Buffer.concat([cipher.update(pair.secret), cipher.final()]);
  const file: SealedKey = {
    type: 'sanwu.key',
    format: 1,
    name,
    keyId: pair.keyId,
    public: pair.publicHex,
    protection: {
      kind: 'passphrase',
      kdf: 'scrypt',
      ...cost,
      salt: salt.toString('base64'),
      cipher: 'aes-256-gcm',
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    },
    data: data.toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Opens an encrypted key file of a signing key.
 * @throws SanwuError `malformed`, `limit`, or `wrong-passphrase`
 */
export async function decryptKey(bytes: Uint8Array, subject: string, passphrase: string): Promise<KeyPair> {
  const { publicHex, secret } = await decryptMaterial(bytes, subject, passphrase);
  return keyPairFrom(publicHex, secret);
}

/**
 * Opens an encrypted key file of any kind of key.
 * @throws SanwuError `malformed`, `limit`, or `wrong-passphrase`
 */
export async function decryptMaterial(
  bytes: Uint8Array,
  subject: string,
  passphrase: string,
): Promise<KeyMaterial> {
  const parsed = sealedKey.safeParse(parseBoundedJson(bytes, limits.keyFileBytes, subject));
  if (!parsed.success) throw new SanwuError('malformed', subject, { cause: parsed.error });
  const { name, keyId, protection, data } = parsed.data;
  const salt = Buffer.from(protection.salt, 'base64');
  const key = await derive(passphrase, salt, protection);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(protection.iv, 'base64'));
    decipher.setAAD(associated(name, keyId));
    decipher.setAuthTag(Buffer.from(protection.tag, 'base64'));
    const secret = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]);
    return { keyId, publicHex: parsed.data.public, secret };
  } catch (cause) {
    throw new SanwuError('wrong-passphrase', subject, { cause });
  }
}

/** Text of an online key file, which nothing but its file mode protects. */
export const plainKeyFile = (name: string, pair: KeyPair): string => plainMaterial(name, materialOf(pair));

/** The same for any kind of key. */
export function plainMaterial(name: string, pair: KeyMaterial): string {
  const file: z.infer<typeof openKey> = {
    type: 'sanwu.key',
    format: 1,
    name,
    keyId: pair.keyId,
    public: pair.publicHex,
    protection: { kind: 'none' },
    data: pair.secret.toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Opens an online key file of a signing key. @throws SanwuError `malformed` or `limit` */
export function readPlainKey(bytes: Uint8Array, subject: string): KeyPair {
  const { publicHex, secret } = readPlainMaterial(bytes, subject);
  return keyPairFrom(publicHex, secret);
}

/** Opens an online key file of any kind of key. @throws SanwuError `malformed` or `limit` */
export function readPlainMaterial(bytes: Uint8Array, subject: string): KeyMaterial {
  const parsed = openKey.safeParse(parseBoundedJson(bytes, limits.keyFileBytes, subject));
  if (!parsed.success) throw new SanwuError('malformed', subject, { cause: parsed.error });
  const { keyId, public: publicHex, data } = parsed.data;
  return { keyId, publicHex, secret: Buffer.from(data, 'base64') };
}
