import type { ItemView } from '../../../main/contract/views.ts';
import { dateLabel, stages } from '../../../main/text/common.ts';
import { project as words } from '../../../main/text/terminal.ts';
import { useNavigator } from '../navigation.ts';
import styles from './sections.module.css';

type Project = NonNullable<ItemView['project']>;
type Stage = Project['stages'][number];

function StageBody({ stage, shown }: { stage: Stage; shown: string }) {
  const { go } = useNavigator();
  if (stage.items.length === 0) {
    return (
      <p>
        {stage.missing === undefined ? (
          <>
            <span className={styles.missing}>{words.absent}</span> {words.absentLine}
          </>
        ) : (
          words.explained(stage.missing)
        )}
      </p>
    );
  }
  return stage.items.map(({ id, title, publishedAt }) => (
    <button
      key={id}
      type="button"
      className={id === shown ? styles.linkCurrent : styles.link}
      disabled={id === shown}
      onClick={() => go({ screen: 'item', id })}
    >
      <span>{title}</span>
      <span className={styles.linkNote}>{dateLabel(publishedAt)}</span>
    </button>
  ));
}

function stageNumber({ items, missing }: Stage): string | undefined {
  if (items.length > 0) return styles.number;
  return missing === undefined ? styles.numberMissing : styles.numberExplained;
}

/** A project on one page, from approval to payment; a stage without its document says so or why (R1.7). */
export function ProjectStages({ project, shown }: { project: Project; shown: string }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{words.title(project.name)}</h3>
      <p className={styles.note}>{words.code(project.code)}</p>
      <ol className={styles.steps}>
        {project.stages.map((stage, index) => (
          <li key={stage.stage} className={styles.step}>
            <span className={stageNumber(stage)}>{index + 1}</span>
            <div className={styles.stepBody}>
              <p className={styles.stepTitle}>{stages[stage.stage]}</p>
              <StageBody stage={stage} shown={shown} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
