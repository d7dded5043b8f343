import { Search, X } from 'lucide-react';
import { useEffect } from 'react';
import { search as words } from '../../../main/text/terminal.ts';
import type { TextInput } from '../../input/use-text-input.ts';
import { useIsAhead } from '../layer.tsx';
import styles from './field.module.css';

interface FieldProps {
  input: TextInput;
  onTouch(): void;
  onClear(): void;
}

/** What is looked for, in place of the words that say where one is. */
export function Field({ input, onTouch, onClear }: FieldProps) {
  const { field, fieldProps } = input;
  const isAhead = useIsAhead();
  useEffect(() => {
    if (!isAhead) field.current?.focus({ preventScroll: true });
  }, [field, isAhead]);
  return (
    <div className={styles.field}>
      <Search aria-hidden="true" />
      <input
        {...fieldProps}
        className={styles.input}
        placeholder={words.placeholder}
        aria-label={words.label}
        ref={(element) => {
          field.current = element;
        }}
        onClick={onTouch}
        onKeyDown={(event) => {
          // Letters of a real keyboard need the candidates in sight.
          if (/^[a-z]$/i.test(event.key)) onTouch();
          fieldProps.onKeyDown(event);
        }}
      />
      {fieldProps.value === '' ? null : (
        <button type="button" className={styles.clear} onClick={onClear}>
          <X aria-hidden="true" />
          {words.clear}
        </button>
      )}
    </div>
  );
}
