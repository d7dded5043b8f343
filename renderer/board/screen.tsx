import type { HealthProblem } from '../../main/contract/health.ts';
import type { Freshness, ItemCard, Place } from '../../main/contract/views.ts';
import { board, daysLeft as daysWords, scan, status as statusWords } from '../../main/text/board.ts';
import {
  clockLabel,
  dateLabel,
  demoMark,
  freshnessText,
  inPublicity,
  modules,
  opinionLabel,
  periodLabel,
  publicityLabel,
  publisherLabel,
  todayLabel,
  yearOf,
} from '../../main/text/common.ts';
import { healthLines } from '../../main/text/health.ts';
import { Phrased } from '../shared/phrased.tsx';
import { QrPicture } from '../shared/qr.tsx';
import type { Shown } from './pager.ts';
import { Pieces } from './pieces.tsx';
import styles from './screen.module.css';
import type { Entry } from './turn.ts';

/** A title longer than this, in characters, is set smaller. */
const longTitle = 30;

export const headlineOf = ({ card }: Entry) => card.emphasis ?? card.title;

interface HeaderProps {
  place: Place | undefined;
  module: ItemCard['module'] | undefined;
  now: number;
}

export function Header({ place, module, now }: HeaderProps) {
  const [date, weekday] = todayLabel(now).split(' ');
  const where = [place?.townshipName, module === undefined ? undefined : modules[module].title];
  return (
    <header className={styles.header}>
      <h1 className={styles.name}>{place === undefined ? board.emptyName : board.name(place.villageName)}</h1>
      <p className={styles.where}>{where.filter((word) => word !== undefined && word !== '').join(' · ')}</p>
      <p className={styles.date}>
        {date} <span className={styles.weekday}>{weekday}</span>
      </p>
      <p className={styles.clock}>{clockLabel(now)}</p>
    </header>
  );
}

/** What the quiet line below a page may have to say. */
export interface Status {
  freshness: Freshness;
  problems: readonly HealthProblem[];
  connected: boolean;
}

/** Only where there is something to say: stale content, refused content, a fault of the machine, a clock in doubt, the core away. */
export function statusLine({ freshness, problems, connected }: Status, now: number): string {
  const { updatedAt, staleDays, clockInDoubt, trouble } = freshness;
  const stale =
    updatedAt !== undefined && staleDays > 0
      ? [statusWords.stale(freshnessText.updatedAt(updatedAt, now), freshnessText.stale(staleDays))]
      : [];
  return [
    ...stale,
    ...(trouble === undefined ? [] : [freshnessText.trouble(trouble)]),
    ...healthLines(problems, now),
    ...(clockInDoubt ? [statusWords.askTime] : []),
    ...(connected ? [] : [statusWords.away]),
  ].join(' · ');
}

function Meta({ entry, now }: { entry: Entry; now: number }) {
  const { card, reason } = entry;
  const year = yearOf(now);
  const isNew = reason === 'announced';
  const announced = isNew && !card.corrected ? [board.justPublished] : [];
  const mark = card.corrected ? (
    <strong className={styles.corrected}>{isNew ? board.justCorrected : board.corrected}</strong>
  ) : null;
  if (card.daysLeft !== undefined && card.publicity !== undefined) {
    // The count of days stands beside it already.
    const { days: _days, ...publicity } = card.publicity;
    const words = [...announced, inPublicity, publicityLabel(publicity, year)];
    return (
      <p className={styles.publicity}>
        {mark}
        {words.join(' · ')}
      </p>
    );
  }
  const period = card.period === undefined ? [] : [periodLabel(card.period)];
  return (
    <p className={styles.meta}>
      {mark}
      {[...announced, card.catalogueTitle, ...period].join(' · ')}
    </p>
  );
}

function Title({ shown, now }: { shown: Shown; now: number }) {
  const { entry, index } = shown;
  const headline = headlineOf(entry);
  if (index > 0) return <h2 className={styles.again}>{headline}</h2>;
  const size = [...headline].length > longTitle ? styles.longHeadline : styles.headline;
  return (
    <>
      <Meta entry={entry} now={now} />
      <h2 className={size}>
        <Phrased text={headline} />
      </h2>
      {entry.card.emphasis === undefined ? null : <p className={styles.official}>{entry.card.title}</p>}
    </>
  );
}

function DaysLeft({ days, longTerm }: { days: number; longTerm: boolean }) {
  if (longTerm) return <div className={styles.daysWords}>{daysWords.longTerm}</div>;
  if (days <= 1) return <div className={styles.daysWords}>{daysWords.last}</div>;
  return (
    <div className={styles.days}>
      <span>{daysWords.before}</span>
      <strong className={styles.daysNumber}>{days}</strong>
      <span>{daysWords.unit}</span>
    </div>
  );
}

function Facts({ entry, place }: { entry: Entry; place: Place }) {
  const { card, view } = entry;
  return (
    <div className={styles.facts}>
      <p>{board.publishedOn(dateLabel(card.publishedAt))}</p>
      {view.content === undefined ? null : (
        <p>{board.publisher(publisherLabel(view.content.source, place))}</p>
      )}
    </div>
  );
}

function Aside({ entry, place }: { entry: Entry; place: Place }) {
  const { card, view, takeAway } = entry;
  const inPeriod = card.daysLeft !== undefined;
  const lines = takeAway.link === undefined ? scan.withoutLink : scan.full;
  return (
    <aside className={styles.aside}>
      {card.daysLeft === undefined ? (
        <Facts entry={entry} place={place} />
      ) : (
        <DaysLeft days={card.daysLeft} longTerm={card.publicity?.longTerm === true} />
      )}
      <div className={styles.scan}>
        <div className={styles.qr}>
          <QrPicture matrix={takeAway.matrix} label={scan.picture} />
        </div>
        <div className={styles.scanWords}>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {inPeriod && view.content !== undefined ? (
            <p className={styles.opinion}>{opinionLabel(view.content.source, place)}</p>
          ) : null}
        </div>
      </div>
    </aside>
  );
}

interface FooterProps {
  demo: boolean;
  ticker: readonly ItemCard[];
  announcing: readonly Entry[];
  turn: number;
  page?: string;
}

/** Titles that do not fit in the line are left out whole; every page turn begins with another one. */
export function Footer({ demo, ticker, announcing, turn, page }: FooterProps) {
  const fresh = announcing.length > 0;
  const onlyCorrected = announcing.every(({ card }) => card.corrected);
  const news = announcing.map((entry) =>
    entry.card.corrected && !onlyCorrected ? board.correctionOf(headlineOf(entry)) : headlineOf(entry),
  );
  const titles = fresh ? news : ticker.map(({ title }) => title);
  const begin = titles.length === 0 ? 0 : turn % titles.length;
  const ordered = [...new Set([...titles.slice(begin), ...titles.slice(0, begin)])];
  const label = onlyCorrected ? board.justCorrected : board.justPublished;
  return (
    <footer className={fresh ? styles.footerFresh : styles.footer}>
      <strong className={styles.footerLabel}>{fresh ? label : titles.length > 0 ? board.recent : ''}</strong>
      <ul className={styles.ticker} role={fresh ? 'status' : undefined}>
        {ordered.map((title) => (
          <li key={title} className={styles.tick}>
            {title}
          </li>
        ))}
      </ul>
      {demo ? <span className={styles.demo}>{demoMark}</span> : <span />}
      <span className={styles.page}>{page}</span>
    </footer>
  );
}

export interface BoardScreenProps extends Status {
  place: Place;
  ticker: readonly ItemCard[];
  shown: Shown;
  /** UTC milliseconds. */
  now: number;
}

/** One page of one item (look/board.png). */
export function BoardScreen({ place, ticker, shown, now, ...status }: BoardScreenProps) {
  const { entry, page, index, count, turn, announcing } = shown;
  const files = entry.view.content?.attachments ?? [];
  const address = (sha256: string) => files.find((file) => file.sha256 === sha256)?.url;
  return (
    <div className={styles.board}>
      <Header place={place} module={entry.card.module} now={now} />
      <div className={styles.middle}>
        <main key={turn} className={styles.main}>
          <div className={styles.head}>
            <Title shown={shown} now={now} />
          </div>
          <div className={styles.body} data-part="body">
            <Pieces pieces={page.pieces} address={address} />
          </div>
        </main>
        <Aside entry={entry} place={place} />
      </div>
      <p className={styles.status}>{statusLine(status, now)}</p>
      <Footer
        demo={place.demo}
        ticker={ticker}
        announcing={announcing}
        turn={turn}
        page={board.page(index + 1, count)}
      />
    </div>
  );
}
