import type { ItemCard, ItemView } from '../../../main/contract/views.ts';
import { dateLabel, publicityLabel, publicityTitle, yearOf } from '../../../main/text/common.ts';
import { story } from '../../../main/text/terminal-item.ts';
import { useClock } from '../../shared/clock.ts';
import { Badges } from '../card-list.tsx';
import { useNavigator } from '../navigation.ts';
import sections from './sections.module.css';

/** Where in its affair a step stands: what it was by its kind, else by its place among the others. */
function part(card: ItemCard, index: number, count: number): string {
  const isConsultation = card.publicity !== undefined && card.publicity.longTerm !== true;
  if (isConsultation && index < count - 1 && card.kind !== 'result') return story.consultation;
  const kind = story.kinds[card.kind];
  if (kind !== undefined) return kind;
  if (index === 0) return story.before;
  return index === count - 1 ? story.after : story.during;
}

function Step({
  card,
  index,
  count,
  shown,
}: {
  card: ItemCard;
  index: number;
  count: number;
  shown: boolean;
}) {
  const { go } = useNavigator();
  const year = yearOf(useClock());
  return (
    <li className={sections.step}>
      <span className={shown ? sections.number : sections.numberExplained}>{index + 1}</span>
      <button
        type="button"
        className={shown ? sections.linkCurrent : sections.link}
        disabled={shown}
        aria-current={shown ? 'step' : undefined}
        onClick={() => go({ screen: 'item', id: card.id })}
      >
        <span className={sections.linkNote}>
          {[part(card, index, count), dateLabel(card.publishedAt), ...(shown ? [story.shown] : [])].join(
            ' · ',
          )}
        </span>
        <span>
          {card.title} <Badges card={card} />
        </span>
        {card.publicity === undefined || card.publicity.longTerm === true ? null : (
          <span className={sections.linkNote}>
            {publicityTitle} {publicityLabel(card.publicity, year)}
          </span>
        )}
      </button>
    </li>
  );
}

/** The affair as the core told it, and what villagers asked about this item, which is not in it; without an affair the neighbours. */
function stepsOf(view: ItemView): readonly ItemCard[] {
  const neighbours = [...(view.follows === undefined ? [] : [view.follows]), view.card, ...view.followedBy];
  if (view.story === undefined) return neighbours;
  const told = new Set(view.story.map(({ id }) => id));
  return [...view.story, ...view.followedBy.filter(({ id }) => !told.has(id))];
}

/** Pre-announcement and result, question and answer, before, during and after: one story, in order (R1.9, R1.10). */
export function Story({ view }: { view: ItemView }) {
  const steps = stepsOf(view);
  if (steps.length < 2) return null;
  return (
    <section className={sections.box}>
      <h3 className={sections.title}>{story.title}</h3>
      <ol className={sections.steps}>
        {steps.map((card, index) => (
          <Step
            key={card.id}
            card={card}
            index={index}
            count={steps.length}
            shown={card.id === view.card.id}
          />
        ))}
      </ol>
    </section>
  );
}
