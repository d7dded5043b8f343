import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronLeft, ChevronUp, type LucideIcon } from 'lucide-react';
import { type ReactNode, type RefObject, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import { demoMark } from '../../main/text/common.ts';
import { bar, waiting } from '../../main/text/terminal.ts';
import { api } from '../shared/queries.ts';
import { useAloud } from './aloud/aloud-context.ts';
import { Ease } from './aloud/ease.tsx';
import { ReadingBar } from './aloud/reading-bar.tsx';
import { ConnectedContext } from './connected.ts';
import { useIsAhead } from './layer.tsx';
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
  /** A finger came down on it. */
  onTouch?(): void;
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
  const { back, leave, announce } = useNavigator();
  return (
    <div className={styles.topBar}>
      <button
        type="button"
        className={styles.back}
        onPointerDown={() => announce({ type: 'aheadBack' }, Promise.resolve())}
        onClick={back}
      >
        <ChevronLeft aria-hidden="true" />
        {bar.back}
      </button>
      <div className={styles.where}>
        <h1 className={children === undefined ? styles.title : styles.heard}>{where}</h1>
        {children}
      </div>
      {data?.place.demo === true ? <DemoMark /> : null}
      <Ease />
      <button
        type="button"
        className={styles.end}
        onPointerDown={() => announce({ type: 'ahead', route: { screen: 'home' } }, Promise.resolve())}
        onClick={leave}
      >
        {bar.end}
      </button>
    </div>
  );
}

export function DemoMark() {
  return <span className={styles.demo}>{demoMark}</span>;
}

function Pager({ pages }: { pages: ScrollPages }) {
  return (
    <div className={pages.scrolls ? styles.pager : `${styles.pager} ${styles.idle}`}>
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
        {actions.map(({ icon: Icon, label, onPress, onTouch, main, disabled }) => (
          <button
            key={label}
            type="button"
            className={main === true ? styles.mainAction : styles.action}
            disabled={disabled}
            onPointerDown={onTouch}
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

/** Somebody comes to this screen, which may have been drawn before. A part of its own, so that nothing else is drawn anew by it. */
function Arrival({ box }: { box: RefObject<HTMLElement | null> }) {
  const { entry } = useNavigator();
  const { guide } = useAloud();
  const isAhead = useIsAhead();
  const { key } = entry;
  useEffect(() => {
    if (isAhead) return;
    guide.arrive(document.querySelector('header h1')?.textContent ?? '');
    if (key === 0) return;
    // Where the focus can be is known only when all is laid out, which the frame does anyway.
    const frame = requestAnimationFrame(() => setTimeout(() => arriveByKeys(box.current)));
    return () => cancelAnimationFrame(frame);
  }, [key, guide, isAhead, box]);
  return null;
}

/** Frame of every screen: what is above stays, the middle scrolls, what can be done is at the bottom, in a seated person's reach. */
export function Screen({ top, actions, keys, dark = false, children }: ScreenProps) {
  const { entry } = useNavigator();
  const connected = useContext(ConnectedContext);
  const box = useRef<HTMLElement>(null);
  const pages = useScrollPages(box);
  const { state } = useAloud();
  const { scroll } = entry;
  const isNew = useRef(true);
  useLayoutEffect(() => {
    if (box.current === null) return;
    // Arrow and page keys scroll it.
    box.current.tabIndex = 0;
    // To set it has all laid out at once; what is new stands at its top.
    if (!isNew.current || scroll.top > 0) box.current.scrollTop = scroll.top;
    isNew.current = false;
  }, [scroll]);
  return (
    <div className={styles.screen}>
      <Arrival box={box} />
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
