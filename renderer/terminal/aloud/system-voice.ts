import { spokenText } from '../../../main/spoken/spoken-text.ts';
import { type Pace, type Voice, VoiceMissing } from './voice.ts';

/** Of the voice's own pace. */
const rates: Record<Pace, number> = { usual: 0.95, slow: 0.72 };
/** A system voice that has not begun after this many milliseconds will not: browsers list voices whose engine is gone. */
const patience = 4_000;

/** A Mandarin voice of this machine's own: one that asks a service on the network is none (R2.3, offline). */
export function findSystemVoice(): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in window)) return undefined;
  const own = speechSynthesis
    .getVoices()
    .filter(({ localService, lang }) => localService && /^(zh|cmn)([-_]|$)/i.test(lang));
  return own.find(({ lang }) => /^zh[-_]CN/i.test(lang)) ?? own[0];
}

/** The operating system's voice. */
export class SystemVoice implements Voice {
  readonly #voice: SpeechSynthesisVoice;
  #volume = 1;

  constructor(voice: SpeechSynthesisVoice) {
    this.#voice = voice;
  }

  expect(): void {}

  async say(text: string, pace: Pace, onSound: () => void, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const words = new SpeechSynthesisUtterance(spokenText(text));
    words.voice = this.#voice;
    words.lang = this.#voice.lang;
    words.rate = rates[pace];
    words.volume = this.#volume;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new VoiceMissing('the system voice does not begin'));
        speechSynthesis.cancel();
      }, patience);
      const over = () => {
        clearTimeout(timer);
        resolve();
      };
      words.addEventListener('start', () => {
        clearTimeout(timer);
        if (!signal.aborted) onSound();
      });
      words.addEventListener('end', over);
      words.addEventListener('error', () => {
        clearTimeout(timer);
        if (signal.aborted) resolve();
        else reject(new VoiceMissing('the system voice failed'));
      });
      signal.addEventListener('abort', () => {
        over();
        speechSynthesis.cancel();
      });
      speechSynthesis.speak(words);
    });
  }

  setVolume(share: number): void {
    this.#volume = share;
  }
}
