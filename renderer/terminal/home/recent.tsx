import { useMemo, useRef } from 'react';
import type { HomeView } from '../../../main/contract/views.ts';
import { home } from '../../../main/text/terminal.ts';
import { CardList } from '../card-list.tsx';
import { useFit } from './fit.ts';
import heading from './heading.module.css';
import styles from './recent.module.css';

/** What is new: as much of it as there is room for. */
export function Recent({ view }: { view: HomeView }) {
  const listed = useMemo(() => view.recent.map((card) => ({ card })), [view.recent]);
  const box = useRef<HTMLDivElement>(null);
  useFit(box, listed);
  return (
    <section className={styles.recent}>
      <div className={heading.heading}>
        <h2>{home.recent}</h2>
        <p className={heading.aside}>{home.monthCount(view.monthCount)}</p>
      </div>
      {view.recent.length === 0 ? (
        <p className={heading.none}>{home.nothingRecent}</p>
      ) : (
        <div ref={box} className={styles.room}>
          <div className={styles.inRoom}>
            <CardList listed={listed} withModule />
          </div>
        </div>
      )}
    </section>
  );
}
