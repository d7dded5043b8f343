import type { ApiClient } from '../../shared/client.ts';
import { type Pace, type Voice, VoiceMissing } from './voice.ts';

/** The core makes three at once (main/speech): asked again this often when it was busy, after this many milliseconds. */
const attempts = 3;
const attemptPause = 120;

interface Making {
  sound: Promise<AudioBuffer>;
  ending: AbortController;
}

/** The core's eSpeak NG, heard through Web Audio: the page knows to the millisecond what sounds. Nothing of it is kept. */
export class CoreVoice implements Voice {
  readonly #client: Pick<ApiClient, 'speak'>;
  readonly #making = new Map<string, Making>();
  #volume = 1;
  #out: { context: AudioContext; gain: GainNode } | undefined;

  constructor(client: Pick<ApiClient, 'speak'>) {
    this.#client = client;
  }

  expect(texts: readonly string[], pace: Pace): void {
    const wanted = new Set(texts.map((text) => `${pace} ${text}`));
    for (const [key, { ending }] of this.#making) {
      if (wanted.has(key)) continue;
      ending.abort();
      this.#making.delete(key);
    }
    for (const text of texts) void this.#make(text, pace).catch(() => undefined);
  }

  async say(text: string, pace: Pace, onSound: () => void, signal: AbortSignal): Promise<void> {
    const { context, gain } = this.#output();
    const [sound] = await Promise.all([this.#make(text, pace), context.resume()]);
    if (signal.aborted) return;
    const source = new AudioBufferSourceNode(context, { buffer: sound });
    source.connect(gain);
    await new Promise<void>((resolve) => {
      source.addEventListener('ended', () => resolve(), { once: true });
      signal.addEventListener('abort', () => source.stop(), { once: true });
      source.start();
      onSound();
    });
    source.disconnect();
  }

  setVolume(share: number): void {
    this.#volume = share;
    if (this.#out !== undefined) this.#out.gain.gain.value = share;
  }

  /** Made at the first touch: a browser lets nothing sound before one. */
  #output(): { context: AudioContext; gain: GainNode } {
    if (this.#out !== undefined) return this.#out;
    const context = new AudioContext({ latencyHint: 'interactive' });
    const gain = new GainNode(context, { gain: this.#volume });
    gain.connect(context.destination);
    this.#out = { context, gain };
    return this.#out;
  }

  #make(text: string, pace: Pace): Promise<AudioBuffer> {
    const key = `${pace} ${text}`;
    const before = this.#making.get(key);
    if (before !== undefined) return before.sound;
    const ending = new AbortController();
    const sound = this.#fetch(text, pace, ending.signal);
    this.#making.set(key, { sound, ending });
    // One that failed may be asked for again.
    sound.catch(() => this.#making.delete(key));
    return sound;
  }

  async #fetch(text: string, pace: Pace, signal: AbortSignal): Promise<AudioBuffer> {
    const { context } = this.#output();
    let cause: unknown;
    for (let attempt = 0; attempt < attempts && !signal.aborted; attempt += 1) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, attemptPause));
      try {
        const wav = await this.#client.speak({ text, pace }, { signal });
        return await context.decodeAudioData(await wav.arrayBuffer());
      } catch (error) {
        cause = error;
      }
    }
    throw new VoiceMissing('the core has no voice', { cause });
  }
}
