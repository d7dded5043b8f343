import type { Utterance } from './collect.ts';
import type { Pace, Voice } from './voice.ts';

export interface ReaderState {
  /** `voiceless`: nothing can be heard on this machine. */
  status: 'still' | 'preparing' | 'reading' | 'paused' | 'voiceless';
  pace: Pace;
  /** Of `volumes`, from 0. */
  volume: number;
  /** A table is being read, whose rest can be passed over. */
  inTable: boolean;
  hasBefore: boolean;
  hasAfter: boolean;
}

/** Shares of full volume; heard as even steps. */
export const volumes = [0.12, 0.25, 0.45, 0.7, 1] as const;
const usualVolume = 3;
/** Sentences made ready beside the one that sounds. */
const ahead = 2;

interface ReaderParts {
  /** The voices to be tried, the best first. Asked when reading begins. */
  voices(): Voice[];
  mark(range: Range | undefined): void;
}

const silence: ReaderState = {
  status: 'still',
  pace: 'usual',
  volume: usualVolume,
  inTable: false,
  hasBefore: false,
  hasAfter: false,
};

/** Reads sentences one after another and marks each as it sounds (R2.3). */
export class Reader {
  readonly #parts: ReaderParts;
  readonly #listeners = new Set<() => void>();
  #state = silence;
  #voices: Voice[] = [];
  #texts: readonly Utterance[] = [];
  #at = 0;
  #run = new AbortController();

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ReaderState => this.#state;

  /** @param from the sentence to begin with */
  read(texts: readonly Utterance[], from = 0): void {
    this.#texts = texts;
    this.#from(from);
  }

  pause(): void {
    if (this.#texts.length === 0) return;
    this.#run.abort();
    this.#change({ status: 'paused' });
  }

  /** The sentence that was broken off is said from its beginning. */
  goOn(): void {
    if (this.#state.status === 'paused') this.#from(this.#at);
  }

  step(by: number): void {
    this.#from(Math.min(Math.max(0, this.#at + by), this.#texts.length - 1));
  }

  /** On with what follows the table. */
  skipTable(): void {
    const table = this.#texts[this.#at]?.table;
    const after = this.#texts.findIndex((each, index) => index > this.#at && each.table !== table);
    if (after < 0) this.stop();
    else this.#from(after);
  }

  setPace(pace: Pace): void {
    this.#change({ pace });
    if (this.#state.status === 'reading' || this.#state.status === 'preparing') this.#from(this.#at);
  }

  setVolume(step: number): void {
    const volume = Math.min(Math.max(0, step), volumes.length - 1);
    this.#change({ volume });
    for (const voice of this.#voices) voice.setVolume(volumes[volume] ?? 1);
  }

  stop(): void {
    this.#run.abort();
    this.#texts = [];
    this.#parts.mark(undefined);
    for (const voice of this.#voices) voice.expect([], this.#state.pace);
    this.#change({ status: 'still', inTable: false, hasBefore: false, hasAfter: false });
  }

  /** Says a few words of guidance; what was being read waits. */
  tell(text: string): void {
    if (this.#state.status === 'reading' || this.#state.status === 'preparing') this.pause();
    this.#run.abort();
    this.#run = new AbortController();
    const { signal } = this.#run;
    this.#voice()?.expect([text], this.#state.pace);
    void this.#say(text, () => undefined, signal).catch(() => undefined);
  }

  /** The person has left: the next one begins with the usual pace and volume. */
  reset(): void {
    this.stop();
    this.#change(silence);
    this.setVolume(usualVolume);
  }

  #change(part: Partial<ReaderState>): void {
    const next = { ...this.#state, ...part };
    const same = (Object.keys(next) as (keyof ReaderState)[]).every((key) => next[key] === this.#state[key]);
    if (same) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #from(at: number): void {
    this.#run.abort();
    if (this.#texts.length === 0) return;
    this.#at = at;
    this.#expect(0);
    this.#run = new AbortController();
    void this.#go(this.#run.signal);
  }

  async #go(signal: AbortSignal): Promise<void> {
    this.#change({ status: 'preparing' });
    for (; this.#at < this.#texts.length; this.#at += 1) {
      const utterance = this.#texts[this.#at];
      if (utterance === undefined) break;
      try {
        await this.#say(utterance.text, () => this.#sounds(utterance), signal);
      } catch {
        if (signal.aborted) return;
        this.#parts.mark(undefined);
        this.#change({ status: 'voiceless' });
        return;
      }
      if (signal.aborted) return;
    }
    this.stop();
  }

  #sounds(utterance: Utterance): void {
    this.#parts.mark(utterance.range);
    this.#change({
      status: 'reading',
      inTable: utterance.table !== undefined,
      hasBefore: this.#at > 0,
      hasAfter: this.#at < this.#texts.length - 1,
    });
    this.#expect(ahead);
  }

  /** @param further sentences beyond the one whose turn it is; what else was being made is given up */
  #expect(further: number): void {
    const soon = this.#texts.slice(this.#at, this.#at + 1 + further);
    this.#voice()?.expect(
      soon.map(({ text }) => text),
      this.#state.pace,
    );
  }

  #voice(): Voice | undefined {
    if (this.#voices.length === 0) {
      this.#voices = this.#parts.voices();
      this.setVolume(this.#state.volume);
    }
    return this.#voices[0];
  }

  /** A voice that fails is left for the next one. */
  async #say(text: string, onSound: () => void, signal: AbortSignal): Promise<void> {
    for (;;) {
      const voice = this.#voice();
      if (voice === undefined) return;
      try {
        return await voice.say(text, this.#state.pace, onSound, signal);
      } catch (error) {
        if (signal.aborted || this.#voices.length === 1) throw error;
        this.#voices = this.#voices.slice(1);
      }
    }
  }
}
