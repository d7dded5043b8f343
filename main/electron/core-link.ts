/** What the shell knows of the core, and which surfaces could not be brought from it. */
import type { CoreAddress, SurfaceName } from '../launch/surface-url.ts';

export class CoreLink {
  /** Where the core is, or was last. */
  core: CoreAddress | undefined;
  readonly #missed = new Set<SurfaceName>();

  constructor(core: CoreAddress | undefined) {
    this.core = core;
  }

  /** A part of a surface's page could not be had: it must be opened anew when the core is there. */
  miss(surface: SurfaceName): void {
    this.#missed.add(surface);
  }

  found(surface: SurfaceName): void {
    this.#missed.delete(surface);
  }

  get missed(): readonly SurfaceName[] {
    return [...this.#missed];
  }

  /** Whether the core brings pages now. */
  async answers(): Promise<boolean> {
    if (!this.core) return false;
    const address = `http://127.0.0.1:${this.core.port}/terminal/`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok === true;
  }
}
