import type { ReactNode } from 'react';
import styles from './choices.module.css';

/** A group of buttons of which one is chosen. */
export function Choices({
  title,
  wide = false,
  children,
}: {
  title: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <fieldset className={styles.group} data-silent>
      <legend className={styles.title}>{title}</legend>
      <div className={wide ? styles.wide : styles.choices}>{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  chosen: boolean;
  count?: number;
  onPress(): void;
  children: ReactNode;
}

export function Choice({ chosen, count, onPress, children }: ChoiceProps) {
  return (
    <button
      type="button"
      className={chosen ? styles.chosen : styles.choice}
      aria-pressed={chosen}
      onClick={onPress}
    >
      <span>{children}</span>
      {count === undefined ? null : <span className={styles.count}>{count}</span>}
    </button>
  );
}
