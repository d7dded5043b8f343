import { ArrowDown } from 'lucide-react';
import type { PowerReference } from '../../../main/contract/content.ts';
import type { ItemCard, ItemView } from '../../../main/contract/views.ts';
import { dateLabel } from '../../../main/text/common.ts';
import { power as words } from '../../../main/text/terminal.ts';
import { power as chartWords } from '../../../main/text/terminal-item.ts';
import { useNavigator } from '../navigation.ts';
import { type Box, flowOf } from './flow.ts';
import styles from './power.module.css';
import sections from './sections.module.css';

function Arrow() {
  return (
    <span className={styles.arrow} aria-hidden="true">
      <ArrowDown />
    </span>
  );
}

function StepBox({ box }: { box: Box }) {
  return (
    <li className={styles.step}>
      <div className={styles.box}>
        <p className={styles.who}>
          <span className={styles.number}>{box.number}</span>
          {box.who}
        </p>
        {box.does === '' ? null : <p>{box.does}</p>}
      </div>
      {box.branches.length === 0 ? null : (
        <div className={styles.branching}>
          <p className={styles.branchTitle}>{chartWords.branches}</p>
          <ul className={styles.branches}>
            {box.branches.map(({ when, does }) => (
              <li key={when} className={styles.branch}>
                <strong className={styles.when}>{when}</strong>
                <span>{does}</span>
              </li>
            ))}
          </ul>
          {box.overlaps ? <p className={sections.note}>{chartWords.overlap}</p> : null}
        </div>
      )}
      <Arrow />
    </li>
  );
}

/** Who → does, from top to bottom; what depends on the amount stands side by side. */
function FlowChart({ steps }: { steps: NonNullable<PowerReference['steps']> }) {
  const flow = flowOf(steps);
  return (
    <>
      <h3 className={sections.title}>{chartWords.chart}</h3>
      {flow.reordered ? <p className={sections.note}>{chartWords.reordered}</p> : null}
      <ol className={styles.chart}>
        <li className={styles.step}>
          <span className={styles.end}>{chartWords.start}</span>
          <Arrow />
        </li>
        {flow.boxes.map((box) => (
          <StepBox key={box.number} box={box} />
        ))}
        <li className={styles.step}>
          <span className={styles.end}>{chartWords.end}</span>
        </li>
      </ol>
    </>
  );
}

function Cards({ title, cards }: { title: string; cards: readonly ItemCard[] }) {
  const { go } = useNavigator();
  return (
    <section className={sections.section}>
      <h3 className={sections.title}>{title}</h3>
      {cards.length === 0 ? <p className={sections.note}>{chartWords.noResults}</p> : null}
      <ul className={sections.versions}>
        {cards.map((card) => (
          <li key={card.id}>
            <button
              type="button"
              className={sections.link}
              onClick={() => go({ screen: 'item', id: card.id })}
            >
              <span className={sections.linkNote}>{dateLabel(card.publishedAt)}</span>
              <span>{card.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rules({ power }: { power: PowerReference }) {
  const facts = [
    { label: words.executes, text: power.executes },
    { label: words.supervises, text: power.supervises },
    { label: words.basis, text: power.basis },
  ].filter(({ text }) => text !== undefined);
  if (facts.length === 0) return null;
  return (
    <>
      <h3 className={sections.title}>{words.title}</h3>
      <dl className={sections.facts}>
        {facts.map(({ label, text }) => (
          <div key={label} className={sections.fact}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A small power: who does it, by which rule, who watches, and its steps as a chart (R1.8). */
export function Power({ power }: { power: PowerReference }) {
  const steps = power.steps ?? [];
  const says = [power.executes, power.supervises, power.basis].some((text) => text !== undefined);
  // A result names its power and no more.
  if (!says && steps.length === 0) return null;
  return (
    <section className={sections.section}>
      <Rules power={power} />
      {steps.length === 0 ? null : <FlowChart steps={steps} />}
    </section>
  );
}

/** What was decided under a power (办事结果); for a result, the power that it was decided under. */
export function PowerResults({ view }: { view: ItemView }) {
  const { power, card } = view;
  if (power === undefined) return null;
  if (card.kind === 'power') return <Cards title={chartWords.results} cards={power.results} />;
  return power.list === undefined ? null : <Cards title={chartWords.belongs} cards={[power.list]} />;
}
