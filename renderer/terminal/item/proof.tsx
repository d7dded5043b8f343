import type { ItemView } from '../../../main/contract/views.ts';
import { dateLabel, publicityLabel, signOffLabel, versionLabel, yearOf } from '../../../main/text/common.ts';
import { item, proof } from '../../../main/text/terminal.ts';
import { useClock } from '../../shared/clock.ts';
import { useNavigator } from '../navigation.ts';
import { CompareButton } from './compare-button.tsx';
import styles from './sections.module.css';
import { isOld, ownWords } from './shown-version.ts';

/** Length of a digest as people see it (conventions.md, "digest"). */
const digestShown = 8;

function rows(view: ItemView, year: number): { label: string; lines: string[] }[] {
  const { content, card } = view;
  if (content === undefined) return [];
  const own = isOld(view) ? view.versions.find(({ version }) => version === content.version) : card;
  const period = ownWords(view).publicity === undefined ? [] : [publicityText(view, year)];
  return [
    {
      label: proof.compiled,
      lines: content.compiled === undefined ? [] : [signOffLabel(content.compiled, year)],
    },
    { label: proof.reviewed, lines: content.reviewed.map((each) => signOffLabel(each, year)) },
    {
      label: proof.approved,
      lines: content.approved === undefined ? [] : [signOffLabel(content.approved, year)],
    },
    { label: proof.publicity, lines: period },
    { label: proof.published, lines: [dateLabel((own ?? card).publishedAt)] },
  ].filter(({ lines }) => lines.length > 0);
}

function publicityText(view: ItemView, year: number): string {
  const { publicity } = ownWords(view);
  if (publicity === undefined) return '';
  const span = publicityLabel(publicity, year);
  const over = !isOld(view) && view.card.daysLeft === undefined && publicity.longTerm !== true;
  return over ? item.publicityEnded(span) : span;
}

function Versions({ view }: { view: ItemView }) {
  const { change } = useNavigator();
  return (
    <ul className={styles.versions} aria-label={proof.versions}>
      {view.versions.map(({ version, publishedAt, reason }) => (
        <li key={version} className={styles.version}>
          <span className={styles.versionText}>
            {proof.versionLine(versionLabel(version), dateLabel(publishedAt))}
            {reason === undefined ? null : <span className={styles.note}>{proof.reason(reason)}</span>}
          </span>
          <CompareButton
            id={view.card.id}
            version={version}
            versions={view.versions}
            className={styles.see}
          />
          {version === view.content?.version ? (
            <span className={styles.showing}>{proof.showing}</span>
          ) : (
            <button
              type="button"
              className={styles.see}
              onClick={() => change({ screen: 'item', id: view.card.id, version })}
            >
              {proof.see}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The rules that ask for it, one for each catalogue entry: official words, so below what people ask for first. */
function Basis({ entries }: { entries: ItemView['catalogueEntries'] }) {
  if (entries.length === 0) return null;
  return (
    <div className={styles.basis}>
      <h4 className={styles.basisTitle}>{proof.basis}</h4>
      {entries.map(({ id, title, basis }) => (
        <p key={id} className={styles.note}>
          {proof.basisLine(title, basis)}
        </p>
      ))}
    </div>
  );
}

/** On what this rests: the rule, the people, the period, the digest and all versions (R1.3, R1.5). */
export function Proof({ view }: { view: ItemView }) {
  const year = yearOf(useClock());
  const { content } = view;
  if (content === undefined) return null;
  return (
    <section className={styles.box}>
      <h3 className={styles.title}>{proof.title}</h3>
      <dl className={styles.facts}>
        {rows(view, year).map(({ label, lines }) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            {lines.map((line) => (
              <dd key={line}>{line}</dd>
            ))}
          </div>
        ))}
        <div className={styles.fact}>
          <dt>{proof.digest}</dt>
          <dd className={styles.digest}>{content.digest.slice(0, digestShown)}</dd>
          <dd className={styles.note}>{proof.digestExplained}</dd>
        </div>
      </dl>
      <Versions view={view} />
      <Basis entries={view.catalogueEntries} />
    </section>
  );
}
