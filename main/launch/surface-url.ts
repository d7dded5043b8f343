/** Addresses of the surfaces. */

export type SurfaceName = 'terminal' | 'board';

/** One secret a surface; 32 random bytes, base64url. */
export type SurfaceTokens = Record<SurfaceName, string>;

/** Where a core listens on the loopback address, and what its pages show it. */
export type CoreAddress = { port: number; tokens: SurfaceTokens };

/** Address for any browser on this machine; the token stands in the fragment, which is never sent anywhere. */
export function surfaceUrl(core: CoreAddress, surface: SurfaceName): string {
  return `http://127.0.0.1:${core.port}/${surface}/#token=${core.tokens[surface]}`;
}
