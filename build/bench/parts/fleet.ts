/** A thousand terminals on one broker, in a few threads. */
import { Worker } from 'node:worker_threads';

export interface FleetOrder {
  readonly url: string;
  readonly county: string;
  /** Bare clients instead of the product's links. */
  readonly bare: boolean;
  /** Number of the first terminal, and how many. */
  readonly from: number;
  readonly count: number;
}

/** `at`: monotonic, ns, the same clock in every thread. */
export type FleetMessage =
  | { kind: 'online'; at: bigint; connections: number }
  | { kind: 'noticed'; at: bigint };

const threads = 2;

export class Fleet {
  readonly #workers: Worker[];
  readonly #online: Map<Worker, { at: bigint; connections: number }> = new Map();
  readonly #noticed: Map<Worker, bigint> = new Map();
  #changed: () => void = () => undefined;

  constructor(order: Omit<FleetOrder, 'from' | 'count'>, terminals: number) {
    const count = terminals / threads;
    this.#workers = Array.from({ length: threads }, (_, thread) => {
      const workerData: FleetOrder = { ...order, from: thread * count, count };
      const worker = new Worker(new URL('./fleet-worker.ts', import.meta.url), { workerData });
      worker.on('message', (message: FleetMessage) => this.#take(worker, message));
      return worker;
    });
  }

  /** Attempts to connect so far, of all terminals together. */
  get connections(): number {
    return [...this.#online.values()].reduce((sum, { connections }) => sum + connections, 0);
  }

  /** From now on the next `online` and `noticed` count. */
  forget(): void {
    this.#online.clear();
    this.#noticed.clear();
  }

  /** When the last terminal was connected and had its subscriptions, since the last `forget`. */
  online(): Promise<bigint> {
    return this.#whole(() => [...this.#online.values()].map(({ at }) => at));
  }

  /** When the last terminal had the notice, since the last `forget`. */
  noticed(): Promise<bigint> {
    return this.#whole(() => [...this.#noticed.values()]);
  }

  /** Bare clients connect anew, as fast as the broker takes them. */
  connectAgain(): void {
    for (const worker of this.#workers) worker.postMessage('again');
  }

  async stop(): Promise<void> {
    const ended = this.#workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    for (const worker of this.#workers) worker.postMessage('stop');
    await Promise.all(ended);
  }

  #take(worker: Worker, message: FleetMessage): void {
    if (message.kind === 'online') this.#online.set(worker, message);
    else this.#noticed.set(worker, message.at);
    this.#changed();
  }

  async #whole(times: () => bigint[]): Promise<bigint> {
    while (times().length < threads) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
    return times().reduce((latest, at) => (at > latest ? at : latest));
  }
}
