/** The inbox as the people at the county see it: messages opened with their key, with deadlines, the late ones first. */
import { type FeedbackContent, feedbackContent, sealedFor } from '../../main/contract/feedback.ts';
import { openSealed, type SealingKeyPair } from '../../main/trust/sealed.ts';
import { openInboxKey } from '../keys/sealing-keys.ts';
import type { County } from '../repository/county.ts';
import { readRegistry } from '../repository/registry.ts';
import { type CaseState, caseIds, type InboxCase, readCase, stateOf } from './cases.ts';
import { type AnswerDays, dueAt } from './deadlines.ts';
import { joinedBy } from './joint.ts';

export type OpenedCase = {
  id: string;
  case: InboxCase;
  /** Absent where it was sealed to a key that is not here any more. */
  content?: FeedbackContent;
  state: CaseState;
  /** Until when an answer is due, UTC ms; absent where none is, or it has been given. */
  due?: number;
  overdue: boolean;
  /** Joint requests: different people who joined, by the names they gave, and how many it takes. */
  joined?: { people: number; needed?: number };
};

async function openContent(found: InboxCase, key: SealingKeyPair): Promise<FeedbackContent | undefined> {
  if (found.message.inboxKey !== key.keyId) return undefined;
  const sealed = Buffer.from(found.message.content, 'base64url');
  const plain = await openSealed(key.privateKey, sealedFor.feedback, sealed).catch(() => undefined);
  const parsed = plain && feedbackContent.safeParse(JSON.parse(plain.toString()));
  return parsed?.success ? parsed.data : undefined;
}

type Opening = { content?: FeedbackContent; case: InboxCase };

function describe(
  { case: found, content }: Opening,
  all: readonly Opening[],
  days: AnswerDays | undefined,
  facts: { now: number; needed: (content: FeedbackContent) => number | undefined },
): OpenedCase {
  const joint = content?.kind === 'joint' ? joinedBy(content, all, facts.needed(content)) : undefined;
  const from = joint ? joint.reachedAt : found.receivedAt;
  const state = stateOf(found);
  const waits = state === 'received' || state === 'routed';
  const due = waits && from !== undefined ? dueAt(content?.kind ?? found.kind, from, days) : undefined;
  return {
    id: found.message.id,
    case: found,
    ...(content ? { content } : {}),
    state,
    ...(due === undefined ? {} : { due }),
    overdue: due !== undefined && due < facts.now,
    ...(joint ? { joined: { people: joint.people, ...(joint.needed ? { needed: joint.needed } : {}) } } : {}),
  };
}

/** What is due first stands first; what is done stands last. */
function byUrgency(left: OpenedCase, right: OpenedCase): number {
  const when = ({ due }: OpenedCase) => due ?? Number.POSITIVE_INFINITY;
  return when(left) - when(right) || right.case.receivedAt - left.case.receivedAt;
}

/** Head-counts that a joint request is held against: of the village's settings, else the county's. */
function neededIn(county: County) {
  const { settings, code } = readRegistry(county.folder);
  return ({ village, as }: FeedbackContent): number | undefined => {
    const counts = settings[village]?.headCounts ?? settings[code]?.headCounts;
    if (!counts) return undefined;
    return as === 'representative' ? Math.ceil(counts.representatives / 5) : Math.ceil(counts.villagers / 10);
  };
}

/** Opens every case. @throws SanwuError `missing-file`, `wrong-passphrase` */
export async function openInbox(county: County): Promise<OpenedCase[]> {
  const key = await openInboxKey(county.folder, () => county.keys.passphrase());
  const all: Opening[] = [];
  for (const id of caseIds(county.folder)) {
    const found = readCase(county.folder, id);
    const content = await openContent(found, key);
    all.push({ case: found, ...(content ? { content } : {}) });
  }
  const { answerDays } = readRegistry(county.folder);
  const facts = { now: county.clock(), needed: neededIn(county) };
  return all.map((each) => describe(each, all, answerDays, facts)).sort(byUrgency);
}
