/**
 * Activation in a worker thread, so that the core's thread stays free for pages while thousands of items are written.
 * The worker's entry is in main/core, which knows both the writer and the search index.
 */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import { classified, storageErrorKind } from '../../db/errors.ts';
import type { Pack } from '../contract/content.ts';
import { type ErrorKind, SanwuError } from '../contract/errors.ts';
import { sha256Hex } from '../trust/digest.ts';
import type { Activation, ActivationResult, ContentActivator, GenerationFiles } from './activation.ts';

/** A pack by its file, or by itself where it has none. */
type PackMessage = { sha256: string; path: string } | { sha256: string; pack: Pack };

type Request =
  | { number: number; kind: 'activate'; files: GenerationFiles; packs: PackMessage[] }
  | { number: number; kind: 'carry-out' }
  | { number: number; kind: 'chore'; name: string; given: unknown }
  | { number: number; kind: 'close' };

type Failure = { kind: ErrorKind | 'bug'; subject: string; detail: string };
type Reply = { number: number } & (
  | { result: ActivationResult }
  | { erased: readonly string[] }
  | { done: unknown }
  | { closed: true }
  | { failure: Failure }
);

/** Verified when it was staged; hashed anew because a disk may lie in between. */
function readPack(sha256: string, path: string): Pack {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new SanwuError(storageErrorKind(cause) ?? 'missing-file', `pack ${sha256}`, { cause });
  }
  if (sha256Hex(bytes) !== sha256) throw new SanwuError('broken-file', `pack ${sha256}`);
  return JSON.parse(bytes.toString('utf8')) as Pack;
}

const asNewPack = (message: PackMessage): Activation['newPacks'][number] => ({
  sha256: message.sha256,
  read: () => ('pack' in message ? message.pack : readPack(message.sha256, message.path)),
});

function asFailure(thrown: unknown): Failure {
  const error = classified(thrown, 'content.db');
  if (error instanceof SanwuError) return { kind: error.kind, subject: error.subject, detail: '' };
  return {
    kind: 'bug',
    subject: 'content worker',
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** Work on databases and files that no page may wait for, by name. What a chore answers must be cloneable. */
export type Chores = Readonly<Record<string, (given: unknown) => Promise<unknown>>>;

async function answer(activator: ContentActivator, chores: Chores, request: Request): Promise<Reply> {
  const { number } = request;
  try {
    if (request.kind === 'chore') return { number, done: await chores[request.name]?.(request.given) };
    if (request.kind === 'activate') {
      const activation = { ...request.files, newPacks: request.packs.map(asNewPack) };
      return { number, result: await activator.activate(activation) };
    }
    if (request.kind === 'carry-out') return { number, erased: await activator.carryOutErasures() };
    await activator.close();
    return { number, closed: true };
  } catch (error) {
    return { number, failure: asFailure(error) };
  }
}

/**
 * Serves requests on the worker's port, one after the other, until it is closed.
 * @param beside chores that write no database: what is published does not wait for them
 */
export function serveActivations(
  port: MessagePort,
  activator: ContentActivator,
  chores: Chores = {},
  beside: ReadonlySet<string> = new Set(),
): void {
  let queue: Promise<unknown> = Promise.resolve();
  const running = new Set<Promise<void>>();
  const serve = async (request: Request) => port.postMessage(await answer(activator, chores, request));
  port.on('message', (request: Request) => {
    if (request.kind === 'chore' && beside.has(request.name)) {
      const work = serve(request).finally(() => running.delete(work));
      running.add(work);
      return;
    }
    queue = queue.then(async () => {
      if (request.kind === 'close') await Promise.all(running);
      await serve(request);
      if (request.kind === 'close') port.close();
    });
  });
}

type Waiting = { resolve(reply: Reply): void; reject(error: Error): void };
/** `Omit` of each member, not of what they share. */
type Unnumbered<T> = T extends { number: number } ? Omit<T, 'number'> : never;

/** The thread is ended when it was asked for nothing for this long: at rest it would cost a fifth of the core's memory. Milliseconds. */
const defaultIdleMs = 30_000;

/** The same activator, working in another thread, which is there while it is needed. */
export class ActivationWorker implements ContentActivator {
  readonly #entry: URL;
  readonly #data: unknown;
  readonly #idleMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #ending: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #number = 0;

  /** @param entry module that calls `serveActivations(parentPort, …)`; `data` is its workerData */
  constructor(entry: URL, data: unknown, idleMs: number = defaultIdleMs) {
    this.#entry = entry;
    this.#data = data;
    this.#idleMs = idleMs;
  }

  #start(): Worker {
    const worker = new Worker(this.#entry, { workerData: this.#data });
    worker.on('message', (reply: Reply) => {
      this.#waiting.get(reply.number)?.resolve(reply);
      this.#waiting.delete(reply.number);
      if (this.#waiting.size === 0) this.#rest();
    });
    worker.on('error', (cause) => this.#fail(new SanwuError('aborted', 'content worker', { cause })));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#fail(new SanwuError('aborted', 'content worker'));
    });
    this.#worker = worker;
    return worker;
  }

  /** Nothing half done stays behind: the worker's transaction died with it. */
  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.close(), this.#idleMs);
    this.#idle.unref();
  }

  async #ask(request: Unnumbered<Request>): Promise<Reply> {
    clearTimeout(this.#idle);
    // One that is ending closes its connections first: two writers would wait for each other.
    await this.#ending;
    const reply = await this.#post(this.#worker ?? this.#start(), request);
    if (!('failure' in reply)) return reply;
    const { kind, subject, detail } = reply.failure;
    throw kind === 'bug' ? new Error(`${subject}: ${detail}`) : new SanwuError(kind, subject);
  }

  #post(worker: Worker, request: Unnumbered<Request>): Promise<Reply> {
    const number = ++this.#number;
    return new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      worker.postMessage({ ...request, number });
    });
  }

  async activate(activation: Activation): Promise<ActivationResult> {
    const { newPacks, ...files } = activation;
    const packs = newPacks.map((pack): PackMessage => {
      const { sha256, path } = pack;
      return path === undefined ? { sha256, pack: pack.read() } : { sha256, path };
    });
    const reply = await this.#ask({ kind: 'activate', files, packs });
    if (!('result' in reply)) throw new Error('content worker gave no result');
    return reply.result;
  }

  async carryOutErasures(): Promise<readonly string[]> {
    const reply = await this.#ask({ kind: 'carry-out' });
    return 'erased' in reply ? reply.erased : [];
  }

  /** Does one of the entry's chores. Errors as the chore's. */
  async chore(name: string, given?: unknown): Promise<unknown> {
    const reply = await this.#ask({ kind: 'chore', name, given });
    return 'done' in reply ? reply.done : undefined;
  }

  /** Ends the thread now where it has nothing to do. */
  async rest(): Promise<void> {
    if (this.#waiting.size === 0) await this.close();
  }

  /** Ends the thread after what it was asked for; the next thing asked starts another. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    if (worker) {
      this.#worker = undefined;
      const ended = once(worker, 'exit');
      this.#ending = this.#post(worker, { kind: 'close' })
        .then(() => ended)
        .catch(() => undefined);
    }
    await this.#ending;
  }
}
