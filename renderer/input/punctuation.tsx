import { input as words } from '../../main/text/input.ts';
import { Key } from './key.tsx';
import styles from './punctuation.module.css';

/** Marks that sentences need, and the end of a line; each is heard by its name, as a screen reader may pass over the mark. */
export function Punctuation({ onPress }: { onPress(text: string): void }) {
  return (
    <fieldset className={styles.marks} aria-label={words.punctuation}>
      {words.sentenceMarks.map(({ mark, label }) => (
        <Key key={mark} className={styles.mark} label={label} onPress={() => onPress(mark)}>
          {mark}
        </Key>
      ))}
      <Key className={styles.word} onPress={() => onPress('\n')}>
        {words.newLine}
      </Key>
    </fieldset>
  );
}
