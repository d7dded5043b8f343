/** What the version shown says of itself; the card speaks of the newest (contract/views.ts, `content.title`). */
import type { Publicity } from '../../../main/contract/content.ts';
import type { ItemView } from '../../../main/contract/views.ts';

export type Content = NonNullable<ItemView['content']>;
/** A view of something that was not erased. */
export type ShownView = ItemView & { content: Content };

export const hasContent = (view: ItemView | undefined): view is ShownView => view?.content !== undefined;

interface OwnWords {
  title: string;
  emphasis: string | undefined;
  period: string | undefined;
  publicity: Publicity | undefined;
}

/** Another version has taken its place: what runs now, like days left, is of that one. */
export const isOld = ({ content }: ItemView): boolean => content?.state === 'superseded';

export function ownWords({ card, content }: ItemView): OwnWords {
  const { title, emphasis, period, publicity } = content?.title === undefined ? card : content;
  return { title: title ?? card.title, emphasis, period, publicity };
}
