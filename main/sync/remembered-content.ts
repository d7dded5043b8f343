/** What is active is asked for at each hint and each state; reading it anew each time would parse all indexes. */
import type { Activation, ActiveContent, ContentPort, WantedFile } from './ports.ts';

export class RememberedContent implements ContentPort {
  readonly #content: ContentPort;
  #active: ActiveContent | undefined;

  constructor(content: ContentPort) {
    this.#content = content;
  }

  active(): ActiveContent | undefined {
    this.#active ??= this.#content.active();
    return this.#active;
  }

  async activate(activation: Activation): Promise<void> {
    try {
      await this.#content.activate(activation);
    } finally {
      this.#active = undefined;
    }
  }

  /** content.db is another one now. */
  forget(): void {
    this.#active = undefined;
  }

  carryOutErasures(): Promise<readonly string[]> {
    return this.#content.carryOutErasures();
  }

  wantedFiles(): readonly WantedFile[] {
    return this.#content.wantedFiles();
  }
}
