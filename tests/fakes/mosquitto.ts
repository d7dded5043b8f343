/** A real Mosquitto on a free port of the loopback, with or without accounts, access list and TLS. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export type MosquittoOptions = {
  /** password_file and acl_file; without them everybody may do everything. */
  accounts?: { passwords: string; acl: string };
  /** A certificate for `localhost` by an authority of its own. */
  tls?: boolean;
};

export type Mosquitto = {
  port: number;
  url: string;
  /** PEM of the authority, with TLS. */
  ca: string | undefined;
  /** SIGKILL: retained messages and sessions are lost. */
  kill(): Promise<void>;
  /** Same port again. */
  start(): Promise<void>;
  /** SIGHUP: reads accounts and access list anew. */
  reload(): void;
  stop(): Promise<void>;
};

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function makeCertificates(folder: string): { ca: string; certificate: string; key: string } {
  const at = (name: string) => join(folder, name);
  const openssl = (...parts: string[]) => execFileSync('openssl', parts, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Test CA');
  openssl('req', ...newKey, '-keyout', at('server.key'), '-out', at('server.csr'), '-subj', '/CN=localhost');
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1');
  const authority = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('names')];
  openssl('x509', '-req', '-in', at('server.csr'), ...authority, '-out', at('server.pem'), '-days', '2');
  return { ca: at('ca.pem'), certificate: at('server.pem'), key: at('server.key') };
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'sanwu-mosquitto-'));
  const port = await freePort();
  const certificates = options.tls ? makeCertificates(folder) : undefined;
  const lines = [
    `listener ${port} 127.0.0.1`,
    'persistence false',
    'log_dest none',
    'max_queued_messages 1000',
  ];
  if (options.accounts) {
    lines.push('allow_anonymous false');
    lines.push(`password_file ${options.accounts.passwords}`, `acl_file ${options.accounts.acl}`);
  } else lines.push('allow_anonymous true');
  if (certificates) lines.push(`certfile ${certificates.certificate}`, `keyfile ${certificates.key}`);
  if (process.getuid?.() === 0) lines.push('user root');
  writeFileSync(join(folder, 'mosquitto.conf'), `${lines.join('\n')}\n`);
  let child: ChildProcess | undefined;

  const start = async () => {
    const started = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
    child = started;
    const killWithUs = () => started.kill('SIGKILL');
    process.once('exit', killWithUs);
    started.once('exit', () => process.off('exit', killWithUs));
    while (!(await isListening(port))) {
      if (started.exitCode !== null) throw new Error(`mosquitto ended with ${started.exitCode}`);
      await delay(20);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
  };
  await start();
  return {
    port,
    url: options.tls ? `mqtts://localhost:${port}` : `mqtt://127.0.0.1:${port}`,
    ca: certificates && readFileSync(certificates.ca, 'utf8'),
    kill: () => end('SIGKILL'),
    start,
    reload: () => void child?.kill('SIGHUP'),
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
