import type { KeyFigure } from '../../../main/contract/views.ts';
import styles from './key-figures.module.css';

/** Characters of a value that fit at full size, and at the next smaller one, where three stand side by side. */
const roomy = 8;
const close = 11;

/** All figures of a head are of one size, so that they can be compared: that of the longest. */
function sizeOf(figures: readonly KeyFigure[]): string {
  const longest = Math.max(...figures.map(({ value }) => value.length));
  if (longest <= roomy) return '';
  return (longest <= close ? styles.close : styles.tight) ?? '';
}

/** The figures at the head of a statement. */
export function KeyFigures({ figures }: { figures: readonly KeyFigure[] }) {
  if (figures.length === 0) return null;
  return (
    <dl className={`${styles.figures} ${sizeOf(figures)}`}>
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
