/** The core's one handler: who asks is checked first, then files, procedures and pages. */
import type { Surface } from '../contract/api.ts';
import { limits } from '../contract/limits.ts';
import { isOwnAddress, type SurfaceTokens, surfaceOf } from './access.ts';
import type { FileLinks, FileRequest } from './file-links.ts';
import type { FetchHandler } from './http-server.ts';
import type { LastBeat } from './page-beats.ts';
import { type StaticFiles, securityHeaders } from './static-files.ts';

export type FetchParts = {
  /** Known once the server listens. */
  port: () => number;
  tokens: SurfaceTokens;
  links: FileLinks;
  statics: StaticFiles;
  rpc: (request: Request, surface: Surface) => Promise<Response | undefined>;
  file: (wanted: FileRequest, range: string | null) => Promise<Response>;
  /** For the supervisor: that the core turns, and when it last heard of each surface's page. */
  health: { mayAsk: (headers: Headers) => boolean; surfaces: () => Partial<Record<Surface, LastBeat>> };
};

function refuse(status: 403 | 404 | 405 | 413): Response {
  return new Response(null, { status, headers: securityHeaders });
}

async function answerRpc(request: Request, parts: FetchParts): Promise<Response> {
  const surface = surfaceOf(request.headers, parts.tokens);
  if (!surface) return refuse(403);
  const bounded = await withBoundedBody(request);
  if (!bounded) return refuse(413);
  return (await parts.rpc(bounded, surface)) ?? refuse(404);
}

/** The request with its body read, whatever length it claims or hides; undefined where it is too large. */
async function withBoundedBody(request: Request): Promise<Request | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.callBytes) return undefined;
  if (!request.body) return request;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body) {
    length += piece.length;
    if (length > limits.callBytes) return undefined;
    pieces.push(piece);
  }
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    signal: request.signal,
    body: Buffer.concat(pieces),
  });
}

/** Makes the handler. Foreign Host or Origin, no or wrong token, an unsigned or stale file address: 403, nothing else said. */
export function createFetchHandler(parts: FetchParts): FetchHandler {
  return async (request) => {
    if (!isOwnAddress(request.headers, parts.port())) return refuse(403);
    const url = new URL(request.url);
    if (url.pathname.startsWith('/rpc/')) return answerRpc(request, parts);
    if (request.method !== 'GET') return refuse(405);
    if (url.pathname === '/health') {
      if (!parts.health.mayAsk(request.headers)) return refuse(403);
      return Response.json({ surfaces: parts.health.surfaces() }, { headers: securityHeaders });
    }
    if (url.pathname.startsWith('/file/')) {
      const wanted = parts.links.read(url);
      return wanted ? parts.file(wanted, request.headers.get('range')) : refuse(403);
    }
    return parts.statics.serve(url.pathname) ?? refuse(404);
  };
}
