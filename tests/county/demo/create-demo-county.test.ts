import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoContent } from '../../../county/demo/content.ts';
import { createDemoCounty } from '../../../county/demo/create-demo-county.ts';
import { demoPlaces } from '../../../county/demo/places.ts';
import { readRecordsSecret } from '../../../county/keys/sealing-keys.ts';
import { PersonalStore } from '../../../county/personal/store.ts';
import { SignerContent } from '../../../county/publish/signer-content.ts';
import { Change, type County } from '../../../county/repository/county.ts';
import { readRegistry } from '../../../county/repository/registry.ts';
import { contentRole } from '../../../county/repository/role-names.ts';
import { limits } from '../../../main/contract/limits.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';

const today = '2026-11-22';
const dir = mkdtempSync(path.join(tmpdir(), 'sanwu-demo-'));
const progress: [number, number][] = [];
let county: County;

beforeAll(async () => {
  county = await createDemoCounty({
    dir: path.join(dir, 'county'),
    today,
    passphrase: 'demo',
    onProgress: (done, total) => progress.push([done, total]),
  });
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function records(division: string, signer: string) {
  const change = new Change(county);
  const content = new SignerContent(
    county.folder.targets,
    division,
    signer,
    change.content(contentRole(division, signer)),
  );
  return content.entries.flatMap((entry) => content.part(entry).items);
}

describe('the demo county', () => {
  const village = demoPlaces.mainVillage.code;

  it('has registered its townships and villages, marked as a demo', () => {
    const registry = readRegistry(county.folder);
    expect(registry.demo).toBe(true);
    expect(registry.villages.map(({ code }) => code)).toEqual(demoPlaces.villages.map(({ code }) => code));
    expect(registry.settings[demoPlaces.county.code]?.links?.map(({ title }) => title)).toContain(
      '监督一点通',
    );
  });

  it('knows what its made-up villagers were paid, the one that the README names too, and how many people there are', () => {
    const store = PersonalStore.open(county.folder, readRecordsSecret(county.folder));
    try {
      for (const file of ['README.md', 'README.zh-CN.md']) {
        const readme = readFileSync(path.resolve(import.meta.dirname, '../../..', file), 'utf8');
        const [, name = '', idNumber = ''] =
          /`(\p{Script=Han}{2,4})`[^`]*`(\d{17}[\dX])`/u.exec(readme) ?? [];
        const { records: found } = store.find(name, idNumber, Date.now());
        expect(found.map(({ programme }) => programme)).toContain('耕地地力保护补贴');
      }
    } finally {
      store.close();
    }
    expect(readRegistry(county.folder).settings[village]?.headCounts?.villagers).toBeGreaterThan(100);
  });

  it('has published every item, all of them marked 演示数据', () => {
    const published = [...records(village, '990001001000'), ...records(village, 'county')];
    expect(published.length).toBe(demoContent(today).filter(({ place }) => place.code === village).length);
    for (const record of published) {
      if (record.state === 'erased') continue;
      for (const { content } of record.versions) expect(content.demo).toBe(true);
    }
    const states = Map.groupBy(published, ({ state }) => state);
    expect(states.get('erased')?.length).toBe(1);
    expect(states.get('withdrawn')?.length).toBeGreaterThanOrEqual(1);
    expect(
      published.filter((record) => record.state === 'published' && record.versions.length === 2).length,
    ).toBeGreaterThanOrEqual(3);
  });

  it('holds every attachment under its hash: real PDF files, pictures, a sound, a film, one that moves, vouchers of all three accesses', () => {
    const attachments = records(village, '990001001000').flatMap((record) =>
      record.state === 'erased' ? [] : record.versions.flatMap(({ content }) => content.attachments),
    );
    expect(attachments.length).toBeGreaterThan(60);
    const starts: Record<string, string> = {
      'application/pdf': '%PDF',
      'image/jpeg': '\xff\xd8\xff',
      'audio/wav': 'RIFF',
      'video/webm': '\x1a\x45\xdf\xa3',
      'image/gif': 'GIF8',
    };
    for (const { sha256, length, mediaType } of attachments) {
      const bytes = readFileSync(path.join(county.folder.targets, sha256));
      expect(sha256Hex(bytes)).toBe(sha256);
      expect(bytes.length).toBe(length);
      expect(length).toBeLessThan(limits.attachmentBytes);
      expect(bytes.toString('latin1', 0, 4).startsWith(starts[mediaType] ?? '?')).toBe(true);
    }
    expect(new Set(attachments.map(({ mediaType }) => mediaType))).toEqual(new Set(Object.keys(starts)));
    expect(new Set(attachments.filter(({ voucherFor }) => voucherFor).map(({ access }) => access))).toEqual(
      new Set(['all', 'signed-in', 'desk']),
    );
  });

  it('reports its progress some twenty times, up to all', () => {
    expect(progress.length).toBeGreaterThan(5);
    expect(progress.length).toBeLessThan(40);
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
  });

  it('is not made a second time in the same folder', async () => {
    await expect(
      createDemoCounty({ dir: county.folder.dir, today, passphrase: 'demo' }),
    ).rejects.toMatchObject({ reason: 'county-exists' });
    expect(existsSync(county.folder.registry)).toBe(true);
  });
});
