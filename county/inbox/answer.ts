/** What the county does with a case: passes it on, answers it beside the item or for its slip alone, closes it. */
import { type FeedbackContent, sealedFor } from '../../main/contract/feedback.ts';
import { limits } from '../../main/contract/limits.ts';
import { publicAnswerText } from '../../main/text/county-inbox.ts';
import { seal, sealingKeyId } from '../../main/trust/sealed.ts';
import { type ItemResult, idParts, openDesk } from '../publish/desk.ts';
import { publishItems } from '../publish/publish-items.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import type { ItemDraft } from '../publish/versions.ts';
import type { County } from '../repository/county.ts';
import { withLock } from '../repository/lock.ts';
import { readRegistry } from '../repository/registry.ts';
import { countySigner } from '../repository/role-names.ts';
import { type InboxCase, readCase, writeCase } from './cases.ts';
import { type OpenedCase, openInbox } from './open-inbox.ts';

/** How long a command waits for another one on the inbox. ms */
const patience = 60_000;
const answerBucket = 1_024;

/** An answer to the slip alone that another one took the place of. */
export type ReplacedAnswer = { at: number };
export type PublicAnswer = {
  text: string;
  /** What is published as the question, where the villager's own words name people. */
  question?: string;
  /** An earlier answer to the slip alone may go. */
  replace?: boolean;
};

const alone = <T>(county: County, work: () => Promise<T>): Promise<T> =>
  withLock(county.folder.dir, 'inbox', patience, work);

/** The case, read anew under the lock, changed and written. @throws SanwuError `not-found` */
function change(county: County, id: string, update: (found: InboxCase) => InboxCase): Promise<void> {
  return alone(county, () => write(county, id, update));
}

const write = (county: County, id: string, update: (found: InboxCase) => InboxCase): Promise<void> =>
  writeCase(county.folder, update(readCase(county.folder, id)));

/** @throws SanwuError `not-found` */
export function routeCase(county: County, id: string, to: string): Promise<void> {
  return change(county, id, (found) => ({ ...found, routes: [...found.routes, { to, at: county.clock() }] }));
}

/** @throws SanwuError `not-found` */
export function closeCase(county: County, id: string): Promise<void> {
  return change(county, id, (found) => ({ ...found, closed: { at: county.clock() } }));
}

/** @throws CountyRefusal `unknown-case`, `unreadable-case` */
async function openedCase(county: County, id: string): Promise<OpenedCase & { content: FeedbackContent }> {
  const found = (await openInbox(county)).cases.find((each) => each.id === id);
  if (!found) throw new CountyRefusal('unknown-case', id, 'not-found');
  const { content } = found;
  if (!content) throw new CountyRefusal('unreadable-case', id);
  return { ...found, content };
}

/**
 * What an earlier answer to the slip alone stands for: its holder may have read it, so nothing takes its place unasked.
 * @returns the one that is replaced @throws CountyRefusal `already-answered`, `answered-privately`
 */
function replacedBy({ answer, message }: InboxCase, replace: boolean): ReplacedAnswer | undefined {
  if (answer?.kind === 'public') throw new CountyRefusal('already-answered', answer.item);
  if (answer && !replace) throw new CountyRefusal('answered-privately', message.id);
  return answer && { at: answer.at };
}

/**
 * Answers for the holder of the slip alone; sealed, so that it lies nowhere in plain.
 * @param replace an earlier answer to the slip alone may go
 * @returns the answer that is gone now
 * @throws CountyRefusal, SanwuError
 */
export async function answerPrivately(
  county: County,
  id: string,
  text: string,
  replace = false,
): Promise<ReplacedAnswer | undefined> {
  await openedCase(county, id);
  const publicKey = Buffer.from(readRegistry(county.folder).sealing.personal, 'base64url');
  const sealed = await seal(publicKey, sealedFor.privateAnswer, Buffer.from(text), answerBucket);
  const answer = {
    kind: 'private' as const,
    key: sealingKeyId(publicKey),
    sealed: sealed.toString('base64url'),
    at: county.clock(),
  };
  let replaced: ReplacedAnswer | undefined;
  await change(county, id, (found) => {
    replaced = replacedBy(found, replace);
    return { ...found, answer };
  });
  return replaced;
}

async function catalogueOf(
  county: County,
  itemId: string | undefined,
): Promise<Pick<ItemDraft, 'catalogue' | 'module'>> {
  const elsewhere = { catalogue: ['sx.supervision'], module: 'supervision' as const };
  if (itemId === undefined) return elsewhere;
  const { division, signer } = idParts(itemId);
  const found = (await openDesk(county, division, signer)).content.locate(itemId);
  if (!found || found.record.state === 'erased') return elsewhere;
  const content = found.record.versions.at(-1)?.content;
  return content ? { catalogue: content.catalogue, module: content.module } : elsewhere;
}

/**
 * Publishes question and answer beside the item they are about. Who asked is never in it. One command at a time: two that
 * answer the same case at the same moment publish once.
 * @throws CountyRefusal `answer-private` where the villager wants the answer for himself, `already-answered` where one stands
 * there in public (it is changed by `correct`), `answered-privately`
 */
export function answerPublicly(
  county: County,
  id: string,
  { text, question, replace = false }: PublicAnswer,
): Promise<{ published: ItemResult; replaced?: ReplacedAnswer }> {
  return alone(county, async () => {
    const { content, case: found } = await openedCase(county, id);
    if (content.answer !== 'public') throw new CountyRefusal('answer-private', id);
    const replaced = replacedBy(found, replace);
    const published = await publishAnswer(county, id, content, { question: question ?? content.text, text });
    const answer = { kind: 'public' as const, item: published.id, at: county.clock() };
    await write(county, id, (current) => ({ ...current, answer }));
    return { published, ...(replaced ? { replaced } : {}) };
  });
}

async function publishAnswer(
  county: County,
  id: string,
  content: FeedbackContent,
  { question, text }: { question: string; text: string },
): Promise<ItemResult> {
  const title = publicAnswerText.title(content.itemTitle ?? question).slice(0, limits.titleCharacters);
  const draft: ItemDraft = {
    division: content.village,
    source: 'county',
    title,
    ...(await catalogueOf(county, content.item?.id)),
    kind: 'question',
    reviewed: [],
    body: publicAnswerText.body(question, text),
    tables: [],
    attachments: [],
    ...(content.item ? { follows: content.item.id } : {}),
    ...(readRegistry(county.folder).demo ? { demo: true as const } : {}),
  };
  const [published] = await publishItems(county, {
    division: content.village,
    signer: countySigner,
    items: [{ draft }],
  });
  if (!published) throw new CountyRefusal('nothing-to-publish', id);
  return published;
}
