import { input as words } from '../../main/text/input.ts';
import { Key } from './key.tsx';
import styles from './keys.module.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface DigitKeysProps {
  /** What stands beside the digits: X of identity cards; marks of amounts and periods, in a text of any kind; nothing. */
  beside: 'x' | 'marks' | 'nothing';
  onPress(text: string): void;
}

/** Digits as on a telephone. */
export function DigitKeys({ beside, onPress }: DigitKeysProps) {
  const key = (text: string, className = styles.key) => (
    <Key key={text} className={className} onPress={() => onPress(text)}>
      {text}
    </Key>
  );
  return (
    <fieldset className={beside === 'marks' ? styles.digits : styles.identity} aria-label={words.keys}>
      <div className={styles.telephone}>
        {digits.map((digit) => key(digit))}
        {beside === 'x' ? key('X') : null}
        {key('0', beside === 'x' ? styles.double : styles.triple)}
      </div>
      {beside === 'marks' ? <div className={styles.marks}>{words.marks.map((mark) => key(mark))}</div> : null}
    </fieldset>
  );
}
