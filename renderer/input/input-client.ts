/** A page's side of the input worker. */
import type { Stroke } from './handwriting/strokes.ts';
import type { Candidate, LocalWord } from './input-types.ts';
import type { Answer, Request } from './messages.ts';

/** The worker cannot answer: its data is missing, or it failed. */
export class InputUnavailable extends Error {
  readonly kind = 'input-unavailable';
}

type Question = Exclude<Request, { kind: 'words' }>;
type Unnumbered<Each> = Each extends unknown ? Omit<Each, 'id'> : never;

interface Waiting {
  resolve(candidates: readonly Candidate[]): void;
  reject(reason: InputUnavailable): void;
}

/**
 * Asks the engines. One for a page; `stop` ends the worker. It remembers nothing of what was typed or written. A worker that
 * ended, or whose program did not come as the core was away, is followed by another at the next question.
 */
export class InputClient {
  #worker: Worker | undefined;
  #words: readonly LocalWord[] = [];
  readonly #waiting = new Map<number, Waiting>();
  readonly #followers = new Set<() => void>();
  #last = 0;
  #edition = 0;

  constructor() {
    this.#worker = this.#start();
  }

  /** Replaces the words and names of the village's own content. */
  setLocalWords(words: readonly LocalWord[]): void {
    this.#words = words;
    this.#worker?.postMessage({ kind: 'words', words } satisfies Request);
    this.#edition += 1;
    for (const follow of this.#followers) follow();
  }

  /** Number of the local words that the engines have: another one may offer something else for the same letters. */
  readonly edition = (): number => this.#edition;

  /** Tells of another edition. @returns ends it */
  readonly onEdition = (follow: () => void): (() => void) => {
    this.#followers.add(follow);
    return () => this.#followers.delete(follow);
  };

  /** @throws InputUnavailable */
  pinyin(letters: string, fuzzy: boolean): Promise<readonly Candidate[]> {
    return this.#ask({ kind: 'pinyin', letters, fuzzy });
  }

  /** Characters for strokes of one character; no strokes make the recogniser ready. @throws InputUnavailable */
  handwriting(strokes: readonly Stroke[]): Promise<readonly Candidate[]> {
    return this.#ask({ kind: 'handwriting', strokes });
  }

  /** An empty answer, to measure what a message costs. @throws InputUnavailable */
  echo(): Promise<readonly Candidate[]> {
    return this.#ask({ kind: 'echo' });
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#failAll();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./input-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#take(data));
    worker.addEventListener('error', () => {
      if (this.#worker === worker) this.stop();
    });
    worker.postMessage({ kind: 'words', words: this.#words } satisfies Request);
    return worker;
  }

  #ask(question: Unnumbered<Question>): Promise<readonly Candidate[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Candidate[]>();
    const id = ++this.#last;
    this.#waiting.set(id, { resolve, reject });
    this.#worker ??= this.#start();
    this.#worker.postMessage({ ...question, id } satisfies Request);
    return promise;
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failed' in answer) waiting?.reject(new InputUnavailable('the input engines cannot answer'));
    else waiting?.resolve(answer.candidates);
  }

  #failAll(): void {
    for (const { reject } of this.#waiting.values())
      reject(new InputUnavailable('the input engines have ended'));
    this.#waiting.clear();
  }
}
