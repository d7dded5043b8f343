import type { PowerReference } from '../../../main/contract/content.ts';
import { power as words } from '../../../main/text/terminal.ts';
import styles from './sections.module.css';

/** A small power: who does it, by which rule, who watches, and its steps in order (R1.8). */
export function Power({ power }: { power: PowerReference }) {
  const facts = [
    { label: words.executes, text: power.executes },
    { label: words.supervises, text: power.supervises },
    { label: words.basis, text: power.basis },
  ].filter(({ text }) => text !== undefined);
  const steps = (power.steps ?? []).map((step, index) => ({ ...step, number: index + 1 }));
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{words.title}</h3>
      <dl className={styles.facts}>
        {facts.map(({ label, text }) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {steps.length === 0 ? null : <h3 className={styles.title}>{words.steps}</h3>}
      <ol className={styles.steps}>
        {steps.map(({ number, who, does }) => (
          <li key={number} className={styles.step}>
            <span className={styles.number}>{number}</span>
            <div className={styles.stepBody}>
              {who === undefined ? null : <p className={styles.stepTitle}>{who}</p>}
              <p>{does}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
