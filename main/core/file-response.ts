/** An attachment over HTTP, whole or a range of it (RFC 9110 §14): video and PDF readers ask for ranges. */
import { Readable } from 'node:stream';
import type { FileStore } from '../content/file-store-types.ts';
import { SanwuError } from '../contract/errors.ts';
import type { FileRequest } from './file-links.ts';
import { securityHeaders } from './static-files.ts';

/** Types that a browser would show as a page of its own; they are only ever downloaded as bytes. */
const inertType = 'application/octet-stream';
const shownTypes = /^(image\/(jpeg|png|gif|webp)|application\/pdf|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+)$/;

type Span = { start: number; end: number };

/**
 * Reads one byte range. `end` is exclusive.
 * @returns undefined for no or several ranges (the whole file is a right answer), null for one that cannot be met
 */
function parseRange(header: string | null, length: number): Span | undefined | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) return undefined;
  if (first === '') {
    const start = Math.max(0, length - Number(last));
    return Number(last) === 0 ? null : { start, end: length };
  }
  const start = Number(first);
  const end = last === '' ? length : Math.min(Number(last) + 1, length);
  return start >= length || end <= start ? null : { start, end };
}

function headersOf({ mediaType, visit }: FileRequest, length: number): Record<string, string> {
  return {
    ...securityHeaders,
    // A file opened by itself may run nothing, whatever it holds.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'content-type': shownTypes.test(mediaType) ? mediaType : inertType,
    'content-length': String(length),
    'accept-ranges': 'bytes',
    // What one person may see must not lie in a browser's cache for the next.
    'cache-control': visit === undefined ? 'private, max-age=3600' : 'no-store',
  };
}

/** Answers for a file that may be handed out; 404 where it has not arrived. */
export async function fileResponse(
  files: FileStore,
  wanted: FileRequest,
  rangeHeader: string | null,
): Promise<Response> {
  const { sha256 } = wanted;
  if (!files.has(sha256)) return new Response(null, { status: 404, headers: securityHeaders });
  try {
    const whole = await files.openRead(sha256);
    const span = parseRange(rangeHeader, whole.length);
    if (span === undefined)
      return new Response(asBody(whole.stream), { headers: headersOf(wanted, whole.length) });
    whole.stream.destroy();
    if (span === null) {
      const headers = { ...securityHeaders, 'content-range': `bytes */${whole.length}` };
      return new Response(null, { status: 416, headers });
    }
    const part = await files.openRead(sha256, span);
    const headers = {
      ...headersOf(wanted, part.length),
      'content-range': `bytes ${span.start}-${span.end - 1}/${whole.length}`,
    };
    return new Response(asBody(part.stream), { status: 206, headers });
  } catch (error) {
    if (error instanceof SanwuError) return new Response(null, { status: 404, headers: securityHeaders });
    throw error;
  }
}

function asBody(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}
