import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addTerminal, setSettings } from '../../../county/open-county.ts';
import { topics } from '../../../main/contract/mqtt.ts';
import { codes, temporaryCounty } from '../fixture/temporary-county.ts';

const merged = '990001002009';

/** Topics that a terminal's account may read, as the access list says. */
function readable(folder: string, terminal: string): string[] {
  const text = readFileSync(path.join(folder, 'mosquitto.acl'), 'utf8');
  const own = text.split('user ').find((part) => part.startsWith(`${terminal}\n`)) ?? '';
  return Array.from(own.matchAll(/^topic read (.+)$/gm), ([, topic]) => topic ?? '');
}

describe("the broker's access list", () => {
  it('lets a terminal hear of the villages merged into its own, as soon as its settings name them', async () => {
    const { county } = await temporaryCounty();
    await addTerminal(county, { id: 'hall-1', village: codes.village });
    await addTerminal(county, { id: 'hall-2', village: codes.otherVillage });
    const changed = (division: string) => topics.changed(codes.county, division);
    const own = [codes.village, codes.township, codes.county].map(changed);
    expect(readable(county.folder.broker, 'hall-1')).toEqual([
      topics.response(codes.county, 'hall-1'),
      ...own,
    ]);
    await setSettings(county, codes.village, { formerCodes: [merged] });
    const heard = readable(county.folder.broker, 'hall-1');
    expect(heard).toEqual(expect.arrayContaining([...own, changed(merged), changed(codes.otherTownship)]));
    expect(readable(county.folder.broker, 'hall-2')).not.toContain(changed(merged));
    await setSettings(county, 'hall-1', { formerCodes: [] });
    expect(readable(county.folder.broker, 'hall-1')).not.toContain(changed(merged));
  });
});
