/** The inbox as the people at the county see it: messages opened with their key, with deadlines, the late ones first. */
import { SanwuError } from '../../main/contract/errors.ts';
import { type FeedbackContent, feedbackContent, sealedFor } from '../../main/contract/feedback.ts';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { openSealed, type SealingKeyPair } from '../../main/trust/sealed.ts';
import { openInboxKeys } from '../keys/sealing-keys.ts';
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

type Keys = ReadonlyMap<string, SealingKeyPair>;

/** Whatever a terminal sealed, it must not keep the county from its other letters. */
async function openContent({ message }: InboxCase, keys: Keys): Promise<FeedbackContent | undefined> {
  const key = keys.get(message.inboxKey);
  if (!key) return undefined;
  try {
    const sealed = Buffer.from(message.content, 'base64url');
    const plain = await openSealed(key.privateKey, sealedFor.feedback, sealed);
    return feedbackContent.parse(parseBoundedJson(plain, limits.feedbackBytes, message.id));
  } catch {
    return undefined;
  }
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

/** `broken`: ids of files that cannot be read; the others are all there. */
export type OpenedInbox = { cases: OpenedCase[]; broken: string[] };

/** Opens every case. @throws SanwuError `missing-file`, `wrong-passphrase` */
export async function openInbox(county: County): Promise<OpenedInbox> {
  const keys = await openInboxKeys(county.folder, () => county.keys.passphrase());
  const all: Opening[] = [];
  const broken: string[] = [];
  for (const id of caseIds(county.folder)) {
    try {
      const found = readCase(county.folder, id);
      const content = await openContent(found, keys);
      all.push({ case: found, ...(content ? { content } : {}) });
    } catch (error) {
      if (!(error instanceof SanwuError)) throw error;
      broken.push(id);
    }
  }
  const { answerDays } = readRegistry(county.folder);
  const facts = { now: county.clock(), needed: neededIn(county) };
  return { cases: all.map((each) => describe(each, all, answerDays, facts)).sort(byUrgency), broken };
}
