import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  correctItem,
  eraseItem,
  Origin,
  publishItems,
  readRegistry,
  withdrawItem,
} from '../../../county/open-county.ts';
import { writeRegistry } from '../../../county/repository/registry.ts';
import { limits } from '../../../main/contract/limits.ts';
import { itemDigest } from '../../../main/trust/digest.ts';
import { StockClient } from '../fixture/stock-client.ts';
import { attachment, codes, draft, temporaryCounty, temporaryFolder } from '../fixture/temporary-county.ts';

const village = { division: codes.village, signer: 'county' } as const;
const readAll = (folder: string) =>
  readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name)).toString('latin1'))
    .join('\n');

describe('publishing', () => {
  it('gives ids in order, honours free ones that a source asks for, refuses foreign and used ones', async () => {
    const { county } = await temporaryCounty();
    const id = (number: string) => `${codes.village}.county.${number}`;
    const items = [{ draft: draft({ requestedId: id('000005') }) }, { draft: draft() }];
    const ids = (await publishItems(county, { ...village, items })).map((item) => item.id);
    expect(ids).toEqual([id('000005'), id('000006')]);
    for (const [requestedId, reason] of [
      [id('000005'), 'id-taken'],
      [`${codes.village}.${codes.township}.000001`, 'id-foreign'],
      [`${codes.community}.county.000001`, 'id-foreign'],
    ] as const) {
      const asked = [{ draft: draft({ requestedId }) }];
      await expect(publishItems(county, { ...village, items: asked })).rejects.toMatchObject({ reason });
    }
    const [late] = await publishItems(county, {
      ...village,
      items: [{ draft: draft({ requestedId: id('000002') }) }],
    });
    expect(late?.id).toBe(id('000002'));
  });

  it('takes thousands of items with their history in one go', async () => {
    const { county, dir } = await temporaryCounty();
    const years = Array.from({ length: 8 }, (_, place) => 2018 + place);
    const items = Array.from({ length: 2_000 }, (_, place) => {
      const publishedAt = Date.UTC(years[place % 8] ?? 2018, place % 12, 3);
      const text = draft({
        title: `第${place}条`,
        body: '字'.repeat(600),
        module: place % 2 ? 'finance' : 'village',
      });
      const corrections =
        place % 50 ? [] : [{ draft: text, publishedAt: publishedAt + 86_400_000, reason: '更正' }];
      const given = { draft: text, publishedAt, corrections };
      return place % 97
        ? given
        : { ...given, withdrawn: { at: publishedAt + 2 * 86_400_000, reason: '撤回' } };
    });
    await publishItems(county, { ...village, items });
    await new Origin({ dir }).once();
    const records = await new StockClient(county.folder.repository).records(codes.village, 'county');
    expect(records).toHaveLength(2_000);
    expect(records.filter(({ state }) => state === 'withdrawn')).toHaveLength(21);
    const corrected = records.filter((record) => record.state !== 'erased' && record.versions.length === 2);
    expect(corrected).toHaveLength(40);
    for (const record of records) {
      if (record.state === 'erased') throw new Error('erased');
      for (const { digest, content } of record.versions) expect(itemDigest(content)).toBe(digest);
    }
  });

  it('splits packs by size, and touches one pack per change', async () => {
    const { county, dir } = await temporaryCounty();
    const body = '长'.repeat(20_000);
    const items = Array.from({ length: 30 }, (_, place) => ({ draft: draft({ title: `${place}`, body }) }));
    const published = await publishItems(county, { ...village, items });
    const client = new StockClient(county.folder.repository);
    await new Origin({ dir }).once();
    const before = (await client.index(codes.village, 'county'))?.packs ?? [];
    expect(before.length).toBeGreaterThan(2);
    for (const { length } of before) expect(length).toBeLessThan(2 * limits.packTargetBytes);
    await correctItem(county, published[3]?.id ?? '', draft({ title: '改', body }), '改');
    await new Origin({ dir }).once();
    const after = (await client.index(codes.village, 'county'))?.packs ?? [];
    const kept = after.filter(({ sha256 }) => before.some((pack) => pack.sha256 === sha256));
    expect(kept).toHaveLength(before.length - 1);
    for (let round = 0; round < 12; round++)
      await correctItem(county, published[3]?.id ?? '', draft({ title: `${round}`, body }), '改');
    await new Origin({ dir }).once();
    const grown = (await client.index(codes.village, 'county'))?.packs ?? [];
    expect(grown.length).toBeGreaterThan(after.length);
    for (const { length } of grown) expect(length).toBeLessThan(3 * limits.packTargetBytes);
    const records = await client.records(codes.village, 'county');
    expect(new Set(records.map(({ id }) => id)).size).toBe(30);
  });

  it('moves an item whose correction belongs to another module', async () => {
    const { county, dir } = await temporaryCounty();
    const [item] = await publishItems(county, {
      ...village,
      items: [{ draft: draft() }, { draft: draft() }],
    });
    await correctItem(county, item?.id ?? '', draft({ module: 'party', catalogue: ['sx.party'] }), '归错了');
    await new Origin({ dir }).once();
    const client = new StockClient(county.folder.repository);
    const index = await client.index(codes.village, 'county');
    expect(index?.packs.map(({ module, items }) => [module, items])).toEqual([
      ['party', 1],
      ['village', 1],
    ]);
    expect(await client.records(codes.village, 'county')).toHaveLength(2);
  });

  it('refuses a file that changed after it was read, and publishes nothing', async () => {
    const { county } = await temporaryCounty();
    const file = path.join(temporaryFolder(), 'a.txt');
    writeFileSync(file, 'now');
    const { bytes: _bytes, ...facts } = attachment('then');
    const items = [{ draft: draft({ attachments: [{ ...facts, path: file }] }) }];
    const before = readdirSync(county.folder.metadata);
    await expect(publishItems(county, { ...village, items })).rejects.toMatchObject({ kind: 'broken-file' });
    expect(readdirSync(county.folder.metadata)).toEqual(before);
  });

  it('lets changes at the same moment both land', async () => {
    const { county, dir } = await temporaryCounty();
    const rounds = Array.from({ length: 6 }, (_, place) => draft({ title: `${place}` }));
    await Promise.all(rounds.map((given) => publishItems(county, { ...village, items: [{ draft: given }] })));
    await new Origin({ dir }).once();
    const records = await new StockClient(county.folder.repository).records(codes.village, 'county');
    expect(records).toHaveLength(6);
  });

  it('refuses what cannot be changed any more', async () => {
    const { county } = await temporaryCounty();
    const [item] = await publishItems(county, { ...village, items: [{ draft: draft() }] });
    const id = item?.id ?? '';
    await withdrawItem(county, id, '撤');
    await expect(withdrawItem(county, id, '撤')).rejects.toMatchObject({ reason: 'already-withdrawn' });
    await expect(correctItem(county, id, draft(), '改')).rejects.toMatchObject({
      reason: 'already-withdrawn',
    });
    await eraseItem(county, id, '清');
    await expect(eraseItem(county, id, '清')).rejects.toMatchObject({ reason: 'already-erased' });
    await expect(withdrawItem(county, `${codes.village}.county.000999`, '撤')).rejects.toMatchObject({
      reason: 'unknown-item',
    });
  });
});

describe('erasure', () => {
  const secret = '身份证号110101199003070000';
  const secretBytes = Buffer.from(secret).toString('latin1');

  it('leaves nothing of the content in the folder, and never gives the id again', async () => {
    const { county, dir } = await temporaryCounty();
    const own = attachment(`own ${secret}`);
    const shared = attachment('shared with another item');
    const [item] = await publishItems(county, {
      ...village,
      items: [
        { draft: draft({ title: secret, attachments: [own, shared] }) },
        { draft: draft({ attachments: [shared] }) },
      ],
    });
    await correctItem(county, item?.id ?? '', draft({ body: secret, attachments: [own] }), '更正');
    await new Origin({ dir }).once();
    expect(readAll(county.folder.targets)).toContain(secretBytes);
    await eraseItem(county, item?.id ?? '', '泄露个人信息');
    await new Origin({ dir }).once();
    expect(readAll(county.folder.targets)).not.toContain(secretBytes);
    expect(existsSync(path.join(county.folder.targets, own.sha256))).toBe(false);
    expect(existsSync(path.join(county.folder.targets, shared.sha256))).toBe(true);
    expect(readRegistry(county.folder).erased).toEqual([
      { id: item?.id, at: expect.any(Number), reason: '泄露个人信息' },
    ]);
    const again = [{ draft: draft({ requestedId: item?.id ?? '' }) }];
    await expect(publishItems(county, { ...village, items: again })).rejects.toMatchObject({
      reason: 'id-taken',
    });
  });

  it('is finished by the next command when it was killed after it counted, and forgotten when before', async () => {
    const { county } = await temporaryCounty();
    const own = attachment(secret);
    const [item, other] = await publishItems(county, {
      ...village,
      items: [{ draft: draft({ title: secret, attachments: [own] }) }, { draft: draft() }],
    });
    await eraseItem(county, item?.id ?? '', '清');
    // As if killed between the commit and the deletion: the file is still there and the deletion still owed.
    writeFileSync(path.join(county.folder.targets, own.sha256), secret);
    const registry = readRegistry(county.folder);
    const [tombstone] = registry.erased;
    if (!tombstone) throw new Error('no tombstone');
    tombstone.pending = [own.sha256];
    registry.erased.push({ id: other?.id ?? '', at: 1, reason: '从未生效', pending: [] });
    await writeRegistry(county.folder, registry);
    await publishItems(county, { ...village, items: [{ draft: draft() }] });
    expect(existsSync(path.join(county.folder.targets, own.sha256))).toBe(false);
    expect(readRegistry(county.folder).erased).toEqual([
      { id: item?.id, at: expect.any(Number), reason: '清' },
    ]);
    await withdrawItem(county, other?.id ?? '', '仍可更改');
  });

  it('of an item that a lost pack would hold is refused, not half done', async () => {
    const { county } = await temporaryCounty();
    const [item] = await publishItems(county, { ...village, items: [{ draft: draft() }] });
    const packs = readdirSync(county.folder.targets).filter((name) =>
      readFileSync(path.join(county.folder.targets, name), 'utf8').includes('"sanwu.pack"'),
    );
    for (const name of packs) rmSync(path.join(county.folder.targets, name));
    const before = readdirSync(county.folder.metadata);
    await expect(eraseItem(county, item?.id ?? '', '清')).rejects.toMatchObject({ kind: 'missing-file' });
    expect(readdirSync(county.folder.metadata)).toEqual(before);
  });
});
