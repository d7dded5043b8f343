import { describe, expect, it } from 'vitest';
import { decryptKey, encryptKey } from '../../../county/keys/key-file.ts';
import { generateKeyPair, keyIdOf } from '../../../county/keys/key-pair.ts';

describe('key files', () => {
  it('give the key back to the right passphrase only', async () => {
    const pair = generateKeyPair();
    const text = await encryptKey('targets', pair, 'right');
    const opened = await decryptKey(Buffer.from(text), 'targets', 'right');
    expect(opened.privateKey.equals(pair.privateKey)).toBe(true);
    await expect(decryptKey(Buffer.from(text), 'targets', 'wrong')).rejects.toMatchObject({
      kind: 'wrong-passphrase',
    });
  });

  it('hold no private key in clear', async () => {
    const pair = generateKeyPair();
    const text = await encryptKey('targets', pair, 'right');
    const secret = pair.privateKey.export({ format: 'jwk' }).d ?? 'none';
    expect(text).not.toContain(Buffer.from(secret, 'base64url').toString('base64'));
    expect(JSON.parse(text).protection).toMatchObject({ kdf: 'scrypt', cipher: 'aes-256-gcm' });
  });

  it('refuse a file whose key id or name was exchanged', async () => {
    const file = JSON.parse(await encryptKey('targets', generateKeyPair(), 'right'));
    for (const change of [
      { name: 'county' },
      { keyId: '0'.repeat(64) },
      { data: Buffer.alloc(48).toString('base64') },
    ]) {
      const bytes = Buffer.from(JSON.stringify({ ...file, ...change }));
      await expect(decryptKey(bytes, 'targets', 'right')).rejects.toMatchObject({ kind: 'wrong-passphrase' });
    }
  });

  it('compute key ids as TUF does: the hash of the canonical public key', () => {
    // Worked out with python: sha256 of {"keytype":"ed25519","keyval":{"public":"00…00"},"scheme":"ed25519"}
    expect(keyIdOf('0'.repeat(64))).toBe('7f7373360bc914a5d4a7bd87711615178beb6cf52494fcc49082ec65ba62908c');
  });
});
