import type { ItemView, Place } from '../../main/contract/views.ts';
import { dateLabel, modules, versionLabel } from '../../main/text/common.ts';
import { proof, traces } from '../../main/text/terminal.ts';
import { ContactList } from './contact-list.tsx';
import styles from './erased.module.css';

/** Length of a digest as people see it (conventions.md, "digest"). */
const digestShown = 8;

function facts({ card, erased, versions }: ItemView): { label: string; value: string }[] {
  const first = versions.at(-1)?.publishedAt ?? card.publishedAt;
  return [
    ...(erased === undefined
      ? []
      : [
          { label: traces.erasedOn, value: dateLabel(erased.at) },
          { label: traces.erasedReason, value: erased.reason },
        ]),
    { label: traces.erasedFirst, value: `${dateLabel(first)} · ${modules[card.module].title}` },
  ];
}

function Kept({ versions }: Pick<ItemView, 'versions'>) {
  return (
    <section className={styles.box}>
      <h3 className={styles.boxTitle}>{traces.erasedKeptTitle}</h3>
      <p>{traces.erasedKept}</p>
      <ul className={styles.versions}>
        {versions.map(({ version, publishedAt, digest }) => (
          <li key={version} className={styles.version}>
            <span>{proof.versionLine(versionLabel(version), dateLabel(publishedAt))}</span>
            <span>
              {proof.digest} <strong className={styles.digest}>{digest.slice(0, digestShown)}</strong>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An erased item: what happened, when and why, what stays of it, and whom to ask. The content does not stay (R1.5). */
export function Erased({ view, place }: { view: ItemView; place: Place }) {
  const phones = place.links.filter(({ phone }) => phone !== undefined);
  return (
    <div className={styles.page} role="status">
      <section className={styles.what}>
        <h2 className={styles.title}>{traces.erased}</h2>
        <dl className={styles.facts}>
          {facts(view).map(({ label, value }) => (
            <div key={label} className={styles.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>{traces.erasedGone}</p>
      </section>
      <Kept versions={view.versions} />
      <section className={`${styles.box} ${styles.ask}`}>
        <h3 className={styles.boxTitle}>{traces.erasedAskTitle}</h3>
        <p>{traces.erasedAsk}</p>
        <ContactList links={phones} />
      </section>
    </div>
  );
}
