/** Addresses of the surfaces. */
import type { CoreAddress } from './core-process.ts';

export type SurfaceName = 'terminal' | 'board';

/** Address for any browser on this machine; the token stands in the fragment, which is never sent anywhere. */
export function surfaceUrl(core: CoreAddress, surface: SurfaceName): string {
  return `http://127.0.0.1:${core.port}/${surface}/#token=${core.tokens[surface]}`;
}
