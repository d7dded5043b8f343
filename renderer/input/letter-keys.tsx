import { input as words } from '../../main/text/input.ts';
import { Key } from './key.tsx';
import styles from './keys.module.css';
import type { TextInput } from './use-text-input.ts';

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

/** The 26 letters in the order of a keyboard, which those know who type pinyin at all. */
export function LetterKeys({ input }: { input: TextInput }) {
  const letterKeys = (row: string) =>
    [...row].map((letter) => (
      <Key key={letter} className={styles.key} onPress={() => input.typeLetter(letter)}>
        {letter}
      </Key>
    ));
  return (
    <fieldset className={styles.letters} aria-label={words.keys}>
      <div className={styles.letterRow}>{letterKeys(rows[0])}</div>
      <div className={styles.middleRow}>{letterKeys(rows[1])}</div>
      <div className={styles.lastRow}>
        <Key className={styles.wordKey} label={words.separatorLabel} onPress={() => input.typeLetter("'")}>
          {words.separator}
        </Key>
        {letterKeys(rows[2])}
        <Key
          className={styles.wordKey}
          label={words.fuzzyLabel}
          pressed={input.fuzzy}
          onPress={() => input.setFuzzy(!input.fuzzy)}
        >
          {words.fuzzy}
        </Key>
      </div>
    </fieldset>
  );
}
