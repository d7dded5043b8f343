import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { asTyped, type Composition, choose, erase, isEmpty, nothingTyped, type } from './composition.ts';
import type { Stroke } from './handwriting/strokes.ts';
import type { InputClient } from './input-client.ts';
import type { Candidate } from './input-types.ts';
import { inserted, type Place, withoutLast } from './text-edit.ts';

export type InputMode = 'pinyin' | 'handwriting' | 'digits' | 'identity';

type Field = HTMLInputElement | HTMLTextAreaElement;

export interface TextInputOptions {
  /** One for the whole page. */
  readonly client: InputClient;
  /** The text so far; the caller keeps it. */
  readonly value: string;
  onChange(value: string): void;
  /** Ways of entry that are offered; the first is there at first. */
  readonly modes: readonly [InputMode, ...InputMode[]];
  /** UTF-16 units of the text at most. */
  readonly maxLength: number;
}

/** What the engines offer for what is typed or written now. */
export interface Offer {
  readonly candidates: readonly Candidate[];
  /** Belongs to what is there now, not to what was there a moment ago. */
  readonly fresh: boolean;
  /** May be chosen: belongs to what is there now, or to its beginning. Who touches what they see means it. */
  readonly choosable: boolean;
  /** The engines cannot answer. */
  readonly failed: boolean;
}

/** State of one text that is being entered; give it to `OnScreenInput`, and `field` and `fieldProps` to the text's own field. */
export interface TextInput {
  readonly modes: readonly InputMode[];
  readonly mode: InputMode;
  setMode(mode: InputMode): void;
  readonly composition: Composition;
  readonly strokes: readonly Stroke[];
  readonly offer: Offer;
  readonly fuzzy: boolean;
  setFuzzy(fuzzy: boolean): void;
  typeLetter(letter: string): void;
  /** Chooses for letters or strokes; what does not belong to them any more is not chosen. */
  take(candidate: Candidate): void;
  /** Takes the letters as they are. */
  takeLetters(): void;
  insert(text: string): void;
  /** Takes back a letter, a choice, or the character before the caret. */
  erase(): void;
  addStroke(stroke: Stroke): void;
  undoStroke(): void;
  clearStrokes(): void;
  readonly field: RefObject<Field | null>;
  /** For a field without the system's keyboard, in which a real keyboard types into the same composition. */
  readonly fieldProps: {
    readonly inputMode: 'none';
    readonly autoComplete: 'off';
    readonly spellCheck: false;
    readonly value: string;
    readonly maxLength: number;
    onChange(event: { currentTarget: Field }): void;
    onKeyDown(event: KeyboardEvent): void;
  };
}

const noOffer: Offer = { candidates: [], fresh: false, choosable: false, failed: false };

interface Answered<Question> {
  readonly question: Question;
  readonly candidates: readonly Candidate[];
  readonly failed: boolean;
}

/**
 * Asks anew when the question changes, and forgets answers to earlier ones. `ask` undefined: there is no question.
 * @param goesOn whether the question now is an earlier one and more
 */
function useOffer<Question>(
  question: Question,
  ask: (() => Promise<readonly Candidate[]>) | undefined,
  goesOn: (now: Question, earlier: Question) => boolean,
): Offer {
  const [answered, setAnswered] = useState<Answered<Question>>();
  const asking = useRef(ask);
  asking.current = ask;
  useEffect(() => {
    let current = true;
    const settle = (candidates: readonly Candidate[], failed: boolean) => {
      if (current) setAnswered({ question, candidates, failed });
    };
    if (asking.current === undefined) setAnswered(undefined);
    asking.current?.().then(
      (candidates) => settle(candidates, false),
      () => settle([], true),
    );
    return () => {
      current = false;
    };
  }, [question]);
  if (ask === undefined || answered === undefined) return noOffer;
  const fresh = answered.question === question;
  return { ...answered, fresh, choosable: fresh || goesOn(question, answered.question) };
}

/** Puts text where the caret is, and the caret behind it. */
function useEditing({ value, onChange, maxLength }: TextInputOptions, field: RefObject<Field | null>) {
  const caret = useRef<number>(undefined);
  useEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  const place = (): Place => ({
    start: field.current?.selectionStart ?? value.length,
    end: field.current?.selectionEnd ?? value.length,
  });
  const edit = (next: { text: string; caret: number }) => {
    caret.current = next.caret;
    onChange(next.text);
  };
  return {
    insert: (text: string) => edit(inserted(value, place(), text, maxLength)),
    eraseBefore: () => edit(withoutLast(value, place())),
  };
}

const notIdentity = /[^0-9X]/g;

/** Entry of one text. Nothing of it is kept anywhere but in `value`. */
export function useTextInput(options: TextInputOptions): TextInput {
  const { client, value, onChange, modes, maxLength } = options;
  const [mode, setMode] = useState<InputMode>(modes[0]);
  const [composition, setComposition] = useState<Composition>(nothingTyped);
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [fuzzy, setFuzzy] = useState(false);
  const field = useRef<Field>(null);
  const { insert, eraseBefore } = useEditing(options, field);
  const { letters } = composition;
  const typed = useOffer(
    `${fuzzy} ${letters}`,
    letters === '' ? undefined : () => client.pinyin(letters, fuzzy),
    (now, earlier) => now.startsWith(earlier),
  );
  const drawn = useOffer(
    strokes,
    mode === 'handwriting' ? () => client.handwriting(strokes) : undefined,
    (now, earlier) => now.length > 0 && earlier.length > 0,
  );
  const offer =
    mode === 'handwriting' ? { ...drawn, candidates: strokes.length === 0 ? [] : drawn.candidates } : typed;

  const input: TextInput = {
    modes,
    mode,
    composition,
    strokes,
    offer,
    fuzzy,
    setFuzzy,
    field,
    setMode(next) {
      const chosen = composition.chosen.map(({ text }) => text).join('');
      if (chosen !== '') insert(chosen);
      setComposition(nothingTyped);
      setStrokes([]);
      setMode(next);
    },
    typeLetter: (letter) => setComposition((now) => type(now, letter)),
    take(candidate) {
      if (!offer.choosable) return;
      if (mode === 'handwriting') {
        setStrokes([]);
        insert(candidate.text);
        return;
      }
      const { composition: next, text } = choose(composition, candidate);
      setComposition(next);
      if (text !== undefined) insert(text);
    },
    takeLetters() {
      insert(asTyped(composition));
      setComposition(nothingTyped);
    },
    insert,
    erase() {
      if (!isEmpty(composition)) setComposition(erase(composition));
      else eraseBefore();
    },
    addStroke: (stroke) => setStrokes((now) => [...now, stroke]),
    undoStroke: () => setStrokes((now) => now.slice(0, -1)),
    clearStrokes: () => setStrokes([]),
    fieldProps: {
      inputMode: 'none',
      autoComplete: 'off',
      spellCheck: false,
      value,
      maxLength,
      onChange({ currentTarget }) {
        const text = currentTarget.value;
        onChange(mode === 'identity' ? text.toUpperCase().replace(notIdentity, '') : text);
      },
      onKeyDown: (event) => {
        if (mode === 'pinyin' && composeKey(event, input)) event.preventDefault();
      },
    },
  };
  return input;
}

/** A key of a real keyboard that belongs to the composition. @returns whether it was taken */
function composeKey(event: KeyboardEvent, input: TextInput): boolean {
  const { key } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return false;
  if (/^[a-zA-Z]$/.test(key)) {
    input.typeLetter(key);
    return true;
  }
  if (isEmpty(input.composition)) return false;
  const chosen = key === ' ' ? 0 : /^[1-9]$/.test(key) ? Number(key) - 1 : undefined;
  const candidate = chosen === undefined ? undefined : input.offer.candidates[chosen];
  if (candidate !== undefined) input.take(candidate);
  else if (key === "'") input.typeLetter(key);
  else if (key === 'Backspace') input.erase();
  else if (key === 'Enter') input.takeLetters();
  else return chosen !== undefined;
  return true;
}
