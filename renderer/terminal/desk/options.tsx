import styles from './desk.module.css';

export interface Option<Value> {
  value: Value;
  title: string;
  line?: string;
}

interface OptionsProps<Value> {
  label: string;
  options: readonly Option<Value>[];
  chosen: Value | undefined;
  onChoose(value: Value): void;
}

/** A few ways, each with a sentence, of which one is chosen. */
export function Options<Value extends string>({ label, options, chosen, onChoose }: OptionsProps<Value>) {
  return (
    <fieldset className={styles.options}>
      <legend className={styles.question}>{label}</legend>
      {options.map(({ value, title, line }) => (
        <button
          key={value}
          type="button"
          className={styles.option}
          aria-pressed={chosen === value}
          onClick={() => onChoose(value)}
        >
          <span className={styles.optionTitle}>{title}</span>
          {line === undefined ? null : <span className={styles.hint}>{line}</span>}
        </button>
      ))}
    </fieldset>
  );
}
