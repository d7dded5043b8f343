import { useQuery } from '@tanstack/react-query';
import {
  Building2,
  CircleCheck,
  CloudOff,
  Flag,
  House,
  JapaneseYen,
  type LucideIcon,
  Search,
  ShieldCheck,
  Users,
} from 'lucide-react';
import { useMemo, useRef } from 'react';
import { brightnesses } from '../../main/contract/catalogue.ts';
import type { ModuleId } from '../../main/contract/content.ts';
import type { Freshness, HomeView, ItemCard } from '../../main/contract/views.ts';
import { clockLabel, daysLeftLabel, freshnessText, modules, todayLabel } from '../../main/text/common.ts';
import { healthLines } from '../../main/text/health.ts';
import { bar, home, shelves } from '../../main/text/terminal.ts';
import { useClock } from '../shared/clock.ts';
import { api } from '../shared/queries.ts';
import { Ease } from './aloud/ease.tsx';
import { CardList } from './card-list.tsx';
import { useCommonActions } from './common-actions.ts';
import { useFit } from './fit.ts';
import styles from './home-screen.module.css';
import { type Route, type ShelfName, useNavigator } from './navigation.ts';
import { PlaceMark } from './place-mark.tsx';
import { usePrepare } from './prepare.ts';
import { isOfToday, publicityFirst } from './publicity-order.ts';
import { DemoMark, Screen } from './screen.tsx';
import { Waiting } from './waiting.tsx';

const icons: Record<ModuleId, LucideIcon> = {
  overview: House,
  party: Flag,
  village: Users,
  finance: JapaneseYen,
  project: Building2,
  supervision: ShieldCheck,
};

/** Cards of what is in its publicity period: as many as leave the modules in sight. */
const publicityShown = 4;
/** Beyond this many some may be hidden on a low screen, so that a button to all of them is needed. */
const publicityUnfolded = 2;
/** At most; as many are shown as there is room for. */
const recentShown = 12;

function Head({ view }: { view: HomeView | undefined }) {
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

function Publicity({ cards }: { cards: readonly ItemCard[] }) {
  const { go } = useNavigator();
  const prepare = usePrepare();
  const now = useClock();
  if (cards.length === 0) return <p className={styles.none}>{home.noPublicity}</p>;
  return (
    <section className={styles.section}>
      <div className={styles.heading}>
        <h2>{bar.publicity}</h2>
        <p className={styles.invitation}>{home.publicityInvitation}</p>
        {cards.length > publicityUnfolded ? (
          <button type="button" className={styles.all} onClick={() => go({ screen: 'publicity' })}>
            {home.allOf(cards.length)}
          </button>
        ) : null}
      </div>
      <div className={styles.cards}>
        {publicityFirst(cards, publicityShown, now).map((card) => (
          <button
            key={card.id}
            type="button"
            className={styles.publicity}
            onPointerDown={() => prepare({ screen: 'item', id: card.id })}
            onClick={() => go({ screen: 'item', id: card.id })}
          >
            <span className={styles.publicityTitle}>{card.title}</span>
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

const shelfNames: readonly ShelfName[] = [...brightnesses, 'registers'];

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

function Modules({ view }: { view: HomeView }) {
  const { go } = useNavigator();
  const prepare = usePrepare();
  return (
    <section className={`${styles.section} ${styles.allModules}`}>
      <div className={styles.heading}>
        <h2>{home.all}</h2>
        <Shelves />
      </div>
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
              <Icon aria-hidden="true" className={styles.moduleIcon} />
              <span className={styles.moduleTitle}>{modules[id].title}</span>
              <span className={styles.moduleSentence}>{modules[id].sentence}</span>
              <span className={styles.moduleCount}>{home.count(count)}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

function freshnessNotes({ staleDays, link, clockInDoubt, trouble }: Freshness): string[] {
  const notes: string[] = [];
  if (staleDays > 0) notes.push(freshnessText.stale(staleDays));
  if (link === 'offline') notes.push(freshnessText.offline);
  if (link === 'connecting') notes.push(freshnessText.connecting);
  if (trouble !== undefined) notes.push(freshnessText.trouble(trouble));
  if (clockInDoubt) notes.push(freshnessText.clockInDoubt);
  return notes;
}

function FreshnessLine({ freshness }: { freshness: Freshness }) {
  const now = useClock();
  const { data: problems } = useQuery(api.health.queryOptions());
  const notes = [...freshnessNotes(freshness), ...healthLines(problems ?? [], now)];
  const Icon = notes.length === 0 ? CircleCheck : CloudOff;
  const updated =
    freshness.updatedAt === undefined
      ? freshnessText.never
      : freshnessText.updatedAt(freshness.updatedAt, now);
  return (
    <p className={notes.length === 0 ? styles.fresh : styles.stale}>
      <Icon aria-hidden="true" />
      <span>{[updated, ...notes].join(' · ')}</span>
    </p>
  );
}

function Recent({ view }: { view: HomeView }) {
  const listed = useMemo(() => view.recent.slice(0, recentShown).map((card) => ({ card })), [view.recent]);
  const box = useRef<HTMLDivElement>(null);
  useFit(box, listed);
  return (
    <section className={styles.recent}>
      <div className={styles.heading}>
        <h2>{home.recent}</h2>
        <p className={styles.aside}>{home.monthCount(view.monthCount)}</p>
      </div>
      {view.recent.length === 0 ? (
        <p className={styles.none}>{home.nothingRecent}</p>
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
            <Publicity cards={view.publicity} />
            <Modules view={view} />
          </div>
          <Recent view={view} />
        </div>
      )}
    </Screen>
  );
}
