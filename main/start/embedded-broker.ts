/**
 * The broker inside the demo: aedes on the loopback address, with the same accounts and topic rules that the county
 * folder gives to a Mosquitto. Nobody comes in without a password.
 */
import { timingSafeEqual } from 'node:crypto';
import net from 'node:net';
import { Aedes } from 'aedes';
import {
  checkBrokerPassword,
  countyFolder,
  readOriginCredentials,
  readRegistry,
  terminalTopics,
} from '../../county/open-county.ts';

/** What one account may do. */
export type Access = { mayPublish: (topic: string) => boolean; maySubscribe: (filter: string) => boolean };

function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The account behind a name and password, from the county folder as it is now: new terminals come in at once. */
export function accessOf(countyDir: string, username: string, password: string): Access | undefined {
  const folder = countyFolder(countyDir);
  const registry = readRegistry(folder);
  const origin = readOriginCredentials(folder);
  if (username === origin.username) {
    if (!sameText(password, origin.password)) return undefined;
    const isOwn = (topic: string) => topic.startsWith(`sanwu/1/${registry.code}/`);
    return { mayPublish: isOwn, maySubscribe: isOwn };
  }
  const terminal = registry.terminals.find(({ id }) => id === username);
  if (!terminal || !checkBrokerPassword(terminal.passwordHash, password)) return undefined;
  const { read, write, both } = terminalTopics(registry, terminal);
  return {
    mayPublish: (topic) => write.includes(topic) || both.includes(topic),
    maySubscribe: (filter) => read.includes(filter) || both.includes(filter),
  };
}

export type EmbeddedBroker = { port: number; stop: () => Promise<void> };

function createBroker(countyDir: string) {
  const accounts = new WeakMap<object, Access>();
  return Aedes.createBroker({
    authenticate: (client, username, password, done) => {
      const access = username && password ? accessOf(countyDir, username, password.toString()) : undefined;
      if (access) accounts.set(client, access);
      done(null, access !== undefined);
    },
    authorizePublish: (client, packet, done) => {
      const may = client !== null && accounts.get(client)?.mayPublish(packet.topic);
      done(may ? null : new Error('not authorized'));
    },
    authorizeSubscribe: (client, subscription, done) => {
      done(null, accounts.get(client)?.maySubscribe(subscription.topic) ? subscription : null);
    },
  });
}

/**
 * Starts the broker of a county.
 * @param port 0 takes a free one
 */
export async function startEmbeddedBroker(countyDir: string, port: number): Promise<EmbeddedBroker> {
  const broker = await createBroker(countyDir);
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
