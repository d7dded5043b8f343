/** Short Ed25519 signatures over an item's digest (QR) and over the county's time answers. */
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

const itemMessage = (digest: string) => Buffer.from(`sanwu-item\n${digest}`);
const timeMessage = (nonce: string, at: number) => Buffer.from(`sanwu-time\n${nonce}\n${at}`);

/** Seal of a digest: base64url, 86 characters. */
export function sealDigest(digest: string, privateKey: KeyObject): string {
  return sign(null, itemMessage(digest), privateKey).toString('base64url');
}

/** Whether `seal` was made over `digest` by the key. Beside the caller's thread: a village has thousands of seals. */
export function verifySeal(digest: string, seal: string, publicKey: KeyObject): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(null, itemMessage(digest), publicKey, Buffer.from(seal, 'base64url'), (error, isValid) => {
      if (error) reject(error);
      else resolve(isValid);
    });
  });
}

/** Answer to a time request, hex as in TUF signatures. `at`: UTC milliseconds. */
export function signTime(nonce: string, at: number, privateKey: KeyObject): string {
  return sign(null, timeMessage(nonce, at), privateKey).toString('hex');
}

/** Whether a time answer was made by the timestamp role's key for this nonce. */
export function verifyTime(nonce: string, at: number, signature: string, publicKey: KeyObject): boolean {
  return verify(null, timeMessage(nonce, at), publicKey, Buffer.from(signature, 'hex'));
}

/** Ed25519 public key from 32 raw bytes (RFC 8410 SPKI wrapper). Throws for other lengths. */
export function ed25519PublicKey(raw: Uint8Array): KeyObject {
  if (raw.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes');
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  return createPublicKey({ key: spki, format: 'der', type: 'spki' });
}

/** The 32 raw bytes of an Ed25519 public key. */
export function rawPublicKey(key: KeyObject): Buffer {
  const spki = key.export({ format: 'der', type: 'spki' });
  return spki.subarray(spki.length - 32);
}
