/** For those who cannot see: one key begins, and from then on what the Tab key reaches is said (R2.3, R2.9). */
import { aloud as words } from '../../../main/text/aloud.ts';
import { collect } from './collect.ts';
import { readScreen } from './read-screen.ts';
import type { Reader } from './reader.ts';

/** On every keyboard and number pad, let through by both shells, and in no text that is written here. */
export const readKey = '*';
const louderKey = '+';
const quieterKey = '-';

/** What can be pressed or written in: not the page itself, which has the focus to be scrolled. */
const reached = ':is(button, input, textarea):focus-visible';

const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** What a screen reader would say of it, in short. */
export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  if (isField(element)) {
    return words.field(label ?? element.labels?.[0]?.textContent ?? element.placeholder, element.value);
  }
  const name =
    label ??
    collect([element])
      .map(({ text }) => text)
      .join('，');
  if (name === '') return '';
  if (element.matches(':disabled')) return words.disabledButton(name);
  return element.getAttribute('aria-pressed') === 'true' ? words.pressedButton(name) : words.button(name);
}

export class Guide {
  readonly #reader: Reader;
  #on = false;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Somebody goes through the page by ear. */
  get on(): boolean {
    return this.#on;
  }

  /** The person has left. */
  end(): void {
    this.#on = false;
  }

  /** Another screen is there: said once it is drawn. */
  arrive(title: string): void {
    if (this.#on && title !== '') this.#reader.tell(words.place(title));
  }

  /** Listens to keys and focus. @returns ends it */
  listen(root: Document): () => void {
    const ending = new AbortController();
    const { signal } = ending;
    root.addEventListener('keydown', (event) => this.#press(event), { capture: true, signal });
    root.addEventListener('focusin', ({ target }) => this.#reach(target), { signal });
    return () => ending.abort();
  }

  #press(event: KeyboardEvent): void {
    const { status, volume } = this.#reader.state();
    if (event.key === readKey) {
      event.preventDefault();
      this.#on = true;
      if (status === 'paused') this.#reader.goOn();
      else if (status === 'still' || status === 'voiceless') readScreen(this.#reader);
      else this.#reader.pause();
      return;
    }
    if (event.key === 'Escape' && status !== 'still' && document.querySelector('dialog[open]') === null) {
      this.#reader.stop();
    }
    if (isField(event.target) || !this.#on) return;
    if (event.key === louderKey) this.#reader.setVolume(volume + 1);
    if (event.key === quieterKey) this.#reader.setVolume(volume - 1);
  }

  #reach(target: EventTarget | null): void {
    if (!this.#on || !(target instanceof Element) || !target.matches(reached)) return;
    const name = nameOf(target);
    if (name !== '') this.#reader.tell(name);
  }
}
