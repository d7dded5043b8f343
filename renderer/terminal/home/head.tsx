import { Search } from 'lucide-react';
import type { HomeView } from '../../../main/contract/views.ts';
import { clockLabel, todayLabel } from '../../../main/text/common.ts';
import { bar, home } from '../../../main/text/terminal.ts';
import { useClock } from '../../shared/clock.ts';
import { Ease } from '../aloud/ease.tsx';
import { useNavigator } from '../navigation.ts';
import { PlaceMark } from '../place-mark.tsx';
import { DemoMark } from '../screen.tsx';
import styles from './head.module.css';

/** Whose terminal this is, what day it is, and the way to search. */
export function Head({ view }: { view: HomeView | undefined }) {
  const now = useClock();
  const { go } = useNavigator();
  const place = view?.place;
  return (
    <div className={styles.head}>
      <div className={styles.name}>
        <h1 className={styles.village}>
          <PlaceMark />
          {place?.villageName ?? ''}
        </h1>
        <p className={styles.place}>
          <span className={styles.above}>
            {place === undefined ? '' : `${place.countyName} ${place.townshipName}`}
          </span>
          <span className={styles.kinds}>{home.kinds}</span>
          {place?.demo === true ? <DemoMark /> : null}
        </p>
      </div>
      <Ease />
      <div className={styles.clock}>
        <p className={styles.time}>{clockLabel(now)}</p>
        <p className={styles.today}>{todayLabel(now)}</p>
      </div>
      <button
        type="button"
        className={styles.search}
        onClick={() => go({ screen: 'search', search: { text: '' } })}
      >
        <Search aria-hidden="true" />
        <span className={styles.prompt}>{home.searchPrompt}</span>
        <span className={styles.searchWord}>{bar.search}</span>
      </button>
    </div>
  );
}
