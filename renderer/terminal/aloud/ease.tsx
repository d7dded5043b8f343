import { Volume2 } from 'lucide-react';
import { mode as modes, aloud as words } from '../../../main/text/aloud.ts';
import { useMode } from '../mode.ts';
import { useAloud } from './aloud-context.ts';
import styles from './ease.module.css';
import { readScreen } from './read-screen.ts';

/** On every screen, for those who see or read with trouble: larger at one touch, read aloud at another (R2.3). */
export function Ease() {
  const { mode, toggle } = useMode();
  const { reader, state } = useAloud();
  const isStill = state.status === 'still';
  return (
    <div className={styles.ease} data-silent>
      <button
        type="button"
        className={styles.button}
        aria-pressed={!isStill}
        onClick={() => (isStill ? readScreen(reader) : reader.stop())}
      >
        <Volume2 aria-hidden="true" />
        {isStill ? words.read : words.end}
      </button>
      <button type="button" className={styles.mode} onClick={toggle}>
        {mode === 'elder' ? modes.standard : modes.elder}
      </button>
    </div>
  );
}
