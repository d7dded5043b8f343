/**
 * Sealed messages between a terminal and its county: HPKE base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256 and AES-256-GCM. What is sealed is padded first, so that its length tells nothing (R2.4, R2.5).
 */
import { createHash } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { SanwuError } from '../contract/errors.ts';

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const keyBytes = 32;
/** Padding: four bytes of length, the plaintext, zeros. */
const lengthBytes = 4;

/** Raw X25519 keys, 32 bytes each. `keyId`: SHA-256 of the public key, hex. */
export type SealingKeyPair = { keyId: string; publicKey: Buffer; privateKey: Buffer };

/** Names a public key; the name travels beside what is sealed to it. */
export const sealingKeyId = (publicKey: Uint8Array) => createHash('sha256').update(publicKey).digest('hex');

/** A fresh key pair. */
export async function generateSealingKeys(): Promise<SealingKeyPair> {
  const pair = await suite.kem.generateKeyPair();
  const publicKey = Buffer.from(await suite.kem.serializePublicKey(pair.publicKey));
  const privateKey = Buffer.from(await suite.kem.serializePrivateKey(pair.privateKey));
  return { keyId: sealingKeyId(publicKey), publicKey, privateKey };
}

/** How many buckets so many bytes of plaintext fill. */
export const sealedBuckets = (plaintextBytes: number, bucket: number): number =>
  Math.ceil((plaintextBytes + lengthBytes) / bucket);

function pad(plaintext: Uint8Array, bucket: number): Uint8Array {
  const length = sealedBuckets(plaintext.length, bucket) * bucket;
  const padded = Buffer.alloc(length);
  padded.writeUInt32BE(plaintext.length, 0);
  padded.set(plaintext, lengthBytes);
  return padded;
}

function unpad(padded: Buffer): Buffer {
  const length = padded.readUInt32BE(0);
  if (length > padded.length - lengthBytes) throw new RangeError('padding');
  return padded.subarray(lengthBytes, lengthBytes + length);
}

/**
 * Seals for the holder of a public key.
 * @param info binds the message to its purpose; the opener must give the same
 * @param bucket the sealed length is a multiple of this many bytes, and the constant overhead
 * @returns encapsulated key (32 bytes) and ciphertext
 * @throws SanwuError `malformed` for what is no public key
 */
export async function seal(
  publicKey: Uint8Array,
  info: string,
  plaintext: Uint8Array,
  bucket: number,
): Promise<Buffer> {
  if (publicKey.length !== keyBytes) throw new SanwuError('malformed', 'sealing key');
  const recipientPublicKey = await suite.kem.deserializePublicKey(asArrayBuffer(publicKey));
  const { enc, ct } = await suite.seal(
    { recipientPublicKey, info: asArrayBuffer(Buffer.from(info)) },
    asArrayBuffer(pad(plaintext, bucket)),
  );
  return Buffer.concat([Buffer.from(enc), Buffer.from(ct)]);
}

/**
 * Opens what was sealed for `keys`.
 * @throws SanwuError `bad-signature` when it was changed, is for another key, or for another purpose
 */
export async function openSealed(privateKey: Uint8Array, info: string, sealed: Uint8Array): Promise<Buffer> {
  try {
    const recipientKey = await suite.kem.deserializePrivateKey(asArrayBuffer(privateKey));
    const plain = await suite.open(
      {
        recipientKey,
        enc: asArrayBuffer(sealed.subarray(0, keyBytes)),
        info: asArrayBuffer(Buffer.from(info)),
      },
      asArrayBuffer(sealed.subarray(keyBytes)),
    );
    return unpad(Buffer.from(plain));
  } catch (cause) {
    throw new SanwuError('bad-signature', 'sealed message', { cause });
  }
}

function asArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}
