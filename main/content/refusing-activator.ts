/** Stands where the writer of content.db would, while nothing may be written. */
import { type ErrorKind, SanwuError } from '../contract/errors.ts';
import type { ActivationResult, ContentActivator } from './activation.ts';

export class RefusingActivator implements ContentActivator {
  readonly #kind: ErrorKind;

  /** @param kind why nothing is written */
  constructor(kind: ErrorKind = 'read-only') {
    this.#kind = kind;
  }

  async activate(): Promise<ActivationResult> {
    throw new SanwuError(this.#kind, 'content.db');
  }

  async carryOutErasures(): Promise<readonly string[]> {
    throw new SanwuError(this.#kind, 'content.db');
  }

  async close(): Promise<void> {}
}
