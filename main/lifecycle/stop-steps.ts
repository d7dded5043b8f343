/** What was started, stopped in reverse. Each step is guarded: one that fails does not keep the others running. */

type Step = () => Promise<unknown> | unknown;

export class StopSteps {
  readonly #onError: (error: unknown) => void;
  readonly #steps: Step[] = [];
  readonly #controller = new AbortController();
  #stopping: Promise<void> | undefined;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Aborts when stopping begins. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  add(step: Step): void {
    this.#steps.push(step);
  }

  /** Stops everything added so far, the last first; further calls wait for the same end. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    this.#controller.abort();
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
