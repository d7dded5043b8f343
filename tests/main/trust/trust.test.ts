import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseBoundedJson } from '../../../main/trust/bounded-json.ts';
import { canonicalJson, itemDigest } from '../../../main/trust/digest.ts';
import {
  ed25519PublicKey,
  rawPublicKey,
  sealDigest,
  signTime,
  verifySeal,
  verifyTime,
} from '../../../main/trust/seal.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('digest', () => {
  it('is over the RFC 8785 form: member order and spacing do not matter, content does', () => {
    expect(canonicalJson({ b: 1, a: '䶮' })).toBe('{"a":"䶮","b":1}');
    expect(itemDigest({ a: 1, b: [2, 3] })).toBe(itemDigest({ b: [2, 3], a: 1 }));
    expect(itemDigest({ a: 1 })).not.toBe(itemDigest({ a: 2 }));
  });
});

describe('seal', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  it('verifies with the key rebuilt from its raw bytes, and not after a change', async () => {
    const digest = itemDigest({ a: 1 });
    const seal = sealDigest(digest, privateKey);
    const key = ed25519PublicKey(rawPublicKey(publicKey));
    expect(seal).toHaveLength(86);
    expect(await verifySeal(digest, seal, key)).toBe(true);
    expect(await verifySeal(itemDigest({ a: 2 }), seal, key)).toBe(false);
    expect((await verifySeal(digest, `A${seal.slice(1)}`, key)) && seal[0] !== 'A').toBe(false);
  });
  it('binds a time answer to its nonce', () => {
    const signature = signTime('nonce', 5, privateKey);
    expect(verifyTime('nonce', 5, signature, publicKey)).toBe(true);
    expect(verifyTime('other', 5, signature, publicKey)).toBe(false);
    expect(verifyTime('nonce', 6, signature, publicKey)).toBe(false);
  });
});

describe('parseBoundedJson', () => {
  it('parses within the limits, brackets in strings do not count', () => {
    expect(parseBoundedJson(bytes(`{"a":"${'['.repeat(100)}\\""}`), 1000, 'x')).toEqual({
      a: `${'['.repeat(100)}"`,
    });
  });
  it('refuses what is too long, too deep, broken, or not UTF-8', () => {
    expect(() => parseBoundedJson(bytes('[1,2,3]'), 3, 'x')).toThrowError(
      expect.objectContaining({ limit: 'bytes' }),
    );
    const deep = '['.repeat(30) + ']'.repeat(30);
    expect(() => parseBoundedJson(bytes(deep), 1000, 'x')).toThrowError(
      expect.objectContaining({ limit: 'jsonDepth' }),
    );
    expect(() => parseBoundedJson(bytes('{"a":'), 1000, 'x')).toThrowError(
      expect.objectContaining({ kind: 'malformed' }),
    );
    expect(() => parseBoundedJson(new Uint8Array([0x22, 0xff, 0x22]), 10, 'x')).toThrow();
  });
});
