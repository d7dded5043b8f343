/** Digests and canonical JSON: SHA-256 of the RFC 8785 form (conventions.md, "digest"). */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 canonical JSON as UTF-8 text. Throws TypeError for what JSON cannot carry. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

/** SHA-256 of bytes or UTF-8 text, 64 lower-case hex digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The one digest of an item version that QR, slips, certificates, archives and feeds quote. */
export function itemDigest(version: unknown): string {
  return sha256Hex(canonicalJson(version));
}
