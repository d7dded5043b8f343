/** The same sync over TLS and over the embedded broker. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { describe, expect, it } from 'vitest';
import { Origin } from '../../../county/serve/origin.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';
import { startMosquitto } from '../../fakes/mosquitto.ts';
import { makeSyncCounty } from '../../fakes/sync-county.ts';
import { hangGuard, SyncKiosk, until } from '../../fakes/sync-kiosk.ts';

describe('brokers', { timeout: hangGuard }, () => {
  it("Mosquitto with TLS, by the county's own authority: content comes; a stranger's certificate is not believed", async () => {
    const county = await makeSyncCounty();
    const broker = await startMosquitto({ tls: true, accounts: county.accounts });
    const stranger = await startMosquitto({ tls: true });
    const caFile = join(county.dir, 'ca.pem');
    writeFileSync(caFile, broker.ca ?? '');
    const origin = new Origin({ dir: county.dir, broker: { url: broker.url, ...county.origin, ca: caFile } });
    await origin.start();
    const file = randomBytes(3_000_000);
    await county.publish(['加密'], { files: [file] });
    const account = { password: county.credentials.main.password, ...(broker.ca ? { ca: broker.ca } : {}) };
    const kiosk = new SyncKiosk({ trustedRoot: county.root, broker: { url: stranger.url, ...account } });
    kiosk.start();
    await until(() => kiosk.sync.status().link === 'offline', 'refusal');
    expect(kiosk.titles()).toEqual([]);
    await kiosk.stop();
    kiosk.start({ broker: { url: broker.url, ...account } });
    await until(() => kiosk.files.has(sha256Hex(file)), 'file');
    expect(kiosk.titles()).toEqual(['加密']);
    await county.publish(['又一条']);
    await until(() => kiosk.titles().length === 2, 'announced change');
    await kiosk.remove();
    await origin.stop();
    await broker.stop();
    await stranger.stop();
    county.remove();
  });

  it('aedes, as in the demo', async () => {
    const county = await makeSyncCounty();
    const aedes = await Aedes.createBroker();
    const server = createServer(aedes.handle).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `mqtt://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
    const origin = new Origin({ dir: county.dir, broker: { url } });
    await origin.start();
    const file = Buffer.alloc(3_000_000, 5);
    await county.publish(['演示'], { files: [file] });
    const kiosk = new SyncKiosk({ trustedRoot: county.root, broker: { url } });
    kiosk.start();
    await until(() => kiosk.files.has(sha256Hex(file)), 'file');
    await county.publish(['又一条']);
    await until(() => kiosk.titles().length === 2, 'announced change');
    expect(kiosk.titles()).toEqual(['又一条', '演示']);
    await kiosk.remove();
    await origin.stop();
    server.close();
    await new Promise<void>((resolve) => aedes.close(resolve));
    county.remove();
  });
});
