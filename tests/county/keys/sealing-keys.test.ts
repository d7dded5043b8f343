import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openInboxKey, readPersonalKey, saveSealingKeys } from '../../../county/keys/sealing-keys.ts';
import { countyFolder } from '../../../county/repository/folder.ts';
import { generateSealingKeys, openSealed, seal } from '../../../main/trust/sealed.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'sanwu-sealing-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('both keys open what is sealed to them; the inbox key only with the passphrase', async () => {
  const folder = countyFolder(dir);
  const keys = { personal: await generateSealingKeys(), inbox: await generateSealingKeys() };
  await saveSealingKeys(folder, keys, 'right');
  const personal = readPersonalKey(folder);
  const inbox = await openInboxKey(folder, async () => 'right');
  for (const [kept, given] of [
    [personal, keys.personal],
    [inbox, keys.inbox],
  ] as const) {
    const sealed = await seal(given.publicKey, 'test', Buffer.from('x'), 64);
    expect((await openSealed(kept.privateKey, 'test', sealed)).toString()).toBe('x');
  }
  await expect(openInboxKey(folder, async () => 'wrong')).rejects.toMatchObject({ kind: 'wrong-passphrase' });
});

test('the files are the owner’s alone, and the inbox key does not lie there in plain', async () => {
  const folder = countyFolder(dir);
  const keys = { personal: await generateSealingKeys(), inbox: await generateSealingKeys() };
  await saveSealingKeys(folder, keys, 'right');
  const place = path.join(folder.keys, 'sealing');
  expect(statSync(place).mode & 0o077).toBe(0);
  const secret = keys.inbox.privateKey.toString('base64');
  for (const file of readdirSync(place)) {
    expect(statSync(path.join(place, file)).mode & 0o077).toBe(0);
    expect(readFileSync(path.join(place, file), 'utf8')).not.toContain(secret);
  }
});
