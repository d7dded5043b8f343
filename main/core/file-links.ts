/**
 * Short-lived signed addresses of attachments: `/file/<sha256>?e=<expiry, seconds>&s=<hmac>&t=<media type>`, with `v=<visit>` where a
 * file is open to one visit alone. An <img>
 * or a PDF reader cannot send a bearer token, and a token must not stand in an address.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long an address given to a page works at least. Seconds; a page that stays longer asks again. */
const validSeconds = 3600;
/** Addresses given within this time are the same: a page that asks anew for what it shows loads nothing twice. Seconds. */
const sameSeconds = 1800;

/** `visit`: for the person in front alone, and to be kept nowhere. */
export type FileRequest = { sha256: string; mediaType: string; visit?: string };

export class FileLinks {
  readonly #secret: Uint8Array;
  readonly #now: () => number;
  readonly #visit: () => string | undefined;

  /**
   * @param now milliseconds; both ends are this process
   * @param visit handle of the visit that may open what is kept for villagers; undefined while nobody has signed in
   */
  constructor(secret: Uint8Array, now: () => number, visit: () => string | undefined) {
    this.#secret = secret;
    this.#now = now;
    this.#visit = visit;
  }

  #sign(sha256: string, expiry: string, mediaType: string, visit: string): string {
    return createHmac('sha256', this.#secret)
      .update(`${sha256}\n${expiry}\n${mediaType}\n${visit}`)
      .digest('base64url');
  }

  /**
   * Path and query of a file, relative to the core's origin.
   * @param visit it opens during this visit only
   */
  create(sha256: string, mediaType: string, visit?: string): string {
    const least = this.#now() / 1000 + validSeconds;
    const expiry = String(Math.ceil(least / sameSeconds) * sameSeconds);
    const signature = this.#sign(sha256, expiry, mediaType, visit ?? '');
    const query = new URLSearchParams({ e: expiry, t: mediaType, s: signature });
    if (visit !== undefined) query.set('v', visit);
    return `/file/${sha256}?${query}`;
  }

  /** What an address asks for; undefined where it was not made here or is too old. */
  read(url: URL): FileRequest | undefined {
    const sha256 = /^\/file\/([0-9a-f]{64})$/.exec(url.pathname)?.[1];
    const expiry = url.searchParams.get('e') ?? '';
    const mediaType = url.searchParams.get('t') ?? '';
    if (!sha256 || !/^\d{1,12}$/.test(expiry)) return undefined;
    const given = Buffer.from(url.searchParams.get('s') ?? '');
    const visit = url.searchParams.get('v') ?? undefined;
    const expected = Buffer.from(this.#sign(sha256, expiry, mediaType, visit ?? ''));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    if (Number(expiry) * 1000 < this.#now()) return undefined;
    if (visit === undefined) return { sha256, mediaType };
    return visit === this.#visit() ? { sha256, mediaType, visit } : undefined;
  }
}
