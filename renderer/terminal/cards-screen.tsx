import { useQuery } from '@tanstack/react-query';
import { bar, home } from '../../main/text/terminal.ts';
import { api } from '../shared/queries.ts';
import { CardList } from './card-list.tsx';
import { useCommonActions } from './common-actions.ts';
import styles from './lists.module.css';
import { Notice } from './notice.tsx';
import { Screen, TopBar } from './screen.tsx';
import { Waiting } from './waiting.tsx';

const emptySentence = { publicity: home.noPublicity, recent: home.nothingRecent };

/** All that is in its publicity period, or all that is new. */
export function CardsScreen({ which }: { which: 'publicity' | 'recent' }) {
  const query = useQuery(api.home.queryOptions());
  const actions = useCommonActions();
  const other = which === 'publicity' ? actions.recent : actions.publicity;
  const cards = query.data?.[which];
  return (
    <Screen
      top={<TopBar where={bar[which]} demo={query.data?.place.demo} />}
      actions={[actions.home, actions.search, other, ...actions.contacts]}
    >
      <div className={styles.page}>
        {which === 'publicity' ? <p className={styles.note}>{home.publicityInvitation}</p> : null}
        {cards === undefined ? (
          <Waiting error={query.error} />
        ) : cards.length === 0 ? (
          <Notice title={emptySentence[which]} />
        ) : (
          <CardList listed={cards.map((card) => ({ card }))} withModule />
        )}
      </div>
    </Screen>
  );
}
