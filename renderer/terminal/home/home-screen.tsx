import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/queries.ts';
import { useCommonActions } from '../common-actions.ts';
import { Screen } from '../screen.tsx';
import { Waiting } from '../waiting.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { Head } from './head.tsx';
import styles from './home-screen.module.css';
import { Modules } from './modules.tsx';
import { Publicity } from './publicity.tsx';
import { Recent } from './recent.tsx';

/** What is in its publicity period comes first, then the six modules, then what is new. */
export function HomeScreen() {
  const query = useQuery(api.home.queryOptions());
  const { search, publicity, recent, write, subsidies, contacts } = useCommonActions();
  const view = query.data;
  return (
    <Screen
      dark
      top={<Head view={view} />}
      keys={view === undefined ? null : <FreshnessLine freshness={view.freshness} />}
      actions={[{ ...search, main: true }, subsidies, write, publicity, recent, ...contacts]}
    >
      {view === undefined ? (
        <Waiting error={query.error} />
      ) : (
        <div className={styles.columns}>
          <div className={styles.first}>
            <Publicity cards={view.publicity} count={view.publicityCount} />
            <Modules view={view} />
          </div>
          <Recent view={view} />
        </div>
      )}
    </Screen>
  );
}
