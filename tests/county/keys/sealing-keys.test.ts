import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  openInboxKeys,
  PersonalKeys,
  readRecordsSecret,
  saveSealingKey,
} from '../../../county/keys/sealing-keys.ts';
import { type CountyFolder, countyFolder } from '../../../county/repository/folder.ts';
import { generateSealingKeys, openSealed, type SealingKeyPair, seal } from '../../../main/trust/sealed.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'sanwu-sealing-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const right = async () => 'right';

async function made(folder: CountyFolder) {
  const pair = {
    personal: await generateSealingKeys(),
    inbox: await generateSealingKeys(),
    records: await generateSealingKeys(),
  };
  for (const name of ['personal', 'inbox', 'records'] as const)
    await saveSealingKey(folder, name, pair[name], right);
  return pair;
}

const opens = async (kept: SealingKeyPair | undefined, given: SealingKeyPair) => {
  const sealed = await seal(given.publicKey, 'test', Buffer.from('x'), 64);
  expect((await openSealed(kept?.privateKey ?? Buffer.alloc(32), 'test', sealed)).toString()).toBe('x');
};

test('both keys open what is sealed to them; the inbox key only with the passphrase', async () => {
  const folder = countyFolder(dir);
  const keys = await made(folder);
  await opens(new PersonalKeys(folder).find(keys.personal.keyId), keys.personal);
  await opens((await openInboxKeys(folder, right)).get(keys.inbox.keyId), keys.inbox);
  await expect(openInboxKeys(folder, async () => 'wrong')).rejects.toMatchObject({
    kind: 'wrong-passphrase',
  });
});

test('after a rotation the key is chosen by its id, in a running program too; the records secret stays', async () => {
  const folder = countyFolder(dir);
  const keys = await made(folder);
  const personal = new PersonalKeys(folder);
  const secret = readRecordsSecret(folder);
  for (let round = 0; round < 3; round++) {
    const next = { personal: await generateSealingKeys(), inbox: await generateSealingKeys() };
    expect(personal.find(next.personal.keyId)).toBeUndefined();
    await saveSealingKey(folder, 'personal', next.personal, right);
    await saveSealingKey(folder, 'inbox', next.inbox, right);
    const inbox = await openInboxKeys(folder, right);
    for (const each of [keys, next]) {
      await opens(personal.find(each.personal.keyId), each.personal);
      await opens(inbox.get(each.inbox.keyId), each.inbox);
    }
  }
  expect(readRecordsSecret(folder)).toEqual(secret);
});

test('the files are the owner’s alone, and the inbox key does not lie there in plain', async () => {
  const folder = countyFolder(dir);
  const keys = await made(folder);
  const place = path.join(folder.keys, 'sealing');
  expect(statSync(place).mode & 0o077).toBe(0);
  const secret = keys.inbox.privateKey.toString('base64');
  for (const file of readdirSync(place)) {
    expect(statSync(path.join(place, file)).mode & 0o077).toBe(0);
    expect(readFileSync(path.join(place, file), 'utf8')).not.toContain(secret);
  }
});
