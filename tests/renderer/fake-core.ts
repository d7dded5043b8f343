/**
 * The core's own door (access rules, files, procedures, events, pages) with a made-up village behind it, so that pages are
 * tried against the real contract before and beside the real content.
 */
import { EventHub } from '../../main/core/event-hub.ts';
import { createFetchHandler } from '../../main/core/fetch-handler.ts';
import { FileLinks, type FileRequest } from '../../main/core/file-links.ts';
import { createRpc } from '../../main/core/handlers.ts';
import { LoopbackServer } from '../../main/core/http-server.ts';
import { StaticFiles } from '../../main/core/static-files.ts';
import type { FakeFile } from './fake-files.ts';
import { FakeVillage } from './fake-village.ts';

const token = 'terminal-token-for-tests-0001';

export interface FakeCore {
  village: FakeVillage;
  events: EventHub;
  /** What went wrong in the core's door: must stay empty. */
  errors: unknown[];
  /** Address of the terminal, token included. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** A part of a file as Range asks, or all of it. */
function answerFile(file: FakeFile, range: string | null): Response {
  const wanted = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  const headers = { 'content-type': file.mediaType, 'accept-ranges': 'bytes' };
  if (wanted === null) {
    return new Response(file.bytes.slice(), {
      headers: { ...headers, 'content-length': String(file.bytes.length) },
    });
  }
  const from = Number(wanted[1]);
  const to = wanted[2] === '' ? file.bytes.length - 1 : Math.min(Number(wanted[2]), file.bytes.length - 1);
  const part = file.bytes.slice(from, to + 1);
  return new Response(part, {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${from}-${to}/${file.bytes.length}`,
      'content-length': String(part.length),
    },
  });
}

/**
 * @param pages folder of the built pages
 * @param port 0 takes a free one; the same again lets a test bring the core back
 */
export async function startFakeCore(
  pages: string,
  idle?: { afterSeconds: number; warningSeconds: number },
  port = 0,
): Promise<FakeCore> {
  const files = new Map<string, FakeFile>();
  const links = new FileLinks(
    new Uint8Array(32).fill(7),
    () => Date.now(),
    () => undefined,
  );
  const village = new FakeVillage((file) => {
    files.set(file.sha256, file);
    return links.create(file.sha256, file.mediaType);
  }, idle);
  const events = new EventHub();
  const stopping = new AbortController();
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const file = async ({ sha256 }: FileRequest, range: string | null) => {
    const found = files.get(sha256);
    return found === undefined ? new Response(null, { status: 404 }) : answerFile(found, range);
  };
  let listening = 0;
  const server = new LoopbackServer(
    createFetchHandler({
      port: () => listening,
      tokens: { terminal: token, board: 'board-token-for-tests-000001' },
      links,
      health: { mayAsk: () => false, surfaces: () => ({}) },
      statics: new StaticFiles(pages),
      rpc: createRpc(village, events, stopping.signal, onError),
      file,
    }),
    onError,
  );
  listening = await server.start(port);
  return {
    village,
    events,
    errors,
    port: listening,
    url: `http://127.0.0.1:${listening}/terminal/#token=${token}`,
    stop: async () => {
      stopping.abort();
      await server.stop();
    },
  };
}
