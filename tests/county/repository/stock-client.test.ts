import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateKeyPair } from '../../../county/keys/key-pair.ts';
import {
  addTerminal,
  addVillage,
  correctItem,
  eraseItem,
  Origin,
  openCounty,
  publishItems,
  revokeKey,
  rotateKey,
  setSettings,
  withdrawItem,
} from '../../../county/open-county.ts';
import { Change } from '../../../county/repository/county.ts';
import { contentRole, metadataFile } from '../../../county/repository/role-names.ts';
import { signTargets } from '../../../county/repository/tuf-json.ts';
import { terminalSettings } from '../../../main/contract/settings.ts';
import { ed25519PublicKey, verifySeal } from '../../../main/trust/seal.ts';
import { StockClient } from '../fixture/stock-client.ts';
import { codes, draft, passphrase, temporaryCounty } from '../fixture/temporary-county.ts';

const sign = (dir: string) => new Origin({ dir }).once();

describe('a stock TUF client', () => {
  it('reads what county and township publish, and their corrections and withdrawals', async () => {
    const { county, dir } = await temporaryCounty();
    const client = new StockClient(county.folder.repository);
    expect(await client.index(codes.village, 'county')).toBeUndefined(); // nothing signed yet but the first snapshot
    const [first, second] = await publishItems(county, {
      division: codes.village,
      signer: 'county',
      items: [{ draft: draft() }, { draft: draft({ title: '第二条' }) }],
    });
    await publishItems(county, {
      division: codes.village,
      signer: codes.township,
      items: [{ draft: draft({ source: 'township' }) }],
    });
    await sign(dir);
    expect((await client.records(codes.village, 'county')).map(({ id }) => id)).toEqual([
      first?.id,
      second?.id,
    ]);
    expect(await client.records(codes.village, codes.township)).toHaveLength(1);
    await correctItem(county, first?.id ?? '', draft({ title: '改过' }), '写错');
    await withdrawItem(county, second?.id ?? '', '不再适用');
    await sign(dir);
    const [corrected, withdrawn] = await client.records(codes.village, 'county');
    expect(corrected).toMatchObject({
      state: 'published',
      versions: [
        { content: { version: 1 } },
        { content: { version: 2, title: '改过', correction: { reason: '写错' } } },
      ],
    });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawn: { reason: '不再适用' } });
  });

  it('finds signed settings, with the more special ones on top', async () => {
    const { county, dir } = await temporaryCounty();
    await addTerminal(county, { id: 'hall-1', village: codes.village });
    await setSettings(county, codes.county, {
      idle: { afterSeconds: 100, warningSeconds: 30 },
      links: [{ title: '12317' }],
    });
    await setSettings(county, 'hall-1', { idle: { afterSeconds: 200, warningSeconds: 30 } });
    await sign(dir);
    const client = new StockClient(county.folder.repository);
    const bytes = await client.target(`settings/${codes.village}/hall-1.json`);
    const settings = terminalSettings.parse(JSON.parse(bytes?.toString('utf8') ?? ''));
    expect(settings).toMatchObject({
      villageName: '子村',
      townshipName: '甲镇',
      countyName: '测试县',
      idle: { afterSeconds: 200 },
      links: [{ title: '12317' }],
      catalogues: ['village', 'columns', 'modules'],
    });
  });

  it('follows rotated and revoked keys with all content kept, seals made anew', async () => {
    const { county, dir, rootOut } = await temporaryCounty();
    const client = new StockClient(county.folder.repository);
    const request = { division: codes.village, signer: codes.township, items: [{ draft: draft() }] };
    const [item] = await publishItems(county, request);
    await publishItems(county, { division: codes.village, signer: 'county', items: [{ draft: draft() }] });
    await sign(dir);
    expect(await client.records(codes.village, codes.township)).toHaveLength(1);
    const before = await client.index(codes.village, codes.township);
    for (const role of [`township-${codes.township}`, 'county', 'targets', 'snapshot', 'timestamp', 'root']) {
      await rotateKey(county, { role, rootKeys: rootOut });
      await sign(dir);
      expect(await client.records(codes.village, codes.township)).toHaveLength(1);
      expect(await client.records(codes.village, 'county')).toHaveLength(1);
    }
    await revokeKey(county, `township-${codes.township}`);
    await sign(dir);
    const index = await client.index(codes.village, codes.township);
    const [record] = await client.records(codes.village, codes.township);
    expect(index?.sealKey).not.toBe(before?.sealKey);
    if (record?.state !== 'published') throw new Error('not published');
    const sealKey = ed25519PublicKey(Buffer.from(index?.sealKey ?? '', 'base64url'));
    expect(record.versions[0]?.digest).toBe(item?.digest);
    expect(await verifySeal(item?.digest ?? '', record.versions[0]?.seal ?? '', sealKey)).toBe(true);
    // A fresh client, which starts from the very first root, gets there too.
    expect(
      await new StockClient(county.folder.repository).records(codes.village, codes.township),
    ).toHaveLength(1);
  });

  it('sees an erased item as a tombstone only', async () => {
    const { county, dir } = await temporaryCounty();
    const client = new StockClient(county.folder.repository);
    const request = { division: codes.village, signer: 'county', items: [{ draft: draft() }] };
    const [item] = await publishItems(county, request);
    await sign(dir);
    await client.records(codes.village, 'county');
    await eraseItem(county, item?.id ?? '', '含身份证号');
    await sign(dir);
    expect(await client.records(codes.village, 'county')).toEqual([
      expect.objectContaining({
        state: 'erased',
        erased: { at: expect.any(Number), reason: '含身份证号' },
        erasedVersions: [{ version: 1, digest: item?.digest }],
      }),
    ]);
  });
});

describe('governance by keys', () => {
  it('lets no township speak for another township, nor as the county', async () => {
    const { county, dir } = await temporaryCounty();
    for (const [division, signer] of [
      [codes.otherVillage, codes.township],
      [codes.otherTownship, codes.township],
      [codes.county, codes.township],
    ] as const) {
      const items = [{ draft: draft({ division }) }];
      await expect(publishItems(county, { division, signer, items })).rejects.toMatchObject({
        reason: 'foreign-signer',
      });
    }
    // The same, with the township's key in a stranger's hands who writes the files himself.
    const change = new Change(county);
    const key = await change.keyOf(`township/${codes.township}`);
    const content = change.content(contentRole(codes.village, codes.township));
    const stolen = [...content.targets.values()][0];
    if (!stolen) throw new Error('no index');
    for (const role of [
      contentRole(codes.otherVillage, codes.township),
      contentRole(codes.village, 'county'),
    ]) {
      const forged = change.content(role);
      forged.targets.set(`${role}/index.json`, stolen);
      const file = path.join(county.folder.metadata, metadataFile(role, 99));
      writeFileSync(file, signTargets(forged, 99, Date.now(), key));
    }
    const notes: string[] = [];
    await new Origin({ dir, note: ({ event, subject }) => notes.push(`${event} ${subject}`) }).once();
    expect(notes).toContain(`refused v/${codes.village}/county@99 bad-signature`);
    const client = new StockClient(county.folder.repository);
    expect(await client.index(codes.otherVillage, codes.township)).toBeUndefined();
    expect((await client.index(codes.village, 'county'))?.signer).toBe('county');
  });

  it('takes a role signed by an unknown key for nothing', async () => {
    const { county, dir } = await temporaryCounty();
    const change = new Change(county);
    const role = contentRole(codes.village, 'county');
    const forged = signTargets(change.content(role), 50, Date.now(), generateKeyPair());
    writeFileSync(path.join(county.folder.metadata, metadataFile(role, 50)), forged);
    await sign(dir);
    expect((await new StockClient(county.folder.repository).index(codes.village, 'county'))?.sequence).toBe(
      1,
    );
  });
});

describe('with root keys and online keys out of the house', () => {
  it('every daily command works', async () => {
    const { county, dir, rootOut, folder } = await temporaryCounty();
    renameSync(rootOut, path.join(folder, 'vault'));
    renameSync(county.folder.onlineKeys, path.join(folder, 'online'));
    const reopened = openCounty(dir, passphrase);
    await addVillage(reopened, { code: '990001001003', name: '新村', kind: 'village' });
    await addTerminal(reopened, { id: 'hall-1', village: '990001001003' });
    await setSettings(reopened, 'hall-1', {});
    const items = [{ draft: draft() }, { draft: draft() }];
    const [first, second] = await publishItems(reopened, {
      division: codes.village,
      signer: 'county',
      items,
    });
    await correctItem(reopened, first?.id ?? '', draft(), '改');
    await withdrawItem(reopened, first?.id ?? '', '撤');
    await eraseItem(reopened, second?.id ?? '', '清');
    await rotateKey(reopened, { role: `township-${codes.township}` });
    await revokeKey(reopened, `township-${codes.otherTownship}`);
    await expect(rotateKey(reopened, { role: 'targets' })).rejects.toMatchObject({
      reason: 'root-keys-needed',
    });
    await expect(sign(dir)).rejects.toBeDefined(); // serve alone needs the online keys
    renameSync(path.join(folder, 'online'), county.folder.onlineKeys);
    await sign(dir);
    expect(await new StockClient(county.folder.repository).records(codes.village, 'county')).toHaveLength(2);
  });
});
