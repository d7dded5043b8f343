import { describe, expect, it } from 'vitest';
import {
  addTerminal,
  addTownship,
  addVillage,
  Origin,
  publishItems,
  rotateKey,
} from '../../../county/open-county.ts';
import { Signing } from '../../../county/serve/signing.ts';
import { codes, draft, temporaryCounty } from '../fixture/temporary-county.ts';

describe('whom a change wakes', () => {
  it('is the division whose content, settings or delegation changed', async () => {
    const { county, dir } = await temporaryCounty();
    await new Origin({ dir }).once();
    const signing = new Signing({ folder: county.folder, county: codes.county, clock: Date.now });
    const touched = async () => [...((await signing.signPending())?.touched ?? [])].sort();
    expect(await touched()).toEqual([]);
    const publish = (division: string, signer: string) =>
      publishItems(county, { division, signer, items: [{ draft: draft({ division }) }] });
    await publish(codes.village, codes.township);
    expect(await touched()).toEqual([codes.village]);
    await publish(codes.township, 'county');
    expect(await touched()).toEqual([codes.township]);
    await publish(codes.county, 'county');
    expect(await touched()).toEqual([codes.county]);
    await addTerminal(county, { id: 'hall-1', village: codes.otherVillage });
    expect(await touched()).toEqual([codes.otherVillage]);
    await addVillage(county, { code: '990001001007', name: '新村', kind: 'village' });
    expect(await touched()).toEqual(['990001001007']);
    await addTownship(county, { code: '990001003000', name: '丙镇' });
    expect(await touched()).toEqual(['990001003000']);
    await rotateKey(county, { role: `township-${codes.township}` });
    expect(await touched()).toEqual([codes.township, codes.village, codes.community, '990001001007'].sort());
  });
});
