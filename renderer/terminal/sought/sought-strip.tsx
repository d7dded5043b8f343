import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { sought as words } from '../../../main/text/terminal.ts';
import styles from './sought-strip.module.css';
import type { Places } from './use-places.ts';

interface SoughtStripProps {
  text: string;
  places: Places;
  onClear(): void;
}

/** What was looked for stands here so often; from one place to the next, and how to be rid of the marks. */
export function SoughtStrip({ text, places, onClear }: SoughtStripProps) {
  const { count, at, step } = places;
  if (count === 0) return null;
  return (
    <div className={styles.strip} data-silent>
      <p className={styles.words} role="status">
        {words.places(text, at + 1, count)}
      </p>
      {count > 1 ? (
        <>
          <button type="button" className={styles.button} onClick={() => step(-1)}>
            <ChevronUp aria-hidden="true" />
            {words.earlier}
          </button>
          <button type="button" className={styles.button} onClick={() => step(1)}>
            <ChevronDown aria-hidden="true" />
            {words.later}
          </button>
        </>
      ) : null}
      <button type="button" className={styles.button} onClick={onClear}>
        <X aria-hidden="true" />
        {words.clear}
      </button>
    </div>
  );
}
