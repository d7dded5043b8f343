/** Ed25519 keys as TUF knows them: the id is the SHA-256 of the public part's canonical JSON (TUF 1.0, 4.2). */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Signature } from '@tufjs/models';
import { canonicalJson, sha256Hex } from '../../main/trust/digest.ts';
import { rawPublicKey } from '../../main/trust/seal.ts';

/** A private key with its public part. `publicHex` is the raw 32 bytes as hex. */
export type KeyPair = { keyId: string; publicHex: string; privateKey: KeyObject };

/** The public part as TUF metadata carries it. */
export const publicKeyJson = (publicHex: string) => ({
  keytype: 'ed25519',
  scheme: 'ed25519',
  keyval: { public: publicHex },
});

/** Id of a public key, 64 hex digits. */
export function keyIdOf(publicHex: string): string {
  return sha256Hex(canonicalJson(publicKeyJson(publicHex)));
}

export function generateKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicHex = rawPublicKey(publicKey).toString('hex');
  return { keyId: keyIdOf(publicHex), publicHex, privateKey };
}

/** PKCS #8 DER of the private part. */
export function privateKeyBytes(pair: KeyPair): Buffer {
  return pair.privateKey.export({ format: 'der', type: 'pkcs8' });
}

export function keyPairFrom(publicHex: string, pkcs8: Buffer): KeyPair {
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return { keyId: keyIdOf(publicHex), publicHex, privateKey };
}

/** Signs canonical metadata bytes; the form that `Metadata.sign` asks for. */
export function signer(pair: KeyPair): (data: Buffer) => Signature {
  return (data) =>
    new Signature({ keyID: pair.keyId, sig: sign(null, data, pair.privateKey).toString('hex') });
}

/** The public key of seals in a content index: raw 32 bytes, base64url. */
export function sealKeyOf(pair: KeyPair): string {
  return Buffer.from(pair.publicHex, 'hex').toString('base64url');
}
