/** How `inbox list` and `inbox show` say what a case is. */
import { dayOf, minuteOf } from '../../main/calendar/days.ts';
import type { SlipStatus } from '../../main/contract/feedback.ts';
import { feedbackKindText, inboxText } from '../../main/text/county-inbox.ts';
import type { OpenedCase } from '../inbox/open-inbox.ts';

/** What a list may say: never words, names or numbers of the person. */
export function summaryOf(found: OpenedCase) {
  const { id, content, state, due, overdue, joined, case: kept } = found;
  return {
    id,
    kind: content?.kind ?? kept.kind ?? null,
    village: content?.village ?? null,
    terminal: kept.message.terminal,
    item: content?.item?.id ?? null,
    receivedAt: kept.receivedAt,
    state,
    due: due ?? null,
    overdue,
    routedTo: kept.routes.at(-1)?.to ?? null,
    joined: joined ?? null,
  };
}

/** What comes from outside goes on the screen as text: a control character in it would speak to the terminal. */
export const plain = (text: string) => text.replace(/[^\P{Cc}\n]/gu, '\u{fffd}');

const timeOf = (at: number) => minuteOf(at).replace('T', ' ');

function aboutOf({ content }: OpenedCase): string[] {
  return content?.item ? [inboxText.about(content.item.id, content.itemTitle ?? '').trim()] : [];
}

/** One line; the title in it is the item's, which is public. @param villages their names by code */
export function summaryLine(found: OpenedCase, villages: ReadonlyMap<string, string>): string {
  const { id, content, state, due, overdue, joined, case: kept } = found;
  const kind = content?.kind ?? kept.kind;
  const parts = [
    id,
    kind ? feedbackKindText[kind] : inboxText.unreadable,
    villages.get(content?.village ?? '') ?? content?.village ?? kept.message.terminal,
    inboxText.received(timeOf(kept.receivedAt)),
    ...aboutOf(found),
    inboxText.states[state],
  ];
  const routed = kept.routes.at(-1);
  if (routed) parts.push(routed.to);
  if (joined) parts.push(inboxText.joined(joined.people, joined.needed));
  if (due !== undefined) parts.push(inboxText.due(dayOf(due)));
  if (overdue) parts.push(inboxText.overdue);
  return parts.join(' · ').replaceAll('\n', ' ');
}

type Answer = NonNullable<SlipStatus['answer']>;

/** The answer that stands, for people and for programs. */
export function answerShown({ answer }: { answer?: Answer | undefined }): {
  text?: string;
  value: Answer | null;
} {
  if (!answer) return { value: null };
  const at = timeOf(answer.at);
  if (answer.item !== undefined) return { value: answer, text: inboxText.publiclyAnswered(at, answer.item) };
  return { value: answer, text: inboxText.privatelyAnswered(at, answer.text ?? inboxText.unreadable) };
}

/** All of a case: what the list says, whether the answer may be public, who asked, the words, the answer. */
export function shownText(
  found: OpenedCase,
  villages: ReadonlyMap<string, string>,
  answer: string | undefined,
): string {
  const { content } = found;
  const contact =
    content?.contact && inboxText.contact(content.contact.name ?? '', content.contact.phone ?? '');
  const wish = content && content.kind !== 'support' ? inboxText.wishes[content.answer] : undefined;
  const parts = [summaryLine(found, villages), wish, contact, content?.text, answer];
  return plain(parts.filter((line) => line !== undefined && line !== '').join('\n'));
}
