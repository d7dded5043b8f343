/**
 * Joint requests for disclosure (R2.7; seeds/003: one tenth of the villagers or one fifth of their representatives): who has
 * joined, and since when there are enough, which starts the at-once deadline.
 */
import type { FeedbackContent } from '../../main/contract/feedback.ts';
import { plainName } from '../../main/contract/identity.ts';

export type Joined = { people: number; needed?: number; reachedAt?: number };

type Message = { content?: FeedbackContent; case: { receivedAt: number } };

/** Who gave no name is counted by his slip: the county looks at such a case by hand before it acts. */
const personOf = ({ contact, slip }: FeedbackContent) => plainName(contact?.name ?? '') || slip;

/**
 * @param all every message of the inbox, in any order
 * @param needed how many it takes; undefined where the village's head-counts are not set, and the deadline starts at once
 */
export function joinedBy(
  request: FeedbackContent,
  all: readonly Message[],
  needed: number | undefined,
): Joined {
  const joining = all
    .filter(({ content }) => content?.slip === request.slip || isSupport(content, request))
    .sort((left, right) => left.case.receivedAt - right.case.receivedAt);
  const people = new Set<string>();
  let reachedAt: number | undefined;
  for (const { content, case: found } of joining) {
    if (content) people.add(personOf(content));
    if (people.size >= (needed ?? 1)) reachedAt ??= found.receivedAt;
  }
  return {
    people: people.size,
    ...(needed === undefined ? {} : { needed }),
    ...(reachedAt === undefined ? {} : { reachedAt }),
  };
}

function isSupport(content: FeedbackContent | undefined, request: FeedbackContent): boolean {
  return content?.kind === 'support' && content.supports === request.slip && content.as === request.as;
}
