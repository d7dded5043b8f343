/** A county's files over MQTT. */
import { limits } from '../contract/limits.ts';
import { ChunkRequests } from './chunk-requests.ts';
import type { LinkActivity } from './link-activity.ts';
import type { Clock } from './ports.ts';
import type { ContentSource, DownloadOptions, ReadOptions, TimeAnswer } from './source.ts';
import { MemorySink, Transfer } from './transfer.ts';

/** How long the county's clock is waited for; content comes without it too. */
const timeQuestionMs = 4_000;
const timeQuestionRepeatMs = 1_500;

export type MqttPipe = {
  readonly activity: LinkActivity;
  send: ConstructorParameters<typeof ChunkRequests>[0]['send'];
};

export class MqttSource implements ContentSource {
  readonly kind = 'mqtt';
  readonly requests: ChunkRequests;
  #connected = false;

  constructor(pipe: MqttPipe, clock: Clock) {
    const link = {
      send: pipe.send,
      lastByteAt: () => pipe.activity.lastByteAt(),
      midMessage: () => pipe.activity.midMessage(),
    };
    this.requests = new ChunkRequests(link, clock);
  }

  available(): boolean {
    return this.#connected;
  }

  connected(session: string): void {
    this.#connected = true;
    this.requests.connected(session);
  }

  disconnected(): void {
    this.#connected = false;
    this.requests.disconnected();
  }

  async read(path: string, options: ReadOptions): Promise<Uint8Array> {
    const sink = new MemorySink();
    const { expectedLength, maxBytes, limit, signal } = options;
    const length = expectedLength === undefined ? {} : { length: expectedLength };
    const transfer = new Transfer({ path, ...length, maxBytes, limit, sink, background: false });
    await this.requests.run(transfer, signal);
    return sink.bytes();
  }

  async download(path: string, options: DownloadOptions): Promise<void> {
    const { length, sink, signal, background } = options;
    const bound = { maxBytes: limits.attachmentBytes, limit: 'attachmentBytes' as const };
    await this.requests.run(new Transfer({ path, length, ...bound, sink, background }), signal);
  }

  askTime(nonce: string, signal: AbortSignal): Promise<TimeAnswer | undefined> {
    return new Promise((resolve) => {
      const stopListening: (() => void)[] = [];
      const ask = () => {
        const stop = this.requests.askTime(nonce, finish);
        if (stop) stopListening.push(stop);
      };
      const finish = (answer?: TimeAnswer) => {
        clearInterval(repeat);
        clearTimeout(limit);
        signal.removeEventListener('abort', giveUp);
        for (const stop of stopListening) stop();
        resolve(answer);
      };
      const giveUp = () => finish();
      const repeat = setInterval(ask, timeQuestionRepeatMs);
      const limit = setTimeout(giveUp, timeQuestionMs);
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) finish();
      else ask();
    });
  }
}
