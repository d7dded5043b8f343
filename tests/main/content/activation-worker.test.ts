import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryById } from '../../../main/catalogue/index.ts';
import { ActivationWorker } from '../../../main/content/activation-worker.ts';
import { openContentReader } from '../../../main/content/content-reader.ts';
import { openSearch } from '../../../main/search/search.ts';
import { canonicalJson } from '../../../main/trust/digest.ts';
import { temporaryFolder } from './opened.ts';
import { activationOf, idOf, packHash, packOf, published, someDay, version } from './sample.ts';

let folder = '';
let worker: ActivationWorker;

beforeEach(() => {
  folder = temporaryFolder();
  const entry = new URL('../../../main/core/content-worker.ts', import.meta.url);
  worker = new ActivationWorker(entry, { folder, contentFolder: folder });
});

afterEach(async () => {
  await worker.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('activation in a worker', () => {
  it('takes packs by file and by value, and readers in this thread see them', async () => {
    const byFile = packOf([published(version(1, { body: '修路' }))], 1);
    const byValue = packOf([published(version(2, { body: '修桥' }))], 2);
    const file = path.join(folder, packHash(byFile));
    writeFileSync(file, canonicalJson(byFile));
    const activation = activationOf([byFile, byValue], 4);
    const newPacks = activation.newPacks.map((pack) =>
      pack.sha256 === packHash(byFile)
        ? { ...pack, path: file, read: () => expect.unreachable('read in this thread') }
        : pack,
    );
    const result = await worker.activate({ ...activation, newPacks });
    expect(result.revision).toBe(1);
    const reader = openContentReader(folder, {
      catalogue: () => undefined,
      now: () => someDay,
      arrived: () => false,
    });
    const search = openSearch(folder);
    expect(search.find({ text: '修' }).hits.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    // Titles of the shipped catalogue are found although no activation brought them.
    const title = entryById('village.affairs.1')?.plainTitle ?? '';
    expect(search.find({ text: title }).hits.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    expect(reader.active()?.timestamp).toBe(4);
    reader.close();
    search.close();
  });

  it('tells failures by their kind and goes on', async () => {
    const pack = packOf([published(version(1))]);
    const file = path.join(folder, 'pack');
    writeFileSync(file, `${canonicalJson(pack)} `);
    const activation = activationOf([pack]);
    const broken = { ...activation, newPacks: activation.newPacks.map((each) => ({ ...each, path: file })) };
    await expect(worker.activate(broken)).rejects.toMatchObject({ kind: 'broken-file' });
    rmSync(file);
    await expect(worker.activate(broken)).rejects.toMatchObject({ kind: 'missing-file' });
    await expect(worker.activate({ ...activation, newPacks: [] })).rejects.toMatchObject({
      kind: 'missing-file',
    });
    expect((await worker.activate(activation)).revision).toBe(1);
    expect(await worker.carryOutErasures()).toEqual([]);
  });

  it('does activations one after the other', async () => {
    const packs = [1, 2, 3].map((part) => packOf([published(version(part))], part));
    const results = await Promise.all(
      packs.map((pack, index) => worker.activate(activationOf([pack], index + 1))),
    );
    expect(results.map(({ revision }) => revision)).toEqual([1, 2, 3]);
  });
});
