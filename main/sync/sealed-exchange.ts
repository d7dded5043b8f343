/** One question that only the county may read, and its answer, over a link that loses messages. Nothing of either is kept. */
import { randomBytes } from 'node:crypto';
import { SanwuError } from '../contract/errors.ts';
import type { ResponseHeader, TerminalRequest } from '../contract/mqtt.ts';

/** The same request again, so often; the county answers one id once. ms */
const repeatMs = 3_000;
/** A person does not wait longer. ms */
const patienceMs = 15_000;

type SealedHeader = Extract<ResponseHeader, { kind: 'sealed' }>;
type Waiting = { resolve: (bytes: Uint8Array) => void; reject: (error: unknown) => void };

export class SealedExchange {
  readonly #send: (request: TerminalRequest) => boolean;
  readonly #waiting = new Map<string, Waiting>();

  /** @param send false: not connected, nothing was sent */
  constructor(send: (request: TerminalRequest) => boolean) {
    this.#send = send;
  }

  /**
   * @param key id of the county's key that `question` is sealed to
   * @returns the sealed answer
   * @throws SanwuError `unreachable` (no link now), `timeout`, `locked` (the county is busy), `forbidden` (it does not hold the key)
   */
  async ask(key: string, question: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
    const id = randomBytes(16).toString('base64url');
    const text = Buffer.from(question).toString('base64url');
    const send = () => this.#send({ id, kind: 'sealed', key, question: text });
    if (!send()) throw new SanwuError('unreachable', 'sealed question');
    const repeat = setInterval(send, repeatMs);
    const limit = AbortSignal.timeout(patienceMs);
    const ends = signal ? AbortSignal.any([limit, signal]) : limit;
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        const giveUp = () => reject(new SanwuError(limit.aborted ? 'timeout' : 'aborted', 'sealed question'));
        if (ends.aborted) giveUp();
        else ends.addEventListener('abort', giveUp, { once: true });
      });
    } finally {
      clearInterval(repeat);
      this.#waiting.delete(id);
    }
  }

  received({ id, status, length }: SealedHeader, body: Uint8Array): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (status === 'ok' && body.length === length) waiting.resolve(body);
    else if (status === 'busy') waiting.reject(new SanwuError('locked', 'sealed question'));
    else if (status === 'unknown-key') waiting.reject(new SanwuError('forbidden', 'sealed question'));
  }
}
