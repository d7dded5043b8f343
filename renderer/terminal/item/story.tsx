import type { ItemCard, ItemView } from '../../../main/contract/views.ts';
import { dateLabel } from '../../../main/text/common.ts';
import { story } from '../../../main/text/terminal.ts';
import { Badges } from '../card-list.tsx';
import { useNavigator } from '../navigation.ts';
import styles from './sections.module.css';

function Link({ card, when }: { card: ItemCard; when: string }) {
  const { go } = useNavigator();
  return (
    <li>
      <button type="button" className={styles.link} onClick={() => go({ screen: 'item', id: card.id })}>
        <span className={styles.linkNote}>
          {when} · {dateLabel(card.publishedAt)}
        </span>
        <span>
          {card.title} <Badges card={card} />
        </span>
      </button>
    </li>
  );
}

/** Pre-announcement and result, question and answer, before and after: one story (R1.9, R1.10). */
export function Story({ view }: { view: ItemView }) {
  if (view.follows === undefined && view.followedBy.length === 0) return null;
  return (
    <section className={styles.box}>
      <h3 className={styles.title}>{story.title}</h3>
      <ol className={styles.versions}>
        {view.follows === undefined ? null : <Link card={view.follows} when={story.before} />}
        <li className={styles.linkCurrent}>
          <span className={styles.linkNote}>
            {story.current} · {dateLabel(view.card.publishedAt)}
          </span>
          <span>{view.card.title}</span>
        </li>
        {view.followedBy.map((card) => (
          <Link key={card.id} card={card} when={story.after} />
        ))}
      </ol>
    </section>
  );
}
