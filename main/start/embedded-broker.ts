/**
 * The broker inside the demo: aedes on the loopback address, with the same rules that a county's Mosquitto gets from
 * the county folder (`broker/mosquitto.passwords`, one topic tree a terminal). Nobody comes in without a password.
 */
import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { promisify } from 'node:util';
import { Aedes } from 'aedes';

const derive = promisify(pbkdf2);

export type BrokerRules = {
  /** `user:$7$iterations$salt$hash` lines, as Mosquitto 2 writes them; read at each connection, so new terminals come in at once. */
  passwordFile: string;
  /** The county's 12-digit code; its topics are the only ones. */
  county: string;
  /** User that may do everything below the county's topics. */
  originUser: string;
};

async function passwordMatches(file: string, user: string, password: Buffer): Promise<boolean> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const stored = lines.find((line) => line.startsWith(`${user}:`))?.slice(user.length + 1);
  const [, kind, iterations, salt, hash] = stored?.split('$') ?? [];
  if (kind !== '7' || !iterations || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  const given = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(iterations),
    expected.length,
    'sha512',
  );
  return timingSafeEqual(given, expected);
}

/** Whether a user may publish (`write`) or subscribe (`read`) a topic or filter. */
export function mayUse(
  rules: Pick<BrokerRules, 'county' | 'originUser'>,
  user: string,
  access: 'read' | 'write',
  topic: string,
): boolean {
  const base = `sanwu/1/${rules.county}`;
  if (user === rules.originUser) return topic.startsWith(`${base}/`);
  const own = `${base}/terminal/${user}`;
  if (access === 'write') return [`${own}/request`, `${own}/state`, `${own}/alert`].includes(topic);
  if (topic === `${own}/response` || topic === `${own}/state`) return true;
  return topic.startsWith(`${base}/changed/`) && !/[+#]/.test(topic);
}

export type EmbeddedBroker = { port: number; stop: () => Promise<void> };

/**
 * Starts the broker.
 * @param port 0 takes a free one
 */
export async function startEmbeddedBroker(rules: BrokerRules, port: number): Promise<EmbeddedBroker> {
  const users = new WeakMap<object, string>();
  const broker = await Aedes.createBroker({
    authenticate: (client, username, password, done) => {
      if (!username || !password) return done(null, false);
      passwordMatches(rules.passwordFile, username, password).then(
        (matches) => {
          if (matches) users.set(client, username);
          done(null, matches);
        },
        () => done(null, false),
      );
    },
    authorizePublish: (client, packet, done) => {
      const user = client ? users.get(client) : undefined;
      done(user && mayUse(rules, user, 'write', packet.topic) ? null : new Error('not authorized'));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const user = users.get(client);
      done(null, user && mayUse(rules, user, 'read', subscription.topic) ? subscription : null);
    },
  });
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stop: async () => {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
