import { useEffect, useRef } from 'react';
import { identityLength } from '../../main/contract/identity.ts';

/** What a reader of identity cards has typed so far: it types like a keyboard, the number and then Enter. */
export interface Typed {
  readonly text: string;
  /** When the last character came, milliseconds. */
  readonly at: number;
}

export const nothingTyped: Typed = { text: '', at: 0 };

/** After such a pause a number begins anew. A reader is far faster; who types one by hand may be heard too. Milliseconds. */
const longestGap = 2_000;

/** @returns what is typed with this key, and the whole number where the key ends one */
export function typedWith(before: Typed, key: string, at: number): { typed: Typed; number?: string } {
  const text = at - before.at <= longestGap ? before.text : '';
  if (/^[0-9Xx]$/.test(key))
    return { typed: { text: (text + key.toUpperCase()).slice(-identityLength), at } };
  if (key === 'Shift') return { typed: { text, at } };
  if (key === 'Enter' && text.length === identityLength) return { typed: nothingTyped, number: text };
  return { typed: nothingTyped };
}

interface CardReader {
  /** The first character of what may be a number is about to be typed into whatever has the focus. */
  onBegin(): void;
  onNumber(number: string): void;
}

/** Hears a card reader wherever the focus is. */
export function useCardReader(reader: CardReader): void {
  const latest = useRef(reader);
  latest.current = reader;
  useEffect(() => {
    let before = nothingTyped;
    const hear = (event: KeyboardEvent) => {
      const { typed, number } = typedWith(before, event.key, event.timeStamp);
      before = typed;
      if (typed.text.length === 1 && event.key !== 'Shift') latest.current.onBegin();
      if (number === undefined) return;
      // Its Enter belongs to the number, not to what has the focus.
      event.preventDefault();
      event.stopPropagation();
      latest.current.onNumber(number);
    };
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, []);
}
