import { home, shelves } from '../../main/text/terminal.ts';
import { useCommonActions } from './common-actions.ts';
import { type Route, shelfNames, useNavigator } from './navigation.ts';
import { usePrepare } from './prepare.ts';
import { Screen, TopBar } from './screen.tsx';
import styles from './shelves-screen.module.css';

/** The five brightnesses and the registers on a screen of their own, where home has no room for them (R1.12, R1.13). */
export function ShelvesScreen() {
  const { go } = useNavigator();
  const prepare = usePrepare();
  const actions = useCommonActions();
  return (
    <Screen
      top={<TopBar where={home.shelves} />}
      actions={[actions.home, actions.search, actions.publicity, actions.recent]}
    >
      <div className={styles.shelves}>
        {shelfNames.map((shelf) => {
          const route: Route = { screen: 'shelf', shelf, filter: {} };
          return (
            <button
              key={shelf}
              type="button"
              className={styles.shelf}
              onPointerDown={() => prepare(route)}
              onClick={() => go(route)}
            >
              <span className={styles.title}>{shelves[shelf].title}</span>
              <span>{shelves[shelf].sentence}</span>
            </button>
          );
        })}
      </div>
    </Screen>
  );
}
