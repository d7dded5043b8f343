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

/** Answers for the holder of the slip alone; sealed, so that it lies nowhere in plain. @throws CountyRefusal, SanwuError */
export async function answerPrivately(county: County, id: string, text: string): Promise<void> {
  await openedCase(county, id);
  const publicKey = Buffer.from(readRegistry(county.folder).sealing.personal, 'base64url');
  const sealed = await seal(publicKey, sealedFor.privateAnswer, Buffer.from(text), answerBucket);
  const answer = {
    kind: 'private' as const,
    key: sealingKeyId(publicKey),
    sealed: sealed.toString('base64url'),
    at: county.clock(),
  };
  await change(county, id, (found) => {
    if (found.answer?.kind === 'public') throw new CountyRefusal('already-answered', found.answer.item);
    return { ...found, answer };
  });
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
 * @param question what is published as the question, where the villager's own words name people
 * @throws CountyRefusal `answer-private` where the villager wants the answer for himself, `already-answered` where one stands
 * there in public (it is changed by `correct`)
 */
export function answerPublicly(
  county: County,
  id: string,
  text: string,
  question?: string,
): Promise<ItemResult> {
  return alone(county, async () => {
    const { content, case: found } = await openedCase(county, id);
    if (content.answer !== 'public') throw new CountyRefusal('answer-private', id);
    if (found.answer?.kind === 'public') throw new CountyRefusal('already-answered', found.answer.item);
    const published = await publishAnswer(county, id, content, { question: question ?? content.text, text });
    const answer = { kind: 'public' as const, item: published.id, at: county.clock() };
    await write(county, id, (current) => ({ ...current, answer }));
    return published;
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
