import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../../main/contract/api.ts';
import { bearerIs } from '../../../main/core/access.ts';
import { EventHub } from '../../../main/core/event-hub.ts';
import { createFetchHandler } from '../../../main/core/fetch-handler.ts';
import { FileLinks } from '../../../main/core/file-links.ts';
import { createRpc } from '../../../main/core/handlers.ts';
import { LoopbackServer } from '../../../main/core/http-server.ts';
import type { Services } from '../../../main/core/services.ts';
import { StaticFiles } from '../../../main/core/static-files.ts';

const tokens = { terminal: 'terminal-token-000000000000', board: 'board-token-0000000000000000' };
const healthToken = 'health-token-00000000000000';
const freshness = { staleDays: 0, link: 'online' as const, clockInDoubt: false };
const unused = () => {
  throw new TypeError('not asked for in this test');
};
const services: Services = {
  home: unused,
  face: unused,
  module: unused,
  item: () => undefined,
  search: unused,
  words: unused,
  takeAway: unused,
  print: unused,
  printFeedbackSlip: unused,
  printSubsidies: unused,
  printer: unused,
  submitFeedback: unused,
  followSlip: unused,
  subsidies: unused,
  signIn: unused,
  signOut: unused,
  vouchers: unused,
  speak: unused,
  rotation: unused,
  freshness: () => freshness,
  health: () => [],
  beat: () => {},
};

let folder: string;
let port: number;
let server: LoopbackServer;
let links: FileLinks;
let now = 1_000_000_000_000;
let visit: string | undefined;
const events = new EventHub();
const stopping = new AbortController();
const errors: unknown[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-core-'));
  mkdirSync(path.join(folder, 'terminal'));
  writeFileSync(path.join(folder, 'terminal/index.html'), '<!doctype html>terminal');
  links = new FileLinks(
    new Uint8Array(32).fill(7),
    () => now,
    () => visit,
  );
  const handler = createFetchHandler({
    port: () => port,
    tokens,
    links,
    statics: new StaticFiles(folder),
    rpc: createRpc(services, events, stopping.signal, (error) => errors.push(error)),
    file: async ({ sha256 }) => new Response(sha256),
    health: {
      mayAsk: (headers) => bearerIs(headers, healthToken),
      surfaces: () => ({ board: { ageMs: 5, screen: 'home' } }),
    },
  });
  server = new LoopbackServer(handler, (error) => errors.push(error));
  port = await server.start(0);
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** A raw request: fetch would not let a test choose Host or Origin. */
function ask(pathname: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: pathname, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end(method === 'POST' ? '{}' : undefined);
  });
}
function client(token: string) {
  const link = new RPCLink({
    url: `http://127.0.0.1:${port}/rpc`,
    headers: { authorization: `Bearer ${token}` },
  });
  return createORPCClient<ContractRouterClient<Api>>(link);
}

describe('the loopback port', () => {
  it('refuses a foreign Host and a foreign Origin, whatever is asked for', async () => {
    const bearer = { authorization: `Bearer ${tokens.terminal}` };
    expect(await ask('/terminal/', { host: 'evil.example' })).toBe(403);
    expect(await ask('/rpc/freshness', { ...bearer, host: `evil.example:${port}` }, 'POST')).toBe(403);
    expect(await ask('/rpc/freshness', { ...bearer, origin: 'http://evil.example' }, 'POST')).toBe(403);
    expect(await ask('/rpc/freshness', { ...bearer, origin: 'null' }, 'POST')).toBe(403);
    expect(await ask('/rpc/freshness', { ...bearer, origin: `http://127.0.0.1:${port}` }, 'POST')).toBe(200);
  });

  it('refuses procedures without a token or with a wrong one', async () => {
    expect(await ask('/rpc/freshness', {}, 'POST')).toBe(403);
    expect(await ask('/rpc/freshness', { authorization: `Bearer ${tokens.terminal}x` }, 'POST')).toBe(403);
    expect(await ask(`/rpc/freshness?token=${tokens.terminal}`, {}, 'POST')).toBe(403);
  });

  it('lets a surface call its own procedures only', async () => {
    await expect(client(tokens.board).freshness()).resolves.toEqual(freshness);
    await expect(client(tokens.board).home()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const missing = client(tokens.terminal).item({ id: '990001001001.county.000001' });
    await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client(tokens.terminal).item({ id: '../../etc' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect(errors).toEqual([]);
  });

  it('tells the supervisor how it is, and nobody else', async () => {
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    expect(await ask('/health')).toBe(403);
    expect(await ask('/health', bearer(tokens.terminal))).toBe(403);
    expect(await ask('/rpc/freshness', bearer(healthToken), 'POST')).toBe(403);
    const answer = await fetch(`http://127.0.0.1:${port}/health`, { headers: bearer(healthToken) });
    expect(await answer.json()).toEqual({ surfaces: { board: { ageMs: 5, screen: 'home' } } });
  });

  it('takes another port where its own is taken', async () => {
    const second = new LoopbackServer(
      async () => new Response('second'),
      () => {},
    );
    const other = await second.start(port);
    expect(other).not.toBe(port);
    expect(await (await fetch(`http://127.0.0.1:${other}/`)).text()).toBe('second');
    await second.stop();
  });

  it('takes no large body, whether its length is said or hidden', async () => {
    const send = (headers: Record<string, string>, bytes: number) =>
      new Promise<number>((resolve, reject) => {
        const request = http.request(
          { host: '127.0.0.1', port, path: '/rpc/freshness', method: 'POST', headers },
          (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          },
        );
        request.on('error', reject);
        request.end(JSON.stringify({ json: ' '.repeat(bytes) }));
      });
    const bearer = { authorization: `Bearer ${tokens.terminal}`, 'content-type': 'application/json' };
    const hidden = { ...bearer, 'transfer-encoding': 'chunked' };
    expect(await send(bearer, 100_000)).toBe(413);
    expect(await send(hidden, 100_000)).toBe(413);
    expect(await send(hidden, 1_000)).toBe(200);
  });

  it('serves pages without a token, and nothing outside their folder', async () => {
    writeFileSync(path.join(folder, '..', 'sanwu-secret.txt'), 'x');
    expect(await ask('/terminal/')).toBe(200);
    for (const odd of [
      '/../sanwu-secret.txt',
      '/terminal/..%2f..%2fsanwu-secret.txt',
      '/terminal',
      '/%00',
      '//etc/passwd',
    ]) {
      expect([odd, await ask(odd)]).toEqual([odd, 404]);
    }
    expect(await ask('/terminal/', {}, 'POST')).toBe(405);
    rmSync(path.join(folder, '..', 'sanwu-secret.txt'));
  });

  it('gives a file only by an address made here, unchanged and still young', async () => {
    const address = links.create('a'.repeat(64), 'image/png');
    expect(await ask(address)).toBe(200);
    expect(await ask(address.replace('aaaa', 'aaab'))).toBe(403);
    expect(await ask(address.replace('image%2Fpng', 'text%2Fhtml'))).toBe(403);
    expect(await ask(`/file/${'a'.repeat(64)}`)).toBe(403);
    now += 3_599_000;
    expect(await ask(address)).toBe(200);
    now += 2 * 3_600_000;
    expect(await ask(address)).toBe(403);
  });

  it('gives what is kept for a visit during that visit alone, and no address of another becomes one', async () => {
    const address = links.create('a'.repeat(64), 'image/png', 'handle-1');
    expect(await ask(address)).toBe(403);
    visit = 'handle-1';
    expect(await ask(address)).toBe(200);
    expect(await ask(address.replace('&v=handle-1', ''))).toBe(403);
    expect(await ask(`${links.create('a'.repeat(64), 'image/png')}&v=handle-1`)).toBe(403);
    visit = 'handle-2';
    expect(await ask(address)).toBe(403);
    expect(await ask(address.replace('handle-1', 'handle-2'))).toBe(403);
    visit = undefined;
    expect(await ask(address)).toBe(403);
  });

  it('gives the same address again for a while, so that what is shown is not loaded anew', () => {
    const minutes = Array.from({ length: 60 }, () => {
      now += 60_000;
      return links.create('a'.repeat(64), 'image/png');
    });
    expect(new Set(minutes).size).toBeLessThanOrEqual(3);
  });

  it('streams events, and forgets a page that left', async () => {
    const leaving = new AbortController();
    const stream = await client(tokens.board).events(undefined, { signal: leaving.signal });
    const first = await stream.next();
    expect(first.value).toMatchObject({ type: 'hello' });
    events.send({ type: 'settings' });
    expect((await stream.next()).value).toEqual({ type: 'settings' });
    expect(events.open).toBe(1);
    leaving.abort();
    await stream.return?.(undefined).catch(() => undefined);
    await expect.poll(() => events.open).toBe(0);
  });
});
