import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { bar, home, list } from '../../main/text/terminal.ts';
import { api } from '../shared/queries.ts';
import { CardList } from './card-list.tsx';
import { useCommonActions } from './common-actions.ts';
import styles from './lists.module.css';
import { Notice } from './notice.tsx';
import { moduleQuery, newsOf } from './prepare.ts';
import { Screen, TopBar } from './screen.tsx';
import { Waiting } from './waiting.tsx';

const emptySentence = { publicity: home.noPublicity, recent: home.nothingRecent };
/** What the rows' order is, in words. */
const order = { publicity: list.endingFirst, recent: list.latest };

/** All that is in its publicity period, what ends soonest first; or all that is new. Withdrawn and erased items are in neither. */
export function CardsScreen({ which }: { which: 'publicity' | 'recent' }) {
  const view = useQuery(api.home.queryOptions()).data;
  const query = useInfiniteQuery(moduleQuery(newsOf[which], {}));
  const actions = useCommonActions();
  const other = which === 'publicity' ? actions.recent : actions.publicity;
  // The first of them are on the home screen: they are there until the core has answered.
  const cards = query.data?.pages.flatMap(({ items }) => items) ?? view?.[which];
  return (
    <Screen
      top={<TopBar where={bar[which]} />}
      actions={[actions.home, actions.search, other, ...actions.contacts]}
    >
      <div className={styles.page}>
        {cards === undefined ? (
          <Waiting error={query.error} />
        ) : cards.length === 0 ? (
          <Notice title={emptySentence[which]} />
        ) : (
          <>
            <p className={styles.note}>
              {which === 'publicity' ? home.publicityInvitation : ''}
              <span>{order[which]}</span>
            </p>
            <CardList listed={cards.map((card) => ({ card }))} withModule />
          </>
        )}
        {query.hasNextPage ? (
          <button type="button" className={styles.more} onClick={() => void query.fetchNextPage()}>
            {list.moreItems}
          </button>
        ) : null}
      </div>
    </Screen>
  );
}
