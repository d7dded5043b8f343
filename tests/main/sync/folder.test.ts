import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSyncCounty, type SyncCounty } from '../../fakes/sync-county.ts';
import { hangGuard, SyncKiosk, until } from '../../fakes/sync-kiosk.ts';

describe('a county folder on a stick', { timeout: hangGuard }, () => {
  let county: SyncCounty;
  let kiosk: SyncKiosk;

  beforeEach(async () => {
    county = await makeSyncCounty();
    kiosk = new SyncKiosk({ trustedRoot: county.root });
  });
  afterEach(async () => {
    await kiosk.remove();
    county.remove();
  });

  it('shows what the stick carries, with its files and settings', async () => {
    await county.publish(['第三季度收支'], { files: [Buffer.alloc(200_000, 7)] });
    await county.sign();
    kiosk.start({ folder: county.stick('stick') });
    await until(() => kiosk.titles().length === 1, 'content');
    expect(kiosk.titles()).toEqual(['第三季度收支']);
    await until(() => kiosk.sync.status().filesMissing === 0 && !kiosk.sync.status().busy, 'files');
    expect(kiosk.active()?.settings?.villageName).toBe('云溪村');
    expect(kiosk.sync.status()).toMatchObject({ link: 'folder', staleDays: 0 });
    expect(kiosk.sync.status().trouble).toBeUndefined();
  });
});
