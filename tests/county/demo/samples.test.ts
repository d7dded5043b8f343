import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mainVillage } from '../../../county/demo/places.ts';
import { readSources } from '../../../county/source/read-sources.ts';
import { startOfDay } from '../../../main/calendar/days.ts';
import { entryById } from '../../../main/catalogue/index.ts';

const folder = fileURLToPath(new URL('../../../county/demo/samples', import.meta.url));

function read(name: string) {
  return readSources([path.join(folder, name)], {
    division: mainVillage.code,
    divisionKind: 'village',
    source: 'village',
    catalogueEntry: (id) => entryById(id),
    now: startOfDay('2026-11-22') + 9 * 3_600_000,
    demo: true,
  });
}

describe('the sample sources', () => {
  it('hold a notice in its publicity period, with a photo', async () => {
    const { drafts, problems } = await read('notice');
    expect(problems).toEqual([]);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.publicity).toMatchObject({ to: '2026-11-28' });
    expect(drafts[0]?.attachments.map(({ mediaType }) => mediaType)).toEqual(['image/jpeg']);
  });

  it('hold a correction of the notice that keeps all but the wrong number', async () => {
    const [before, after] = [await read('notice'), await read('notice-correction')];
    expect([...after.problems, ...after.warnings]).toEqual([]);
    const kept = ({ drafts }: typeof before) => {
      const { title, module, catalogue, kind, publicity, attachments } = { ...drafts[0] };
      return { title, module, catalogue, kind, publicity, photos: attachments?.map(({ sha256 }) => sha256) };
    };
    expect(kept(after)).toEqual(kept(before));
    expect(after.drafts[0]?.body).not.toBe(before.drafts[0]?.body);
  });

  it('hold a statement that adds up, and its correction', async () => {
    const [statement, correction] = [await read('statement'), await read('correction')];
    expect([...statement.problems, ...correction.problems]).toEqual([]);
    const totals = [statement, correction].map(({ drafts }) => drafts[0]?.tables[0]?.totals[0]);
    expect(totals.map((total) => [total?.result, total?.statedFen])).toEqual([
      ['equal', 907_677],
      ['equal', 917_677],
    ]);
    expect(correction.drafts[0]?.title).toBe(statement.drafts[0]?.title);
  });
});
