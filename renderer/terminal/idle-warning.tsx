import { idle } from '../../main/text/terminal.ts';
import styles from './idle-warning.module.css';
import { Sheet } from './sheet.tsx';

/** Counts down over everything. Any touch stays (idle.ts); the button says so. */
export function IdleWarning({ seconds, onLeave }: { seconds: number; onLeave(): void }) {
  return (
    <Sheet label={idle.title} narrow>
      <div className={styles.warning}>
        <div role="alert">
          <h2 className={styles.title}>{idle.title}</h2>
          <p>{idle.line}</p>
        </div>
        <p className={styles.count}>
          {idle.seconds(seconds)}
          <span className={styles.unit}>{idle.secondsUnit}</span>
        </p>
        <div className={styles.buttons}>
          <button type="button" className={styles.stay}>
            {idle.stay}
          </button>
          <button type="button" className={styles.leave} onClick={onLeave}>
            {idle.leave}
          </button>
        </div>
      </div>
    </Sheet>
  );
}
