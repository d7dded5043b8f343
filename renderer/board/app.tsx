import { useEffect, useSyncExternalStore } from 'react';
import type { Place } from '../../main/contract/views.ts';
import { empty } from '../../main/text/board.ts';
import { applyAccent } from '../shared/accent.ts';
import { showing } from '../shared/beat.ts';
import { useClock } from '../shared/clock.ts';
import type { BoardFeed, BoardState } from './board-feed.ts';
import { Fault } from './fault.tsx';
import styles from './screen.module.css';
import { BoardScreen, Footer, Header, statusLine } from './screen.tsx';

interface Words {
  title: string;
  advice: string;
}

/** Why there is nothing to show. */
function reason({ rotation, connected }: BoardState): Words {
  if (rotation === undefined) {
    return connected
      ? { title: empty.waiting, advice: empty.waitingAdvice }
      : { title: empty.away, advice: empty.awayAdvice };
  }
  const kind: Place['kind'] = rotation.place.kind;
  if (rotation.entries.length > 0) return { title: empty.waiting, advice: empty.waitingAdvice };
  return rotation.freshness.updatedAt === undefined
    ? { title: empty.none, advice: empty.noneAdvice(kind) }
    : { title: empty.nothing, advice: empty.nothingAdvice(kind) };
}

function EmptyScreen({ state, now }: { state: BoardState; now: number }) {
  const { rotation } = state;
  const { title, advice } = reason(state);
  return (
    <div className={styles.board}>
      <Header place={rotation?.place} module={undefined} now={now} />
      <main className={styles.notice} role="status">
        <p className={styles.noticeTitle}>{title}</p>
        <p className={styles.noticeAdvice}>{advice}</p>
      </main>
      <p className={styles.status}>
        {rotation === undefined ? '' : statusLine({ ...state, freshness: rotation.freshness }, now)}
      </p>
      <Footer demo={rotation?.place.demo === true} ticker={rotation?.ticker ?? []} announcing={[]} turn={0} />
    </div>
  );
}

export function App({ feed }: { feed: BoardFeed }) {
  const state = useSyncExternalStore(feed.subscribe, feed.state);
  const now = useClock();
  const { rotation, shown, connected, problems } = state;
  const accent = rotation?.place.accent;
  const painted = rotation !== undefined;
  useEffect(() => showing(painted ? 'home' : 'other'), [painted]);
  useEffect(() => applyAccent(document.documentElement, accent), [accent]);
  if (rotation === undefined || shown === undefined) return <EmptyScreen state={state} now={now} />;
  const { place, freshness, ticker } = rotation;
  return (
    <Fault>
      <BoardScreen
        place={place}
        freshness={freshness}
        problems={problems}
        connected={connected}
        ticker={ticker}
        shown={shown}
        now={now}
      />
    </Fault>
  );
}
