import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronLeft, ChevronUp, type LucideIcon } from 'lucide-react';
import { type ReactNode, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import { demoMark } from '../../main/text/common.ts';
import { bar, waiting } from '../../main/text/terminal.ts';
import { api } from '../shared/queries.ts';
import { useAloud } from './aloud/aloud-context.ts';
import { Ease } from './aloud/ease.tsx';
import { ReadingBar } from './aloud/reading-bar.tsx';
import { ConnectedContext } from './connected.ts';
import { useNavigator } from './navigation.ts';
import styles from './screen.module.css';
import { type ScrollPages, useScrollPages } from './scroll-pages.ts';

export interface Action {
  icon: LucideIcon;
  label: string;
  onPress(): void;
  /** The one that most people come for, in the accent colour. */
  main?: boolean;
  /** It cannot be done yet. */
  disabled?: boolean;
}

interface ScreenProps {
  top: ReactNode;
  actions: readonly Action[];
  /** Between the content and the bar, always in reach: keys. */
  keys?: ReactNode;
  /** The home screen's bar is dark; the others are light, below what is read. */
  dark?: boolean;
  children: ReactNode;
}

interface TopBarProps {
  where: string;
  /** In place of the words that say where one is: a field that says it. */
  children?: ReactNode;
}

/** Where am I, how do I get back, how do I end: on every screen but home. */
export function TopBar({ where, children }: TopBarProps) {
  const { data } = useQuery(api.home.queryOptions());
  const { back, leave } = useNavigator();
  return (
    <div className={styles.topBar}>
      <button type="button" className={styles.back} onClick={back}>
        <ChevronLeft aria-hidden="true" />
        {bar.back}
      </button>
      <div className={styles.where}>
        <h1 className={children === undefined ? styles.title : styles.heard}>{where}</h1>
        {children}
      </div>
      {data?.place.demo === true ? <DemoMark /> : null}
      <Ease />
      <button type="button" className={styles.end} onClick={leave}>
        {bar.end}
      </button>
    </div>
  );
}

export function DemoMark() {
  return <span className={styles.demo}>{demoMark}</span>;
}

function Pager({ pages }: { pages: ScrollPages }) {
  if (!pages.scrolls) return null;
  return (
    <div className={styles.pager}>
      <button type="button" className={styles.action} disabled={!pages.above} onClick={pages.up}>
        <ChevronUp aria-hidden="true" />
        {bar.pageUp}
      </button>
      <button type="button" className={styles.action} disabled={!pages.below} onClick={pages.down}>
        <ChevronDown aria-hidden="true" />
        {bar.pageDown}
      </button>
    </div>
  );
}

function Bar({ actions, pages, dark }: { actions: readonly Action[]; pages: ScrollPages; dark: boolean }) {
  return (
    <nav className={dark ? styles.darkBar : styles.bar} aria-label={bar.ways}>
      <div className={styles.actions}>
        {actions.map(({ icon: Icon, label, onPress, main, disabled }) => (
          <button
            key={label}
            type="button"
            className={main === true ? styles.mainAction : styles.action}
            disabled={disabled}
            onClick={onPress}
          >
            <Icon aria-hidden="true" />
            {label}
          </button>
        ))}
      </div>
      <Pager pages={pages} />
    </nav>
  );
}

/** Keys and screen readers go on from the new screen's content: what had the focus is gone with the screen before. */
function arriveByKeys(content: HTMLElement | null): void {
  if (document.activeElement === document.body) content?.focus({ preventScroll: true });
}

/** Frame of every screen: what is above stays, the middle scrolls, what can be done is at the bottom, in a seated person's reach. */
export function Screen({ top, actions, keys, dark = false, children }: ScreenProps) {
  const { entry } = useNavigator();
  const connected = useContext(ConnectedContext);
  const box = useRef<HTMLElement>(null);
  const pages = useScrollPages(box);
  const { guide, state } = useAloud();
  const { key } = entry;
  useEffect(() => {
    if (key > 0) arriveByKeys(box.current);
    guide.arrive(document.querySelector('header h1')?.textContent ?? '');
  }, [key, guide]);
  const { scroll } = entry;
  useLayoutEffect(() => {
    if (box.current === null) return;
    // Arrow and page keys scroll it.
    box.current.tabIndex = 0;
    box.current.scrollTop = scroll.top;
  }, [scroll]);
  return (
    <div className={styles.screen}>
      <header className={styles.top}>
        {top}
        {connected ? null : (
          <p className={styles.away} role="status">
            {waiting.coreAway}
          </p>
        )}
      </header>
      <main
        ref={box}
        className={styles.middle}
        onScroll={({ currentTarget }) => {
          scroll.top = currentTarget.scrollTop;
        }}
      >
        <div className={styles.content}>{children}</div>
      </main>
      <footer className={styles.bottom}>
        {keys}
        {state.status === 'still' ? <Bar actions={actions} pages={pages} dark={dark} /> : <ReadingBar />}
      </footer>
    </div>
  );
}
