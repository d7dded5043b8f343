import type { ItemView, Place } from '../../../main/contract/views.ts';
import {
  dateLabel,
  dayLabel,
  daysLeftLabel,
  inPublicity,
  opinionLabel,
  periodLabel,
  publicityLabel,
  publisherLabel,
  versionLabel,
  yearOf,
} from '../../../main/text/common.ts';
import { item, traces } from '../../../main/text/terminal.ts';
import { useClock } from '../../shared/clock.ts';
import { Phrased } from '../../shared/phrased.tsx';
import { useNavigator } from '../navigation.ts';
import { CompareButton } from './compare-button.tsx';
import styles from './item-head.module.css';
import { isOld, ownWords } from './shown-version.ts';

/** What happened to the item, before anything of it is read: withdrawn, an old version, corrected. */
export function Traces({ view }: { view: ItemView }) {
  const { change } = useNavigator();
  const { card, content, withdrawn } = view;
  if (withdrawn !== undefined) {
    return (
      <div className={styles.gone} role="status">
        <p className={styles.traceTitle}>{traces.withdrawn}</p>
        <p>{traces.withdrawnLine(dateLabel(withdrawn.at), withdrawn.reason)}</p>
        <p>{traces.withdrawnKept}</p>
      </div>
    );
  }
  if (isOld(view)) {
    return (
      <div className={styles.gone} role="status">
        <p className={styles.traceTitle}>{traces.superseded}</p>
        <p>{traces.supersededLine}</p>
        <button
          type="button"
          className={styles.newest}
          onClick={() => change({ screen: 'item', id: card.id })}
        >
          {traces.seeNewest}
        </button>
      </div>
    );
  }
  if (content?.correctionReason === undefined) return null;
  return (
    <div className={styles.corrected} role="status">
      <p className={styles.traceTitle}>{traces.corrected}</p>
      <p>{traces.correctedLine(content.correctionReason)}</p>
      <CompareButton
        id={card.id}
        version={content.version}
        versions={view.versions}
        className={styles.newest}
      />
    </div>
  );
}

function facts(view: ItemView, place: Place): string[] {
  const { content } = view;
  if (content === undefined) return [];
  const { period } = ownWords(view);
  const dated = content.dated;
  return [
    item.publishedBy(publisherLabel(content.source, place)),
    ...(period === undefined ? [] : [periodLabel(period)]),
    ...(dated === undefined ? [] : [item.dated(dayLabel(dated))]),
    versionLabel(content.version),
  ];
}

/** Kind of affair, the answer as headline, and whose, of when, and which version it is. */
export function ItemHead({ view, place }: { view: ItemView; place: Place }) {
  const year = yearOf(useClock());
  const { card } = view;
  const { title, emphasis } = ownWords(view);
  return (
    <div className={styles.head}>
      <p className={styles.kind}>{card.catalogueTitle}</p>
      <h2 className={styles.headline}>
        <Phrased text={emphasis ?? title} />
      </h2>
      {emphasis === undefined ? null : <p className={styles.official}>{title}</p>}
      <p className={styles.facts}>
        {facts(view, place).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {card.publicity === undefined || card.daysLeft === undefined || isOld(view) ? null : (
        <p className={styles.publicity}>
          <strong>{inPublicity}</strong>
          <span>{publicityLabel(card.publicity, year)}</span>
          <strong>{daysLeftLabel(card.daysLeft)}</strong>
          {view.content === undefined ? null : <span>{opinionLabel(view.content.source, place)}</span>}
        </p>
      )}
    </div>
  );
}
