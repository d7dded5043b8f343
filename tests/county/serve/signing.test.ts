/** One signer that publishes nonsense must not stop the county; a role that was in a snapshot stays in it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type County,
  Origin,
  type OriginNote,
  publishItems,
  revokeKey,
} from '../../../county/open-county.ts';
import { Change } from '../../../county/repository/county.ts';
import { putContent } from '../../../county/repository/files.ts';
import { contentRole, indexPath } from '../../../county/repository/role-names.ts';
import { codes, draft, temporaryCounty } from '../fixture/temporary-county.ts';

/** Versions by role of the newest snapshot. */
function snapshotOf({ folder }: County): Record<string, { version: number }> {
  const read = (file: string) => JSON.parse(readFileSync(path.join(folder.metadata, file), 'utf8')).signed;
  const { version } = read('timestamp.json').meta['snapshot.json'];
  return read(`${version}.snapshot.json`).meta;
}

async function nameIndex(county: County, division: string, bytes: Buffer): Promise<string> {
  const change = new Change(county);
  const role = contentRole(division, 'county');
  const content = change.content(role);
  const sha256 = await putContent(county.folder.targets, bytes);
  content.targets.set(indexPath(division, 'county'), { length: bytes.length, sha256 });
  await change.stage(role, content);
  await change.commit();
  return role;
}

const publish = (county: County, division: string) =>
  publishItems(county, { division, signer: 'county', items: [{ draft: draft({ division }) }] });

describe('signing what is pending', () => {
  it.each([
    ['deeper than anyone needs', '['.repeat(5_000) + ']'.repeat(5_000), 'limit'],
    ['no JSON', '{"type":', 'malformed'],
    ['something else', '{"packs":7}', 'malformed'],
    ['larger than a terminal takes', ' '.repeat(4 * 1024 * 1024 + 1), 'limit'],
  ])('an index that is %s keeps its role back and no other', async (_what, text, kind) => {
    const { county, dir } = await temporaryCounty();
    const notes: OriginNote[] = [];
    const sign = () => new Origin({ dir, note: (note) => notes.push(note) }).once();
    await publish(county, codes.village);
    await sign();
    const before = snapshotOf(county);
    const role = await nameIndex(county, codes.village, Buffer.from(text));
    await publish(county, codes.otherVillage);
    await sign();
    const after = snapshotOf(county);
    const other = `${contentRole(codes.otherVillage, 'county')}.json`;
    expect(after[other]?.version).toBe((before[other]?.version ?? 0) + 1);
    expect(after[`${role}.json`]).toEqual(before[`${role}.json`]);
    const refused = notes.filter(({ event }) => event === 'refused').map(({ subject }) => subject);
    expect(refused).toContain(`${role}@${(before[`${role}.json`]?.version ?? 0) + 1} ${kind}`);
  });

  it('a revoked role never leaves the snapshot, nor goes back in it (TUF 5.5.5)', async () => {
    const { county, dir } = await temporaryCounty();
    await publish(county, codes.village);
    await new Origin({ dir }).once();
    const before = snapshotOf(county);
    expect(before[`township/${codes.township}.json`]).toBeDefined();
    await revokeKey(county, `township-${codes.township}`);
    await new Origin({ dir }).once();
    const after = snapshotOf(county);
    for (const [role, { version }] of Object.entries(before)) {
      expect(after[role]?.version, role).toBeGreaterThanOrEqual(version);
    }
    expect(Object.keys(after).length).toBeGreaterThanOrEqual(Object.keys(before).length);
  });
});
