/** Certificates of brokers, with the wall clock right and wrong: only dates are ever looked at again. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateFault, checkCertificate } from '../../../main/sync/broker-certificate.ts';

const day = 24 * 3_600_000;
const now = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'sanwu-certificates-'));
const at = (name: string) => join(folder, name);
const openssl = (...parts: string[]) => execFileSync('openssl', parts, { cwd: folder, stdio: 'pipe' });
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
/** openssl-ca(1): YYYYMMDDHHMMSSZ. */
const stamp = (instant: number) => `${new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14)}Z`;

/** What openssl-ca(1) needs to sign with a certificate of this name. */
function makeRegister(name: string): void {
  writeFileSync(at(`${name}.index`), '');
  const lines = ['[ca]', 'default_ca = own', '[own]', `database = ${name}.index`, 'new_certs_dir = .'];
  lines.push('default_md = sha256', 'policy = any', 'rand_serial = yes', '[any]', 'commonName = supplied');
  writeFileSync(at(`${name}.conf`), `${lines.join('\n')}\n`);
}

type Wanted = { by: string; from: number; to: number; extensions?: string[] };

function makeCertificate(
  name: string,
  { by, from, to, extensions = ['subjectAltName=DNS:localhost'] }: Wanted,
): void {
  openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
  writeFileSync(at(`${name}.extensions`), `${extensions.join('\n')}\n`);
  const dates = ['-startdate', stamp(from), '-enddate', stamp(to), '-extfile', `${name}.extensions`];
  const issuer = by === name ? ['-selfsign'] : ['-cert', `${by}.pem`];
  const authority = ['-config', `${by}.conf`, ...issuer, '-keyfile', `${by}.key`];
  openssl('ca', '-batch', '-notext', ...authority, ...dates, '-in', `${name}.csr`, '-out', `${name}.pem`);
}

const past = { from: now - 20 * day, to: now - 10 * day };
const future = { from: now + 10 * day, to: now + 20 * day };
/** Trusted time: known, or only not before. */
type Time = Parameters<typeof certificateFault>[3];
const known = (instant: number) => ({ expiryTime: () => instant, now: () => instant });
const notBefore = (instant: number) => ({ expiryTime: () => undefined, now: () => instant });

describe('the certificate of a broker', () => {
  let ca = '';
  /** Text that each server received, by certificate. */
  const received = new Map<string, string>();

  beforeAll(() => {
    for (const name of ['county', 'stranger', 'middle', 'leaf']) makeRegister(name);
    const always = { from: now - 1_000 * day, to: now + 1_000 * day };
    const authority = { ...always, extensions: ['basicConstraints=critical,CA:TRUE'] };
    for (const name of ['county', 'stranger']) makeCertificate(name, { by: name, ...authority });
    makeCertificate('middle', { by: 'county', ...authority });
    makeCertificate('leaf', { by: 'county', ...always });
    makeCertificate('expired', { by: 'county', ...past });
    makeCertificate('early', { by: 'county', ...future });
    makeCertificate('forged', { by: 'stranger', ...past });
    makeCertificate('elsewhere', { by: 'county', ...past, extensions: ['subjectAltName=DNS:other.test'] });
    const clientOnly = ['subjectAltName=DNS:localhost', 'extendedKeyUsage=clientAuth'];
    makeCertificate('client', { by: 'county', ...past, extensions: clientOnly });
    makeCertificate('below', { by: 'middle', ...past });
    makeCertificate('below-leaf', { by: 'leaf', ...past });
    ca = readFileSync(at('county.pem'), 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Connects to a broker with this certificate and gives the connection to `use`. */
  async function meet<T>(
    name: string,
    use: (socket: TLSSocket) => T | Promise<T>,
    through: string[] = [],
  ): Promise<T> {
    const chain = [name, ...through].map((each) => readFileSync(at(`${each}.pem`), 'utf8')).join('\n');
    const server = createServer({ cert: chain, key: readFileSync(at(`${name}.key`)) }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', (bytes) => received.set(name, `${received.get(name) ?? ''}${bytes}`));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const socket = connect({
      port,
      host: '127.0.0.1',
      servername: 'localhost',
      ca,
      rejectUnauthorized: false,
    });
    socket.on('error', () => {});
    try {
      return await use(socket);
    } finally {
      socket.destroy();
      server.close();
    }
  }

  async function faultOf(name: string, time: Time, through: string[] = []): Promise<string | undefined> {
    return meet(
      name,
      async (socket) => {
        await once(socket, 'secureConnect');
        return certificateFault(socket, 'localhost', ca, time);
      },
      through,
    );
  }

  it('is judged by trusted time where its dates alone displease TLS', async () => {
    expect(await faultOf('expired', known(now - 15 * day))).toBeUndefined();
    expect(await faultOf('early', known(now + 15 * day))).toBeUndefined();
    expect(await faultOf('expired', known(now))).toBe('CERT_HAS_EXPIRED');
    expect(await faultOf('early', known(now))).toBe('CERT_NOT_YET_VALID');
  });

  it('passes without a believable clock, unless it ended before what was signed', async () => {
    expect(await faultOf('expired', notBefore(now - 15 * day))).toBeUndefined();
    expect(await faultOf('early', notBefore(now))).toBeUndefined();
    expect(await faultOf('expired', notBefore(now))).toBe('CERT_HAS_EXPIRED');
  });

  it('may come through an authority in between, never through a certificate that is none', async () => {
    expect(await faultOf('below', known(now - 15 * day), ['middle'])).toBeUndefined();
    expect(await faultOf('below', known(now), ['middle'])).toBe('CERT_HAS_EXPIRED');
    expect(await faultOf('below', notBefore(now - 15 * day), ['middle'])).toBeUndefined();
    expect(await faultOf('below-leaf', notBefore(now - 15 * day), ['leaf'])).toBeDefined();
  });

  it.each(['forged', 'elsewhere', 'client'])(
    'of the wrong kind is refused whatever the time: %s',
    async (name) => {
      for (const time of [known(now - 15 * day), notBefore(0)])
        expect(await faultOf(name, time)).toBeDefined();
    },
  );

  it('that is refused gets not one byte, one that is believed all', async () => {
    const say = (name: string, time: Time) =>
      meet(name, async (socket) => {
        const refusals: string[] = [];
        checkCertificate(socket, { url: 'mqtts://localhost:8883', ca }, time, (fault) =>
          refusals.push(fault),
        );
        socket.write('the password');
        await (refusals.length > 0
          ? undefined
          : Promise.race([once(socket, 'close'), once(socket, 'secureConnect')]));
        await new Promise((resolve) => setTimeout(resolve, 200));
        return refusals;
      });
    expect(await say('expired', known(now - 15 * day))).toEqual([]);
    expect(received.get('expired')).toBe('the password');
    expect(await say('forged', known(now - 15 * day))).toHaveLength(1);
    expect(received.get('forged')).toBeUndefined();
  });
});
