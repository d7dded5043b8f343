/** A kiosk's core, and a door before it that counts how often a page was loaded, and when it last said that it lives. */
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CoreAddress, SurfaceName } from '../../main/launch/surface-url.ts';
import { startCore } from './running-core.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';

/** A page beats more often than this. Milliseconds. */
const beatWithin = 15_000;

export type WatchedCore = {
  county: SmallCounty;
  /** The door's. */
  address: CoreAddress;
  /** Resolves when a page has said once more that it lives. */
  nextBeat: () => Promise<void>;
  /** Undefined: its page lives, and is the one that was loaded at first. Else what is wrong. */
  stillThere: (surface: SurfaceName) => Promise<string | undefined>;
  stop: () => Promise<void>;
};

/** @param notices Markdown sources by name, published before it starts */
export async function startWatchedCore(notices: Record<string, string> = {}): Promise<WatchedCore> {
  const county = await makeSmallCounty();
  for (const [name, text] of Object.entries(notices)) await county.publish(name, text);
  const core = await startCore({ config: county.config, data: path.join(county.folder, 'kiosk') });
  const target = core.address.port;
  const loaded: string[] = [];
  const waiting = new Set<() => void>();
  const door = http.createServer((request, response) => {
    const url = request.url ?? '';
    if (/^\/(terminal|board)\/$/.test(url)) loaded.push(url);
    if (url.startsWith('/rpc/beat')) {
      for (const resolve of waiting) resolve();
      waiting.clear();
    }
    const headers = { ...request.headers, host: `127.0.0.1:${target}` };
    if (headers.origin) headers.origin = `http://127.0.0.1:${target}`;
    if (headers.referer) delete headers.referer;
    const onward = http.request({
      port: target,
      host: '127.0.0.1',
      path: url,
      method: request.method,
      headers,
    });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  const nextBeat = () => new Promise<void>((resolve) => waiting.add(resolve));
  return {
    county,
    address: { port: typeof address === 'object' && address ? address.port : 0, tokens: core.address.tokens },
    nextBeat,
    async stillThere(surface) {
      const lives = await Promise.race([nextBeat().then(() => true), pause(beatWithin, false)]);
      const loads = loaded.filter((url) => url === `/${surface}/`).length;
      if (!lives) return 'the page does not live any more';
      return loads === 1 ? undefined : `loaded ${loads} times`;
    },
    async stop() {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await core.stop();
      county.remove();
    },
  };
}
