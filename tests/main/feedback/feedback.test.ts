import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openRecords } from '../../../db/records.ts';
import { SanwuError } from '../../../main/contract/errors.ts';
import {
  type FeedbackDraft,
  feedbackContent,
  feedbackMessage,
  feedbackTicket,
  sealedFor,
} from '../../../main/contract/feedback.ts';
import { limits } from '../../../main/contract/limits.ts';
import { isSlipNumber } from '../../../main/contract/slip-number.ts';
import { Feedback, type FeedbackOutbox, type FeedbackParts } from '../../../main/feedback/feedback.ts';
import { generateSealingKeys, openSealed } from '../../../main/trust/sealed.ts';
import { newSubmission } from '../../fakes/villager.ts';

const personal = await generateSealingKeys();
const inbox = await generateSealingKeys();
const words = '水渠修了半截没人管，电话里说不清';
const draft: FeedbackDraft = {
  submission: newSubmission(),
  kind: 'complaint',
  text: words,
  answer: 'public',
  contact: { name: '林小满', phone: '0990-5550123' },
  item: { id: '990001001001.county.000007', version: 2 },
};

function feedbackWith({
  outbox,
  ...change
}: Partial<Omit<FeedbackParts, 'outbox'>> & { outbox?: Partial<FeedbackOutbox> } = {}) {
  const kept: { id: string; payload: Uint8Array; createdAt: number }[] = [];
  const feedback = new Feedback({
    terminal: 'yunxi-hall-1',
    village: '990001001001',
    keys: () => ({ personal: personal.publicKey, inbox: inbox.publicKey }),
    outbox: {
      put: (entry) => kept.push(entry),
      keptAt: (id) => kept.find((entry) => entry.id === id)?.createdAt,
      waiting: () => kept.length,
      ...outbox,
    },
    waiting: () => {},
    titleOf: () => '水渠修缮公告',
    now: () => 1_795_000_000_000.5,
    ...change,
  });
  return { feedback, kept };
}

const open = async (privateKey: Buffer, info: string, text: string) =>
  JSON.parse((await openSealed(privateKey, info, Buffer.from(text, 'base64url'))).toString());

test('what is kept opens with the county’s keys alone: the words with the inbox key, the slip with the other', async () => {
  const { feedback, kept } = feedbackWith();
  const outcome = await feedback.submit(draft);
  if (outcome.outcome !== 'submitted') throw new Error(outcome.reason);
  expect(isSlipNumber(outcome.slip)).toBe(true);
  const message = feedbackMessage.parse(JSON.parse(Buffer.from(kept[0]?.payload ?? []).toString()));
  const content = feedbackContent.parse(await open(inbox.privateKey, sealedFor.feedback, message.content));
  expect(content).toMatchObject({
    text: words,
    itemTitle: '水渠修缮公告',
    slip: outcome.slip,
    at: outcome.at,
  });
  expect(content.contact).toEqual(draft.contact);
  const ticket = feedbackTicket.parse(await open(personal.privateKey, sealedFor.ticket, message.ticket));
  expect(ticket).toMatchObject({ slip: outcome.slip, kind: 'complaint' });
  await expect(open(personal.privateKey, sealedFor.feedback, message.content)).rejects.toThrow();
});

test('a complaint is answered in private, whatever was asked', async () => {
  const { feedback, kept } = feedbackWith();
  await feedback.submit(draft);
  const message = feedbackMessage.parse(JSON.parse(Buffer.from(kept[0]?.payload ?? []).toString()));
  expect(await open(inbox.privateKey, sealedFor.feedback, message.content)).toMatchObject({
    answer: 'private',
  });
});

test('nothing readable of it is in records.db or its log', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-feedback-'));
  const records = openRecords(folder);
  try {
    const { feedback } = feedbackWith({ outbox: { put: (entry) => records.putOutbox(entry) } });
    const outcome = await feedback.submit(draft);
    if (outcome.outcome !== 'submitted') throw new Error(outcome.reason);
    expect(records.outbox(10, 'feedback')).toHaveLength(1);
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(path.join(folder, name));
      for (const secret of [words, '林小满', '0990-5550123', outcome.slip, '000007'])
        expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
    }
  } finally {
    records.close();
    rmSync(folder, { recursive: true });
  }
});

test('refused plainly, and nothing kept: no keys yet, a full disk, a disk that fails otherwise', async () => {
  const without = feedbackWith({ keys: () => undefined });
  expect(await without.feedback.submit(draft)).toEqual({ outcome: 'refused', reason: 'no-key' });
  expect(without.kept).toEqual([]);
  for (const [kind, reason] of [
    ['storage-full', 'storage-full'],
    ['read-only', 'storage'],
  ] as const) {
    const { feedback } = feedbackWith({
      outbox: {
        put: () => {
          throw new SanwuError(kind, 'records.db');
        },
      },
    });
    expect(await feedback.submit(draft)).toEqual({ outcome: 'refused', reason });
  }
  const broken = feedbackWith({
    outbox: {
      put: () => {
        throw new TypeError('a bug');
      },
    },
  });
  await expect(broken.feedback.submit(draft)).rejects.toThrow(TypeError);
});

test('the same form again, or twice at once, is the same message and slip number; other words, or another form, are another', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-feedback-'));
  const records = openRecords(folder);
  try {
    let time = 1_795_000_000_000;
    const { feedback } = feedbackWith({
      outbox: {
        put: (entry) => records.putOutbox(entry),
        keptAt: (id) => records.keptAt(id),
        waiting: (kind) => records.waiting(kind),
      },
      now: () => time,
    });
    const slipOf = async (given: FeedbackDraft) => {
      const outcome = await feedback.submit(given);
      return outcome.outcome === 'submitted' ? outcome.slip : outcome.reason;
    };
    const first = await feedback.submit(draft);
    time += 60_000;
    expect(await Promise.all([feedback.submit(draft), feedback.submit({ ...draft })])).toEqual([
      first,
      first,
    ]);
    const [kept] = records.outbox(10, 'feedback');
    records.markDelivered([kept?.id ?? ''], time);
    expect(await feedback.submit(draft), 'after its delivery').toEqual(first);
    const twice = { ...draft, text: `${words}。` };
    const slips = await Promise.all([twice, twice, { ...draft, submission: newSubmission() }].map(slipOf));
    expect(slips[0]).toBe(slips[1]);
    expect(new Set([...slips, await slipOf(draft)]).size).toBe(3);
    expect(slips.every(isSlipNumber)).toBe(true);
    expect(records.outbox(10, 'feedback')).toHaveLength(2);
  } finally {
    records.close();
    rmSync(folder, { recursive: true });
  }
});

test('when too many wait for the county it says so; what is kept already is still answered', async () => {
  let waiting = 0;
  const { feedback, kept } = feedbackWith({ outbox: { waiting: () => waiting } });
  const first = await feedback.submit(draft);
  waiting = limits.feedbackWaiting;
  expect(await feedback.submit({ ...draft, submission: newSubmission() })).toEqual({
    outcome: 'refused',
    reason: 'outbox-full',
  });
  expect(await feedback.submit(draft)).toEqual(first);
  expect(kept).toHaveLength(1);
});

test('what its kind needs must be there', async () => {
  const { feedback, kept } = feedbackWith();
  const base = { text: '', answer: 'private' as const, submission: newSubmission() };
  const incomplete: FeedbackDraft[] = [
    { ...base, kind: 'question' },
    { ...base, kind: 'error', text: '日期错了' },
    { ...base, kind: 'joint', text: '请公开修路的账' },
    { ...base, kind: 'support', as: 'villager' },
    { ...base, kind: 'support', as: 'villager', supports: '123456789012' },
  ];
  for (const each of incomplete)
    expect(await feedback.submit(each)).toEqual({ outcome: 'refused', reason: 'incomplete' });
  expect(kept).toEqual([]);
  const support: FeedbackDraft = { ...base, kind: 'support', as: 'villager', supports: '120000000006' };
  expect(await feedback.submit(support)).toMatchObject({ outcome: 'submitted' });
});
