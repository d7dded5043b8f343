import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readFleet } from '../../../county/fleet/fleet.ts';
import { fleetStatus } from '../../../county/fleet/status.ts';
import {
  addTerminal,
  eraseItem,
  Origin,
  publishItems,
  readOriginCredentials,
} from '../../../county/open-county.ts';
import { limits } from '../../../main/contract/limits.ts';
import { topics } from '../../../main/contract/mqtt.ts';
import { ed25519PublicKey, verifyTime } from '../../../main/trust/seal.ts';
import { BareTerminal, until } from '../fixture/bare-terminal.ts';
import { startCountyBroker } from '../fixture/county-broker.ts';
import { attachment, codes, draft, temporaryCounty } from '../fixture/temporary-county.ts';

const village = { division: codes.village, signer: 'county' } as const;

async function served(options: { tls?: boolean } = {}) {
  const { county, dir } = await temporaryCounty();
  const first = await addTerminal(county, { id: 'hall-1', village: codes.village });
  const other = await addTerminal(county, { id: 'hall-2', village: codes.otherVillage });
  const broker = await startCountyBroker(county.folder.broker, options.tls);
  const { url, caFile: ca } = broker;
  const account = readOriginCredentials(county.folder);
  const start = async () => {
    let connected = false;
    const note = ({ event }: { event: string }) => {
      connected ||= event === 'connected';
    };
    const origin = new Origin({ dir, note, broker: { url, ...account, ...(ca ? { ca } : {}) } });
    onTestFinished(() => origin.stop());
    await origin.start();
    await until(() => connected);
    return origin;
  };
  const origin = await start();
  const terminal = await BareTerminal.connect(url, 'hall-1', first.password, ca);
  return {
    county,
    dir,
    url,
    broker,
    origin,
    start,
    terminal,
    passwords: [first.password, other.password] as const,
  };
}

describe.each([{ tls: false }, { tls: true }])(
  'the origin over Mosquitto with password and ACL, TLS: $tls',
  ({ tls }) => {
    it('gives files in chunks, metadata as it lies, and says what is missing', async () => {
      const { county, terminal } = await served({ tls });
      const file = attachment('x'.repeat(limits.chunkBytes + 1000));
      await publishItems(county, { ...village, items: [{ draft: draft({ attachments: [file] }) }] });
      const name = `targets/${file.sha256}`;
      const first = await terminal.ask({ kind: 'chunk', path: name, offset: 0, length: limits.chunkBytes });
      expect(first.header).toMatchObject({
        status: 'ok',
        path: name,
        length: limits.chunkBytes,
        total: file.length,
      });
      const rest = await terminal.ask({
        kind: 'chunk',
        path: name,
        offset: limits.chunkBytes,
        length: limits.chunkBytes,
      });
      expect(Buffer.concat([first.bytes, rest.bytes]).equals(file.bytes)).toBe(true);
      const beyond = await terminal.ask({ kind: 'chunk', path: name, offset: file.length + 5, length: 10 });
      expect(beyond.header).toMatchObject({ status: 'ok', length: 0 });
      const root = await terminal.ask({
        kind: 'chunk',
        path: 'metadata/1.root.json',
        offset: 0,
        length: limits.chunkBytes,
      });
      expect(root.bytes.equals(readFileSync(path.join(county.folder.metadata, '1.root.json')))).toBe(true);
      for (const missing of ['metadata/2.root.json', `targets/${'0'.repeat(64)}`]) {
        const { header } = await terminal.ask({ kind: 'chunk', path: missing, offset: 0, length: 10 });
        expect(header).toMatchObject({ status: 'missing', length: 0 });
      }
    });
  },
);

describe('the origin', () => {
  it('signs a nonce with its clock', async () => {
    const { county, terminal } = await served();
    const nonce = randomBytes(16).toString('base64url');
    const { header } = await terminal.ask({ kind: 'time', nonce });
    if (header.kind !== 'time') throw new Error('no time');
    const root = JSON.parse(readFileSync(path.join(county.folder.metadata, '1.root.json'), 'utf8')).signed;
    expect(root.roles.timestamp.keyids).toEqual([header.keyid]);
    const key = ed25519PublicKey(Buffer.from(root.keys[header.keyid].keyval.public, 'hex'));
    expect(header.nonce).toBe(nonce);
    expect(verifyTime(nonce, header.at, header.signature, key)).toBe(true);
    expect(verifyTime(nonce, header.at + 1, header.signature, key)).toBe(false);
  });

  it('never leaves the public folder, and answers nothing that breaks the contract', async () => {
    const { terminal } = await served();
    const publish = (payload: string | Buffer) =>
      terminal.client.publishAsync(topics.request(codes.county, 'hall-1'), payload);
    for (const name of [
      '../county.json',
      'metadata/../../county.json',
      'keys/online/x.json',
      'targets/../x',
      '/etc/passwd',
    ])
      await publish(JSON.stringify({ id: 'evil', kind: 'chunk', path: name, offset: 0, length: 10 }));
    await publish(
      JSON.stringify({ id: 'evil', kind: 'chunk', path: 'metadata/1.root.json', offset: -1, length: 10 }),
    );
    await publish(
      JSON.stringify({ id: 'evil', kind: 'chunk', path: 'metadata/1.root.json', offset: 0, length: 1e9 }),
    );
    await publish('['.repeat(1000));
    await publish(Buffer.alloc(limits.requestBytes + 1, 0x20));
    const { header } = await terminal.ask({
      kind: 'chunk',
      path: 'metadata/1.root.json',
      offset: 0,
      length: 10,
    });
    expect(header).toMatchObject({ status: 'ok', length: 10 });
    expect(terminal.answers().map((answer) => answer.header.id)).toEqual([header.id]);
  });

  it('wakes the village concerned and no other, with the timestamp that carries the change', async () => {
    const { county, terminal, url, passwords } = await served();
    const other = await BareTerminal.connect(url, 'hall-2', passwords[1]);
    await until(() => terminal.hints().length > 0 && other.hints().length > 0); // retained from the first signature
    const seen = other.hints().length;
    const before = terminal.hints().length;
    await publishItems(county, { ...village, items: [{ draft: draft() }] });
    const [division, timestamp] = await until(() => terminal.hints()[before]);
    expect(division).toBe(codes.village);
    const file = await terminal.ask({
      kind: 'chunk',
      path: 'metadata/timestamp.json',
      offset: 0,
      length: limits.chunkBytes,
    });
    expect(JSON.parse(file.bytes.toString('utf8')).signed.version).toBe(timestamp);
    await publishItems(county, {
      division: codes.otherVillage,
      signer: 'county',
      items: [{ draft: draft({ division: codes.otherVillage }) }],
    });
    const [foreign] = await until(() => other.hints()[seen]);
    expect(foreign).toBe(codes.otherVillage);
  });

  it('announces what was signed while the broker was away', async () => {
    const { county, terminal, broker } = await served();
    await until(() => terminal.hints().length > 0);
    await broker.kill();
    await publishItems(county, { ...village, items: [{ draft: draft() }] });
    terminal.heard.length = 0;
    await broker.start();
    await until(() => terminal.hints().some(([division]) => division === codes.village));
  });

  it('gives out no erased file, also not one that it had open', async () => {
    const { county, terminal } = await served();
    const file = attachment('an identity number');
    const [item] = await publishItems(county, {
      ...village,
      items: [{ draft: draft({ attachments: [file] }) }],
    });
    const request = { kind: 'chunk', path: `targets/${file.sha256}`, offset: 0, length: 100 };
    expect((await terminal.ask(request)).header).toMatchObject({ status: 'ok' });
    await eraseItem(county, item?.id ?? '', '泄露');
    const { header, bytes } = await terminal.ask(request);
    expect(header).toMatchObject({ status: 'missing' });
    expect(bytes).toHaveLength(0);
  });

  it('allows one terminal neither another one’s topics nor the county’s', async () => {
    const { terminal, county } = await served();
    const state = {
      terminal: 'hall-2',
      village: codes.otherVillage,
      session: 'x',
      epoch: 1,
      online: true,
      at: 1,
    };
    await terminal.client.publishAsync(topics.state(codes.county, 'hall-2'), JSON.stringify(state), {
      qos: 1,
    });
    await terminal.client.publishAsync(
      topics.changed(codes.county, codes.village),
      '{"timestamp":9,"at":9}',
      { qos: 1 },
    );
    await terminal.say({});
    await until(() => readFleet(county.folder).terminals['hall-1']);
    expect(readFleet(county.folder).terminals['hall-2']).toBeUndefined();
    expect(terminal.hints().map(([, timestamp]) => timestamp)).not.toContain(9);
  });

  it('knows who is alive: an old death never beats a newer birth, and nobody is online when it is not itself', async () => {
    const { county, terminal, origin } = await served();
    const online = () => fleetStatus(county.folder, Date.now())[0]?.online;
    await terminal.say({ session: 'old', epoch: 1 });
    await until(() => online() === true);
    await terminal.say({ session: 'new', epoch: 2 });
    await terminal.say({ session: 'old', epoch: 1, online: false });
    await until(() => readFleet(county.folder).terminals['hall-1']?.state.session === 'new');
    await pause(600); // longer than the fleet file's pause between two writings
    expect(online()).toBe(true);
    await terminal.say({ session: 'new', epoch: 2, online: false });
    await until(() => online() === false);
    await terminal.say({ session: 'newer', epoch: 3 });
    await until(() => online() === true);
    await origin.stop();
    expect(online()).toBeNull();
  });

  it('tells versions, erasures and alerts of each terminal', async () => {
    const { county, terminal } = await served();
    const [item] = await publishItems(county, { ...village, items: [{ draft: draft() }] });
    const status = () => fleetStatus(county.folder, Date.now())[0];
    await terminal.say({ indexes: { [`${codes.village}/county`]: 1 } });
    await until(() => status()?.current === false);
    await eraseItem(county, item?.id ?? '', '清');
    expect(status()?.erasures).toEqual({ acknowledged: [], pending: [item?.id] });
    const every = [codes.village, codes.township, codes.county].flatMap((code) =>
      ['county', codes.township].map((signer) => [`${code}/${signer}`, 3]),
    );
    await terminal.say({ indexes: Object.fromEntries(every), erased: [{ id: item?.id ?? '', at: 5 }] });
    await until(() => status()?.current === true);
    expect(status()?.erasures).toEqual({ acknowledged: [item?.id], pending: [] });
    const alert = { id: 'a1', terminal: 'hall-1', at: 1, kind: 'foreign-content', subject: 'v/x' };
    for (let time = 0; time < 2; time++)
      await terminal.client.publishAsync(topics.alert(codes.county, 'hall-1'), JSON.stringify(alert), {
        qos: 1,
      });
    await until(() => status()?.alerts.length);
    expect(status()?.alerts).toEqual([{ kind: 'foreign-content', subject: 'v/x', at: 1 }]);
  });

  it('flags two machines that use one id', async () => {
    const { county, terminal } = await served();
    for (let turn = 0; turn < 3; turn++) {
      await terminal.say({ session: `a${turn}`, epoch: 10 + turn });
      await terminal.say({ session: `b${turn}`, epoch: 500 + turn });
    }
    await until(() => fleetStatus(county.folder, Date.now())[0]?.duplicate);
  });

  it('keeps answering others while one floods it', async () => {
    const { terminal, url, passwords } = await served();
    const other = await BareTerminal.connect(url, 'hall-2', passwords[1]);
    const path = 'metadata/1.root.json';
    for (let count = 0; count < 3_000; count++) {
      const request = { id: `f${count}`, kind: 'chunk', path, offset: 0, length: 10 };
      terminal.client.publish(topics.request(codes.county, 'hall-1'), JSON.stringify(request));
    }
    expect((await other.ask({ kind: 'chunk', path, offset: 0, length: 10 })).header).toMatchObject({
      status: 'ok',
    });
  });

  it('alone signs: a second one on the same folder waits and gives up', async () => {
    const { dir } = await served();
    await expect(new Origin({ dir, lockPatience: 100 }).once()).rejects.toMatchObject({ kind: 'locked' });
  });
});
