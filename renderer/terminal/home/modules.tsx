import { Building2, Flag, House, JapaneseYen, type LucideIcon, ShieldCheck, Users } from 'lucide-react';
import type { ModuleId } from '../../../main/contract/content.ts';
import type { HomeView } from '../../../main/contract/views.ts';
import { modules } from '../../../main/text/common.ts';
import { home, shelves } from '../../../main/text/terminal.ts';
import { useElder } from '../mode.ts';
import { type Route, shelfNames, useNavigator } from '../navigation.ts';
import { usePrepare } from '../prepare.ts';
import heading from './heading.module.css';
import styles from './modules.module.css';

const icons: Record<ModuleId, LucideIcon> = {
  overview: House,
  party: Flag,
  village: Users,
  finance: JapaneseYen,
  project: Building2,
  supervision: ShieldCheck,
};

/** The second way in (R1.12), and the registers (R1.13). */
function Shelves() {
  const { go } = useNavigator();
  const prepare = usePrepare();
  return (
    <fieldset className={styles.shelves} aria-label={home.shelves}>
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
            {shelves[shelf].title}
          </button>
        );
      })}
    </fieldset>
  );
}

/** In elder mode one way to all of them, so that there is less on the page. */
function WayToShelves() {
  const { go } = useNavigator();
  return (
    <button type="button" className={styles.ways} onClick={() => go({ screen: 'shelves' })}>
      {home.shelves}
    </button>
  );
}

/** The six modules, and beside their heading the other ways to divide the same. */
export function Modules({ view }: { view: HomeView }) {
  const { go } = useNavigator();
  const prepare = usePrepare();
  const elder = useElder();
  return (
    <section className={styles.section}>
      <div className={`${heading.heading} ${styles.heading}`}>
        <h2>{home.all}</h2>
        {elder ? null : <Shelves />}
      </div>
      {elder ? <WayToShelves /> : null}
      <div className={styles.modules}>
        {view.modules.map(({ id, count }) => {
          const Icon = icons[id];
          const route: Route = { screen: 'module', module: id, filter: {} };
          return (
            <button
              key={id}
              type="button"
              className={styles.module}
              onPointerDown={() => prepare(route)}
              onClick={() => go(route)}
            >
              <Icon aria-hidden="true" className={styles.icon} />
              <span className={styles.title}>{modules[id].title}</span>
              <span className={styles.sentence}>{modules[id].sentence}</span>
              <span className={styles.count}>{home.count(count)}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}
