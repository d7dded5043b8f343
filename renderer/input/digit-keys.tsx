import { input as words } from '../../main/text/input.ts';
import { Key } from './key.tsx';
import styles from './keys.module.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface DigitKeysProps {
  /** For numbers of identity cards: X, and no marks. */
  identity: boolean;
  onPress(text: string): void;
}

/** Digits as on a telephone; for amounts and periods the marks that go with them. */
export function DigitKeys({ identity, onPress }: DigitKeysProps) {
  const key = (text: string, className = styles.key) => (
    <Key key={text} className={className} onPress={() => onPress(text)}>
      {text}
    </Key>
  );
  return (
    <fieldset className={identity ? styles.identity : styles.digits} aria-label={words.keys}>
      <div className={styles.telephone}>
        {digits.map((digit) => key(digit))}
        {identity ? key('X') : null}
        {key('0', identity ? styles.double : styles.triple)}
      </div>
      {identity ? null : <div className={styles.marks}>{words.marks.map((mark) => key(mark))}</div>}
    </fieldset>
  );
}
