/**
 * Who may talk to the loopback port (design.md, "The shape"; quality.md, "loopback port"). The port is reachable by
 * every program on the machine and, through DNS rebinding, by any web page; so Host and Origin are checked first.
 */
import { timingSafeEqual } from 'node:crypto';
import { type Surface, surfaces } from '../contract/api.ts';

/** One secret a surface; 32 random bytes, base64url. */
export type SurfaceTokens = Record<Surface, string>;

function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether Host names this loopback port, and Origin, where there is one, is this port's own. */
export function isOwnAddress(headers: Headers, port: number): boolean {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const host = headers.get('host') ?? '';
  if (!own.includes(host)) return false;
  const origin = headers.get('origin');
  return origin === null || origin === `http://${host}`;
}

function bearerOf(headers: Headers): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(headers.get('authorization') ?? '')?.[1];
}

/** Whether the request carries this bearer token. */
export function bearerIs(headers: Headers, token: string): boolean {
  const given = bearerOf(headers);
  return given !== undefined && sameText(token, given);
}

/** The surface whose bearer token the request carries. */
export function surfaceOf(headers: Headers, tokens: SurfaceTokens): Surface | undefined {
  const given = bearerOf(headers);
  return given === undefined ? undefined : surfaces.find((surface) => sameText(tokens[surface], given));
}
