import { useState } from 'react';
import type { ItemCard } from '../../main/contract/views.ts';
import { corrected, daysLeftLabel, listDate, modules, states, yearOf } from '../../main/text/common.ts';
import { useClock } from '../shared/clock.ts';
import { useAfterPaint } from './after-paint.ts';
import styles from './card-list.module.css';
import { type Route, type Sought, useNavigator } from './navigation.ts';
import { usePrepare } from './prepare.ts';

/** A stretch of text with some of it marked: pairs of [start, end) in UTF-16 units. */
function Marked({ text, hits }: { text: string; hits: readonly (readonly [number, number])[] }) {
  const parts: { from: number; text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [start, end] of hits) {
    if (start < at || end <= start) continue;
    parts.push({ from: at, text: text.slice(at, start), hit: false });
    parts.push({ from: start, text: text.slice(start, end), hit: true });
    at = end;
  }
  parts.push({ from: at, text: text.slice(at), hit: false });
  return parts.map((part) => (part.hit ? <mark key={`hit${part.from}`}>{part.text}</mark> : part.text));
}

/** What is to be known of an item before it is opened: in its publicity period, corrected, withdrawn. A deleted one's title says it. */
export function Badges({ card }: { card: ItemCard }) {
  return (
    <>
      {card.daysLeft === undefined ? null : (
        <span className={styles.gold}>{daysLeftLabel(card.daysLeft)}</span>
      )}
      {card.corrected && card.state === 'published' ? (
        <span className={styles.plain}>{corrected}</span>
      ) : null}
      {card.state === 'withdrawn' ? <span className={styles.gone}>{states[card.state]}</span> : null}
    </>
  );
}

export interface ListedCard {
  card: ItemCard;
  titleHits?: readonly (readonly [number, number])[];
  excerpt?: { text: string; hits: readonly (readonly [number, number])[] };
  /** What to show in the item first. */
  sought?: Sought;
}

function CardRow({
  card,
  titleHits = [],
  excerpt,
  sought,
  withModule,
}: ListedCard & { withModule: boolean }) {
  const now = useClock();
  const { go } = useNavigator();
  const prepare = usePrepare();
  const route: Route = { screen: 'item', id: card.id, sought };
  return (
    <button
      type="button"
      className={styles.row}
      onPointerDown={() => prepare(route)}
      onClick={() => go(route)}
    >
      <span className={styles.date}>{listDate(card.publishedAt, now)}</span>
      <span className={styles.middle}>
        <span className={card.state === 'withdrawn' ? styles.titleGone : styles.title}>
          <Marked text={card.title} hits={titleHits} /> <Badges card={card} />
        </span>
        {excerpt === undefined || excerpt.text === '' ? null : (
          <span className={styles.excerpt} data-excerpt>
            <Marked text={excerpt.text} hits={excerpt.hits} />
          </span>
        )}
      </span>
      <span className={styles.kind}>{withModule ? modules[card.module].title : card.catalogueTitle}</span>
    </button>
  );
}

/** Rows of the first frame: more than any screen has room for; the others follow in the next. */
const drawnFirst = 20;

interface CardListProps {
  listed: readonly ListedCard[];
  /** Say the module rather than the catalogue entry. */
  withModule?: boolean;
}

function Rows({ listed, withModule = false }: CardListProps) {
  return listed.map((each) => (
    <li key={each.card.id}>
      <CardRow {...each} withModule={withModule} />
    </li>
  ));
}

function LaterRows(props: CardListProps) {
  return useAfterPaint() ? <Rows {...props} /> : null;
}

/** Items below one another, each a target as wide as the list. */
export function CardList({ listed, withModule = false }: CardListProps) {
  const year = yearOf(useClock());
  const withYears = listed.some(({ card }) => yearOf(card.publishedAt) !== year);
  const { entry } = useNavigator();
  // On the way back the list is as long as it was, so that it can be scrolled to where it was.
  const [first] = useState(entry.scroll.top > 0 ? Number.POSITIVE_INFINITY : drawnFirst);
  return (
    <div className={styles.box}>
      <ul className={withYears ? styles.listWithYears : styles.list}>
        <Rows listed={listed.slice(0, first)} withModule={withModule} />
        {listed.length > first ? <LaterRows listed={listed.slice(first)} withModule={withModule} /> : null}
      </ul>
    </div>
  );
}
