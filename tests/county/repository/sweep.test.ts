import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addTerminal, Origin, publishItems, setSettings } from '../../../county/open-county.ts';
import { sweepOld } from '../../../county/repository/sweep.ts';
import { StockClient } from '../fixture/stock-client.ts';
import { attachment, codes, draft, temporaryCounty } from '../fixture/temporary-county.ts';

const hour = 3_600_000;

describe('sweeping superseded files', () => {
  it('keeps all that is shown and what is young, deletes the rest', async () => {
    const { county, dir } = await temporaryCounty();
    const { targets, metadata, repository } = county.folder;
    const file = attachment('a voucher');
    const publish = (items: { draft: ReturnType<typeof draft> }[]) =>
      publishItems(county, { division: codes.village, signer: 'county', items });
    await addTerminal(county, { id: 'hall-1', village: codes.village });
    for (let round = 0; round < 3; round++) {
      await publish([{ draft: draft({ attachments: [file] }) }]);
      await setSettings(county, 'hall-1', { idle: { afterSeconds: 60 + round, warningSeconds: 20 } });
      await new Origin({ dir }).once();
    }
    const orphan = path.join(targets, 'f'.repeat(64));
    writeFileSync(orphan, 'left over by a killed command');
    const everything = readdirSync(targets).length;
    sweepOld(county.folder, Date.now(), hour);
    expect(readdirSync(targets)).toHaveLength(everything);
    for (const folder of [targets, metadata])
      for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), 0, 0);
    sweepOld(county.folder, Date.now(), hour);
    expect(readdirSync(targets).length).toBeLessThan(everything - 5);
    expect(existsSync(orphan)).toBe(false);
    expect(existsSync(path.join(targets, file.sha256))).toBe(true);
    expect(readdirSync(metadata).filter((name) => name.endsWith('.snapshot.json'))).toHaveLength(1);
    const client = new StockClient(repository);
    expect(await client.records(codes.village, 'county')).toHaveLength(3);
    const settings = await client.target(`settings/${codes.village}/hall-1.json`);
    expect(JSON.parse(settings?.toString('utf8') ?? '').idle.afterSeconds).toBe(62);
    await publish([{ draft: draft() }]);
    await new Origin({ dir }).once();
    expect(await client.records(codes.village, 'county')).toHaveLength(4);
  });
});
