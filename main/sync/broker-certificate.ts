/**
 * Whether a broker's certificate is believed by a terminal whose clock may be anything. TLS judges dates by the wall clock:
 * a terminal that wakes up in 1970 would never reach the county that could tell it the time. So a certificate that fails for
 * its dates alone is checked again here, against the same authorities, with its dates judged by trusted time (design.md,
 * "Expiry is judged by trusted time"). Everything else that TLS finds wrong stays wrong.
 */
import { X509Certificate } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, rootCertificates, TLSSocket } from 'node:tls';
import type { TrustedTime } from './trusted-time.ts';

/** Names of OpenSSL's verification results (X509_V_ERR_…) that concern dates. */
const dateErrors = ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'];
/** Certificates between a broker's own and its authority. */
const mostIntermediates = 4;
/** Extended key usage "TLS server" (RFC 5280, 4.2.1.12). */
const serverUsage = '1.3.6.1.5.5.7.3.1';

export type CertificateTime = Pick<TrustedTime, 'expiryTime' | 'now'>;

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate) =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/** From the broker's own certificate up to one of the authorities; undefined where it does not lead there. */
export function trustedPath(
  own: X509Certificate,
  authorities: readonly X509Certificate[],
): X509Certificate[] | undefined {
  const path = [own];
  for (let last = own; path.length <= mostIntermediates + 1; ) {
    const current = last;
    const authority = authorities.find((each) => isIssuedBy(current, each));
    if (authority) return [...path, authority];
    const next = current.issuerCertificate;
    if (next === undefined || !isIssuedBy(current, next)) return undefined;
    path.push(next);
    last = next;
  }
  return undefined;
}

/**
 * Whether all of a path is valid at trusted time. Where no believable clock is there only the end can be judged, by the
 * greatest signed time: it is certainly not earlier than that.
 */
export function isInDate(path: readonly X509Certificate[], time: CertificateTime): boolean {
  const now = time.expiryTime();
  const notBefore = now ?? Number.POSITIVE_INFINITY;
  const notAfter = now ?? time.now();
  return path.every(
    ({ validFromDate, validToDate }) =>
      validFromDate.getTime() <= notBefore && validToDate.getTime() >= notAfter,
  );
}

function splitAuthorities(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

/**
 * What is wrong with the broker's certificate: OpenSSL's or Node's name of it, or undefined.
 * @param ca PEM of the configured authorities; without it the ones that Node ships
 */
export function certificateFault(
  socket: Pick<TLSSocket, 'authorized' | 'authorizationError' | 'getPeerX509Certificate'>,
  host: string,
  ca: string | undefined,
  time: CertificateTime,
): string | undefined {
  if (socket.authorized) return undefined;
  const fault = String(socket.authorizationError);
  const own = dateErrors.includes(fault) ? socket.getPeerX509Certificate() : undefined;
  if (own === undefined) return fault;
  const authorities = ca === undefined ? rootCertificates : splitAuthorities(ca);
  const path = trustedPath(
    own,
    authorities.map((pem) => new X509Certificate(pem)),
  );
  if (path === undefined) return fault;
  if (own.keyUsage !== undefined && !own.keyUsage.includes(serverUsage)) return fault;
  if (checkServerIdentity(host, own.toLegacyObject()) !== undefined) return fault;
  return isInDate(path, time) ? undefined : fault;
}

/** Whether TLS is to let every certificate pass for `checkCertificate` to judge. A WebSocket's TLS is out of its reach. */
export const checksItself = (url: string) => url.startsWith('mqtts:');

/** Ends a connection to a broker that is not believed, before anything is written to it: the password would be the first. */
export function checkCertificate(
  stream: Duplex,
  broker: { url: string; ca?: string },
  time: CertificateTime,
  refused: (fault: string) => void,
): void {
  if (!checksItself(broker.url)) return;
  if (!(stream instanceof TLSSocket)) throw new TypeError('mqtts without TLS');
  const host = new URL(broker.url).hostname.replace(/^\[|\]$/g, '');
  stream.prependListener('secureConnect', () => {
    const fault = certificateFault(stream, host, broker.ca, time);
    if (fault === undefined) return;
    refused(fault);
    stream.destroy();
  });
}
