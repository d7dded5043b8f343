import { Delete, Eraser, Undo2 } from 'lucide-react';
import { input as words } from '../../main/text/input.ts';
import { Candidates } from './candidates.tsx';
import { isEmpty } from './composition.ts';
import { DigitKeys } from './digit-keys.tsx';
import { Key } from './key.tsx';
import { LetterKeys } from './letter-keys.tsx';
import styles from './on-screen-input.module.css';
import { Punctuation } from './punctuation.tsx';
import type { TextInput } from './use-text-input.ts';
import { WritingPad } from './writing-pad.tsx';

interface OnScreenInputProps {
  /** From `useTextInput`. */
  input: TextInput;
  /** Larger and with more contrast (R2.3). */
  elder?: boolean;
  /** The key that ends the entry, where the screen has none of its own. */
  done?: { readonly label: string; onPress(): void };
}

interface PartProps {
  input: TextInput;
}

function Modes({ input }: PartProps) {
  if (input.modes.length < 2) return null;
  return (
    <fieldset className={styles.modes} aria-label={words.modeList}>
      {input.modes.map((mode) => (
        <Key
          key={mode}
          className={styles.mode}
          pressed={input.mode === mode}
          moves
          onPress={() => input.setMode(mode)}
        >
          {words.modes[mode]}
        </Key>
      ))}
    </fieldset>
  );
}

/** What there is to say where no candidates are. How pinyin is typed is said until something is written. */
function hintOf({ mode, composition, strokes, offer, offersPunctuation }: TextInput): string | undefined {
  if (offer.failed) return words.unavailable;
  if (offersPunctuation) return undefined;
  if (mode === 'pinyin' && isEmpty(composition)) return words.hintPinyin;
  if (!offer.fresh || offer.candidates.length > 0) return undefined;
  if (mode === 'pinyin') return words.noWord;
  return strokes.length > 0 ? words.nothingFound : undefined;
}

function Choices({ input }: PartProps) {
  const hint = hintOf(input);
  if (hint !== undefined) return <p className={styles.hint}>{hint}</p>;
  if (input.offersPunctuation) return <Punctuation onPress={input.insert} />;
  return <Candidates offer={input.offer} onTake={input.take} />;
}

function Strip({ input }: PartProps) {
  const { composition, offer } = input;
  const first = offer.fresh ? offer.candidates[0] : undefined;
  return (
    <div className={styles.strip}>
      {isEmpty(composition) ? null : (
        <p className={styles.typed}>
          <bdi>
            {composition.chosen.map(({ text }) => text).join('')}
            <span className={styles.typedLetters}>{composition.letters}</span>
          </bdi>
        </p>
      )}
      <Choices input={input} />
      <p className={styles.spoken} aria-live="polite">
        {isEmpty(composition) ? '' : words.typed(composition.letters)}
        {first === undefined ? '' : `，${words.firstCandidate(first.text)}`}
      </p>
    </div>
  );
}

function Pad({ input }: PartProps) {
  if (input.mode === 'pinyin') return <LetterKeys input={input} />;
  if (input.mode === 'handwriting') return <WritingPad strokes={input.strokes} onStroke={input.addStroke} />;
  // A field for digits alone is a number, not an amount.
  const number = input.modes.length > 1 ? 'marks' : 'nothing';
  return <DigitKeys beside={input.mode === 'identity' ? 'x' : number} onPress={input.insert} />;
}

function StrokeActions({ input }: PartProps) {
  const none = input.strokes.length === 0;
  return (
    <>
      <Key className={styles.action} disabled={none} onPress={input.undoStroke}>
        <Undo2 aria-hidden="true" />
        {words.undoStroke}
      </Key>
      <Key className={styles.action} disabled={none} onPress={input.clearStrokes}>
        <Eraser aria-hidden="true" />
        {words.clear}
      </Key>
    </>
  );
}

/** A space chooses what is first while something is typed, as on every keyboard. */
function LetterActions({ input }: PartProps) {
  const typing = !isEmpty(input.composition);
  const space = () => {
    const first = input.offer.candidates[0];
    if (!typing) input.insert(' ');
    else if (first !== undefined) input.take(first);
  };
  return (
    <>
      <Key className={styles.action} onPress={space}>
        {words.space}
      </Key>
      <Key className={styles.action} disabled={!typing} onPress={input.takeLetters}>
        {words.letters}
      </Key>
    </>
  );
}

function Actions({ input, done }: PartProps & Pick<OnScreenInputProps, 'done'>) {
  return (
    <div className={styles.actions}>
      {input.mode === 'handwriting' ? <StrokeActions input={input} /> : null}
      <Key className={styles.action} repeats onPress={input.erase}>
        <Delete aria-hidden="true" />
        {words.erase}
      </Key>
      {input.mode === 'pinyin' ? <LetterActions input={input} /> : null}
      {done === undefined ? null : (
        <Key className={styles.done} moves onPress={done.onPress}>
          {done.label}
        </Key>
      )}
    </div>
  );
}

/** Entry without a keyboard (R2.2), the same wherever something is typed: pinyin, handwriting, digits, ID digits. */
export function OnScreenInput({ input, elder = false, done }: OnScreenInputProps) {
  const chooses = input.mode === 'pinyin' || input.mode === 'handwriting';
  return (
    <section
      className={elder ? `${styles.input} ${styles.elder}` : styles.input}
      data-mode={input.mode}
      aria-label={words.name}
    >
      <Modes input={input} />
      {chooses ? <Strip input={input} /> : null}
      <div className={styles.pad}>
        <Pad input={input} />
      </div>
      <Actions input={input} done={done} />
    </section>
  );
}
