import type { KeyFigure } from '../../main/contract/views.ts';
import styles from './key-figures.module.css';

/** The figures at the head of a statement. */
export function KeyFigures({ figures }: { figures: readonly KeyFigure[] }) {
  if (figures.length === 0) return null;
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, unit }) => (
        <div key={label} className={styles.figure}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
          <dd className={styles.unit}>{unit}</dd>
        </div>
      ))}
    </dl>
  );
}
