import { expect, test } from 'vitest';
import { generateSealingKeys, openSealed, seal, sealingKeyId } from '../../../main/trust/sealed.ts';

const text = (value: string) => Buffer.from(value);

test('what is sealed for a key opens with it, empty and long, and with no other', async () => {
  const keys = await generateSealingKeys();
  const other = await generateSealingKeys();
  expect(keys.keyId).toBe(sealingKeyId(keys.publicKey));
  for (const plain of ['', '有人问路', 'x'.repeat(5_000)]) {
    const sealed = await seal(keys.publicKey, 'test', text(plain), 512);
    expect((await openSealed(keys.privateKey, 'test', sealed)).toString()).toBe(plain);
    await expect(openSealed(other.privateKey, 'test', sealed)).rejects.toMatchObject({
      kind: 'bad-signature',
    });
  }
});

test('the purpose is bound, and every changed byte is refused', async () => {
  const keys = await generateSealingKeys();
  const sealed = await seal(keys.publicKey, 'feedback', text('一条意见'), 64);
  await expect(openSealed(keys.privateKey, 'personal', sealed)).rejects.toMatchObject({
    kind: 'bad-signature',
  });
  for (const place of [0, 31, 32, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    await expect(openSealed(keys.privateKey, 'feedback', changed)).rejects.toMatchObject({
      kind: 'bad-signature',
    });
  }
  await expect(openSealed(keys.privateKey, 'feedback', sealed.subarray(0, 40))).rejects.toMatchObject({
    kind: 'bad-signature',
  });
});

test('lengths within one bucket look the same, and no sealed text repeats', async () => {
  const keys = await generateSealingKeys();
  const sizes = await Promise.all(
    ['', '好', '好'.repeat(80)].map(
      async (plain) => (await seal(keys.publicKey, 'test', text(plain), 256)).length,
    ),
  );
  expect(new Set(sizes).size).toBe(1);
  const twice = await Promise.all([1, 2].map(() => seal(keys.publicKey, 'test', text('同一句'), 256)));
  expect(twice[0]?.equals(twice[1] as Buffer)).toBe(false);
});

test('what is no public key is refused', async () => {
  await expect(seal(new Uint8Array(31), 'test', text('x'), 64)).rejects.toMatchObject({ kind: 'malformed' });
});
