import { useEffect, useId } from 'react';
import type { TextInput } from '../../input/use-text-input.ts';
import styles from './desk.module.css';

interface FieldProps {
  label: string;
  input: TextInput;
  /** Lines of a longer text; one without. */
  lines?: number;
  digits?: boolean;
  /** This is what the keys below write into. */
  active: boolean;
  onActivate?(): void;
}

/** A text that is being entered by the keys below, or by a real keyboard. */
export function Field({ label, input, lines, digits = false, active, onActivate }: FieldProps) {
  const id = useId();
  const { field, fieldProps } = input;
  // Who comes back to what they wrote goes on at its end; a browser begins at the beginning.
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
    field.current?.scrollTo({ top: field.current.scrollHeight });
  }, [field]);
  useEffect(() => {
    if (active) field.current?.focus({ preventScroll: true });
  }, [active, field]);
  const shared = { ...fieldProps, id, className: digits ? styles.digits : undefined, onFocus: onActivate };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {lines === undefined ? (
        <input
          {...shared}
          ref={(element) => {
            field.current = element;
          }}
        />
      ) : (
        <textarea
          {...shared}
          rows={lines}
          ref={(element) => {
            field.current = element;
          }}
        />
      )}
    </div>
  );
}
