import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { isIdentityNumber } from '../../main/contract/identity.ts';
import { useCardReader } from './card-reader.ts';
import { asTyped, type Composition, choose, erase, isEmpty, nothingTyped, type } from './composition.ts';
import type { Stroke } from './handwriting/strokes.ts';
import type { InputClient } from './input-client.ts';
import type { Candidate } from './input-types.ts';
import { inserted, type Place, withoutLast } from './text-edit.ts';
import { type Offer, useOffer } from './use-offer.ts';

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
  /** A text of sentences and lines: it needs punctuation, which names, numbers and what is searched for do not. */
  readonly sentences?: boolean;
}

/** For a field without the system's keyboard, in which a real keyboard types into the same composition. */
interface FieldProps {
  readonly inputMode: 'none';
  readonly autoComplete: 'off';
  readonly spellCheck: false;
  readonly value: string;
  readonly maxLength: number;
  onChange(event: { currentTarget: Field }): void;
  onKeyDown(event: KeyboardEvent): void;
}

interface Pinyin {
  readonly composition: Composition;
  readonly fuzzy: boolean;
  setFuzzy(fuzzy: boolean): void;
  typeLetter(letter: string): void;
  /** Takes the letters as they are. @returns the text then */
  takeLetters(): string;
  /** Gives up letters and what was chosen for them. */
  drop(): void;
}

interface Writing {
  readonly strokes: readonly Stroke[];
  addStroke(stroke: Stroke): void;
  undoStroke(): void;
  clearStrokes(): void;
}

/** State of one text that is being entered; give it to `OnScreenInput`, and `field` and `fieldProps` to the text's own field. */
export interface TextInput extends Pinyin, Writing {
  readonly modes: readonly InputMode[];
  readonly mode: InputMode;
  setMode(mode: InputMode): void;
  readonly offer: Offer;
  /** Chooses for letters or strokes; what does not belong to them any more is not chosen. */
  take(candidate: Candidate): void;
  insert(text: string): void;
  /** Marks of sentences are offered: nothing else is being entered, and there is something that they may follow. */
  readonly offersPunctuation: boolean;
  /** Takes back a letter, a choice, or the character before the caret. */
  erase(): void;
  /**
   * Before the person goes on to something else: takes what they see typed, letters as letters. Staying until they have chosen would
   * seem a dead button to who thinks the letters are written already, and letters can be read, and erased. @returns the text then
   */
  end(): string;
  readonly field: RefObject<Field | null>;
  readonly fieldProps: FieldProps;
}

interface Editing {
  readonly field: RefObject<Field | null>;
  /** @returns the text then */
  insert(text: string): string;
  eraseBefore(): void;
}

/** Puts text where the caret is, and the caret behind it. */
function useEditing({ value, onChange, maxLength }: TextInputOptions): Editing {
  const field = useRef<Field>(null);
  const caret = useRef<number>(undefined);
  // Before the next key can come: it acts where the caret is.
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    // A browser scrolls for a keyboard of its own alone: who writes on at the end sees what comes.
    if (caret.current === field.current?.value.length) field.current.scrollTop = field.current.scrollHeight;
    caret.current = undefined;
  });
  const place = (): Place => ({
    start: field.current?.selectionStart ?? value.length,
    end: field.current?.selectionEnd ?? value.length,
  });
  const edit = (next: { text: string; caret: number }) => {
    caret.current = next.caret;
    onChange(next.text);
    return next.text;
  };
  return {
    field,
    insert: (text) => edit(inserted(value, place(), text, maxLength)),
    eraseBefore: () => edit(withoutLast(value, place())),
  };
}

/** Letters, and what they may stand for. */
function usePinyin(client: InputClient, { insert, eraseBefore }: Editing) {
  const [composition, setComposition] = useState<Composition>(nothingTyped);
  const [fuzzy, setFuzzy] = useState(false);
  const { letters } = composition;
  // Who types before the village's words are there is offered them when they come.
  const edition = useSyncExternalStore(client.onEdition, client.edition);
  const offer = useOffer(
    `${fuzzy} ${letters}\n${edition}`,
    letters === '' ? undefined : () => client.pinyin(letters, fuzzy),
    (now, earlier) => now.startsWith(earlier.split('\n')[0] ?? ''),
  );
  const pinyin: Pinyin = {
    composition,
    fuzzy,
    setFuzzy,
    typeLetter: (letter) => setComposition((now) => type(now, letter)),
    takeLetters() {
      setComposition(nothingTyped);
      return insert(asTyped(composition));
    },
    drop: () => setComposition(nothingTyped),
  };
  const commit = (candidate: Candidate) => {
    const { composition: next, text } = choose(composition, candidate);
    setComposition(next);
    if (text !== undefined) insert(text);
  };
  /** Undefined once something was chosen, until that is drawn, and where nobody is any more. */
  const latest = useRef<{ commit: typeof commit; letters: string }>(undefined);
  latest.current = { commit, letters };
  useEffect(
    () => () => {
      latest.current = undefined;
    },
    [],
  );
  const commitLate = (candidate: Candidate) => {
    const now = latest.current;
    if (!now?.letters.startsWith(letters)) return;
    latest.current = undefined;
    now.commit(candidate);
  };
  return {
    pinyin,
    offer,
    /** A word that was offered for the letters' beginning takes all those that are its own by now. */
    take(candidate: Candidate) {
      if (offer.fresh) return commit(candidate);
      client.pinyin(letters, fuzzy).then(
        (now) => commitLate(now.find(({ text }) => text === candidate.text) ?? candidate),
        () => commitLate(candidate),
      );
    },
    erase() {
      if (isEmpty(composition)) eraseBefore();
      else setComposition(erase(composition));
    },
  };
}

/** Strokes, and what they may be. */
function useWriting(client: InputClient, active: boolean): { writing: Writing; offer: Offer } {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const offer = useOffer(
    strokes,
    active ? () => client.handwriting(strokes) : undefined,
    (now, earlier) => now.length > 0 && earlier.length > 0,
  );
  const writing: Writing = {
    strokes,
    addStroke: (stroke) => setStrokes((now) => [...now, stroke]),
    undoStroke: () => setStrokes((now) => now.slice(0, -1)),
    clearStrokes: () => setStrokes([]),
  };
  return { writing, offer: strokes.length === 0 ? { ...offer, candidates: [] } : offer };
}

/** A card that somebody lays on the reader is for the form that asks for it alone: what it types anywhere else is taken back. */
function useNoCards({ value, onChange, modes }: TextInputOptions, dropLetters: () => void): void {
  const before = useRef('');
  useCardReader({
    onBegin: () => {
      before.current = value;
    },
    onNumber: (number) => {
      if (modes.includes('identity') || !isIdentityNumber(number)) return;
      dropLetters();
      onChange(before.current);
    },
  });
}

const notIdentity = /[^0-9X]/g;

/** Entry of one text. Nothing of it is kept anywhere but in `value`. */
export function useTextInput(options: TextInputOptions): TextInput {
  const { client, value, onChange, modes, maxLength } = options;
  const [mode, setMode] = useState<InputMode>(modes[0]);
  const editing = useEditing(options);
  const typing = usePinyin(client, editing);
  useNoCards(options, typing.pinyin.drop);
  const { writing, offer: drawn } = useWriting(client, mode === 'handwriting');
  const offer = mode === 'handwriting' ? drawn : typing.offer;
  const drawing = mode === 'handwriting' && writing.strokes.length > 0;
  const input: TextInput = {
    ...typing.pinyin,
    ...writing,
    modes,
    mode,
    offer,
    field: editing.field,
    insert: editing.insert,
    offersPunctuation:
      options.sentences === true && value !== '' && !drawing && isEmpty(typing.pinyin.composition),
    erase: typing.erase,
    end: () => (isEmpty(typing.pinyin.composition) ? value : typing.pinyin.takeLetters()),
    setMode(next) {
      input.end();
      writing.clearStrokes();
      setMode(next);
    },
    take(candidate) {
      if (!offer.choosable) return;
      if (mode !== 'handwriting') return typing.take(candidate);
      writing.clearStrokes();
      editing.insert(candidate.text);
    },
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
      onKeyDown(event) {
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
