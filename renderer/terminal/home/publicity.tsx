import type { ItemCard } from '../../../main/contract/views.ts';
import { daysLeftLabel } from '../../../main/text/common.ts';
import { bar, home } from '../../../main/text/terminal.ts';
import { useClock } from '../../shared/clock.ts';
import { useNavigator } from '../navigation.ts';
import { usePrepare } from '../prepare.ts';
import { isOfToday, publicityFirst } from '../publicity-order.ts';
import heading from './heading.module.css';
import styles from './publicity.module.css';

/** Cards of what is in its publicity period: as many as leave the modules in sight. */
const publicityShown = 4;
/** Beyond this many some may be hidden on a low screen, so that a button to all of them is needed. */
const publicityUnfolded = 2;

/** @param count of all that is in its publicity period; `cards` may be fewer */
export function Publicity({ cards, count }: { cards: readonly ItemCard[]; count: number }) {
  const { go } = useNavigator();
  const prepare = usePrepare();
  const now = useClock();
  if (cards.length === 0) return <p className={heading.none}>{home.noPublicity}</p>;
  return (
    <section className={styles.section}>
      <div className={heading.heading}>
        <h2>{bar.publicity}</h2>
        <p className={styles.invitation}>{home.publicityInvitation}</p>
        {count > publicityUnfolded ? (
          <button
            type="button"
            className={styles.all}
            onPointerDown={() => prepare({ screen: 'publicity' })}
            onClick={() => go({ screen: 'publicity' })}
          >
            {home.allOf(count)}
          </button>
        ) : null}
      </div>
      <div className={styles.cards}>
        {publicityFirst(cards, publicityShown, now).map((card) => (
          <button
            key={card.id}
            type="button"
            className={styles.card}
            onPointerDown={() => prepare({ screen: 'item', id: card.id })}
            onClick={() => go({ screen: 'item', id: card.id })}
          >
            <span className={styles.title}>{card.title}</span>
            {card.daysLeft === undefined ? null : (
              <span className={styles.days}>
                {daysLeftLabel(card.daysLeft)}
                {isOfToday(card, now) ? <span className={styles.ofToday}>{home.publishedToday}</span> : null}
              </span>
            )}
          </button>
        ))}
      </div>
    </section>
  );
}
