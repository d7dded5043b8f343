import type { CSSProperties } from 'react';
import type { ProjectStage } from '../../../main/contract/content.ts';
import type { ItemView } from '../../../main/contract/views.ts';
import { dateLabel, stages } from '../../../main/text/common.ts';
import { project as words } from '../../../main/text/terminal.ts';
import { disposalStages, project as pageWords } from '../../../main/text/terminal-item.ts';
import { Badges } from '../card-list.tsx';
import { useNavigator } from '../navigation.ts';
import { amountText } from './amounts.ts';
import styles from './project-stages.module.css';
import sections from './sections.module.css';

type Project = NonNullable<ItemView['project']>;
type Stage = Project['stages'][number];

function StageBody({ stage, shown }: { stage: Stage; shown: string }) {
  const { go } = useNavigator();
  if (stage.items.length === 0) {
    return (
      <p>
        {stage.missing === undefined ? (
          <>
            <span className={sections.missing}>{words.absent}</span> {words.absentLine}
          </>
        ) : (
          words.explained(stage.missing)
        )}
      </p>
    );
  }
  return stage.items.map((card) => (
    <button
      key={card.id}
      type="button"
      className={card.id === shown ? sections.linkCurrent : sections.link}
      disabled={card.id === shown}
      onClick={() => go({ screen: 'item', id: card.id })}
    >
      <span>
        {card.title} <Badges card={card} />
      </span>
      <span className={sections.linkNote}>{dateLabel(card.publishedAt)}</span>
    </button>
  ));
}

function stageNumber({ items, missing }: Stage): string | undefined {
  if (items.length > 0) return sections.number;
  return missing === undefined ? sections.numberMissing : sections.numberExplained;
}

type AmountStage = keyof typeof pageWords.worksAmounts;
interface StageAmount {
  label: string;
  fen: number;
  /** Amounts of one stage that were added up. */
  count: number;
}

/** One amount for a stage: payments are added up, of other stages the newest counts. */
function amountsOf({ stages: all, kind }: Project): StageAmount[] {
  const labels: Partial<Record<ProjectStage, string>> =
    kind === 'disposal' ? pageWords.disposalAmounts : pageWords.worksAmounts;
  return all.flatMap(({ stage, amounts = [] }) => {
    const label = labels[stage as AmountStage];
    const newest = amounts[0];
    if (label === undefined || newest === undefined) return [];
    if (stage !== 'payment') return [{ label, fen: newest.fen, count: 1 }];
    return [{ label, fen: amounts.reduce((sum, { fen }) => sum + fen, 0), count: amounts.length }];
  });
}

function differenceText(before: StageAmount, after: StageAmount): string {
  const difference = after.fen - before.fen;
  if (difference === 0) return pageWords.same(after.label, before.label);
  const say = difference < 0 ? pageWords.less : pageWords.more;
  return say(after.label, before.label, amountText(Math.abs(difference)));
}

/** Budget, price and payment beside each other, with what differs in words. */
function Amounts({ project }: { project: Project }) {
  const amounts = amountsOf(project);
  if (amounts.length < 2) return null;
  const most = Math.max(...amounts.map(({ fen }) => fen), 1);
  const differences = amounts.slice(1).map((after, index) => {
    const before = amounts[index];
    return before === undefined ? '' : differenceText(before, after);
  });
  return (
    <div className={styles.amounts}>
      <h4 className={styles.amountsTitle}>{pageWords.amounts}</h4>
      <ul className={styles.bars}>
        {amounts.map(({ label, fen, count }) => (
          <li key={label} className={styles.amount}>
            <span>{label}</span>
            <strong className={styles.figure}>{amountText(fen)}</strong>
            <span className={styles.bar} style={{ '--share': String(fen / most) } as CSSProperties} />
            {count > 1 ? <span className={sections.note}>{pageWords.sum(count)}</span> : null}
          </li>
        ))}
      </ul>
      <ul className={styles.differences}>
        {differences.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p className={sections.note}>{pageWords.amountsLine}</p>
    </div>
  );
}

/** A project on one page, from approval to payment, or a disposal; a stage without its document says so or why (R1.7, R1.13). */
export function ProjectStages({ project, shown }: { project: Project; shown: string }) {
  const isDisposal = project.kind === 'disposal';
  const names = isDisposal ? disposalStages : stages;
  const done = project.stages.filter(({ items }) => items.length > 0).length;
  const gaps = project.stages.filter(({ items, missing }) => items.length === 0 && missing === undefined);
  const title = isDisposal ? pageWords.disposalTitle : words.title;
  return (
    <section className={sections.section}>
      <h3 className={sections.title}>{title(project.name)}</h3>
      <p className={styles.facts}>
        <span>{words.code(project.code)}</span>
        <span>{pageWords.progress(done, project.stages.length)}</span>
        {gaps.length === 0 ? null : (
          <span className={sections.missing}>
            {pageWords.gaps(gaps.map(({ stage }) => names[stage]).join('、'))}
          </span>
        )}
      </p>
      <Amounts project={project} />
      <ol className={sections.steps}>
        {project.stages.map((stage, index) => (
          <li key={stage.stage} className={sections.step}>
            <span className={stageNumber(stage)}>{index + 1}</span>
            <div className={sections.stepBody}>
              <p className={sections.stepTitle}>{names[stage.stage]}</p>
              <StageBody stage={stage} shown={shown} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
