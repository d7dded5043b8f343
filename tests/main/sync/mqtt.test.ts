import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setSettings } from '../../../county/divisions/terminals.ts';
import { eraseItem } from '../../../county/publish/erasure.ts';
import { correctItem, withdrawItem } from '../../../county/publish/publish-items.ts';
import { Origin } from '../../../county/serve/origin.ts';
import { type Mosquitto, startMosquitto } from '../../fakes/mosquitto.ts';
import { codes, draftOf, makeSyncCounty, type SyncCounty, terminals } from '../../fakes/sync-county.ts';
import { hangGuard, SyncKiosk, until } from '../../fakes/sync-kiosk.ts';

describe('sync over Mosquitto with passwords and access list', { timeout: hangGuard }, () => {
  let county: SyncCounty;
  let broker: Mosquitto;
  let origin: Origin;
  let kiosk: SyncKiosk;

  const account = () => ({ url: broker.url, password: county.credentials.main.password });
  const idle = () => until(() => !kiosk.sync.status().busy && kiosk.sync.status().filesMissing === 0, 'idle');

  beforeEach(async () => {
    county = await makeSyncCounty();
    broker = await startMosquitto({ accounts: county.accounts });
    origin = new Origin({ dir: county.dir, broker: { url: broker.url, ...county.origin } });
    await origin.start();
    kiosk = new SyncKiosk({ trustedRoot: county.root, broker: account() });
  });
  afterEach(async () => {
    await kiosk.remove();
    await origin.stop();
    await broker.stop();
    county.remove();
  });

  it('takes publications, corrections, withdrawals and erasures as they come', async () => {
    const [first, second] = await county.publish(['低保名单', '误发内容'], {
      files: [Buffer.alloc(300_000, 1)],
    });
    kiosk.start();
    await until(() => kiosk.titles().length === 2, 'first content');
    await idle();
    expect(kiosk.sync.status()).toMatchObject({ link: 'online', clockInDoubt: false, staleDays: 0 });
    await county.publish(['新通知']);
    await until(() => kiosk.titles().includes('新通知'), 'publication');
    await correctItem(county.county, first?.id ?? '', draftOf('低保名单（更正）'), '漏列一户');
    await until(() => kiosk.titles().includes('低保名单（更正）'), 'correction');
    await withdrawItem(county.county, first?.id ?? '', '依申请');
    await until(() => kiosk.item(first?.id ?? '')?.withdrawn !== undefined, 'withdrawal');
    await eraseItem(county.county, second?.id ?? '', '身份证号泄露');
    await until(() => kiosk.item(second?.id ?? '')?.erased !== undefined, 'erasure');
    await until(() => kiosk.records.erasures(10).length === 1, 'acknowledged erasure');
    expect(kiosk.records.erasures(10)[0]?.id).toBe(second?.id);
  });

  it('hears of a village merged into its own from the moment its settings name it', async () => {
    await county.publish(['本村']);
    kiosk.start();
    await until(() => kiosk.titles().length > 0, 'content');
    await county.publish(['并入前']);
    await until(() => kiosk.titles().length === 2, 'change');
    await setSettings(county.county, codes.village, { formerCodes: [codes.otherVillage] });
    broker.reload();
    await until(() => kiosk.active()?.settings?.formerCodes.length === 1, 'settings');
    await idle();
    await county.publish(['原邻村'], { division: codes.otherVillage });
    await until(() => kiosk.titles().includes('原邻村'), 'hint of the former code');
  });

  it('shows nothing of the neighbour village', async () => {
    await county.publish(['本村']);
    await county.publish(['邻村'], { division: codes.otherVillage });
    kiosk.start();
    await until(() => kiosk.titles().length > 0, 'content');
    expect(kiosk.titles()).toEqual(['本村']);
    expect(terminals.main).not.toBe(terminals.other);
  });
});
