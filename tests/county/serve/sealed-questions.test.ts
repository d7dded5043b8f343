/** Answers that tell nobody on the line what is in them: not by size, not by time, not by being asked side by side. */
import { describe, expect, it } from 'vitest';
import { perPerson, usualRules } from '../../../county/serve/patience.ts';
import {
  type SealedQuestionParts,
  SealedQuestions,
  slotEnd,
} from '../../../county/serve/sealed-questions.ts';
import { sealedFor } from '../../../main/contract/feedback.ts';
import { limits } from '../../../main/contract/limits.ts';
import type { PersonalRecord } from '../../../main/contract/personal.ts';
import { sealedAnswer } from '../../../main/contract/sealed-question.ts';
import { generateSealingKeys, openSealed, seal } from '../../../main/trust/sealed.ts';

const idNumber = '99000119800101001X';
const records = (count: number, note = ''): PersonalRecord[] =>
  Array.from({ length: count }, (_, place) => ({ programme: '补贴', period: '2026', fen: place, note }));
const people: Record<string, PersonalRecord[]> = {
  one: records(1),
  many: records(limits.personalRecords),
  long: records(limits.personalRecords, '补'.repeat(200)),
};

/** A county's desk at which looking up takes `took` ms, on a clock that only moves when somebody waits or looks. */
async function desk(given: Partial<SealedQuestionParts> = {}) {
  const county = await generateSealingKeys();
  const time = { now: 1_000, took: 7 };
  const questions = new SealedQuestions({
    keyOf: (keyId) => (keyId === county.keyId ? county : undefined),
    monotonic: () => time.now,
    pause: async (milliseconds) => {
      time.now += milliseconds;
    },
    rules: usualRules,
    slip: () => ({ state: 'unknown' }),
    personal: (name) => {
      time.now += time.took;
      return { type: 'personal', records: people[name] ?? [], more: false };
    },
    visitor: (name) => (people[name] === undefined ? 'unknown' : 'known'),
    nameKey: (name) => name,
    kept: { read: () => [], write: () => undefined },
    ...given,
  });
  let count = 0;
  const ask = async (name: string, terminal = 'hall-1') => {
    count += 1;
    const id = `question-${count}`;
    const own = await generateSealingKeys();
    const text = { type: 'personal', name, idNumber, answerKey: own.publicKey.toString('base64url') };
    const plainText = Buffer.from(JSON.stringify(text));
    const made = await seal(county.publicKey, sealedFor.question, plainText, limits.sealedQuestionBytes);
    const sealed = made.toString('base64url');
    const { keyId } = county;
    const reply = await questions.answer(terminal, id, keyId, sealed);
    const bytes = reply.bytes ?? Buffer.alloc(0);
    if (reply.status !== 'ok') return { reply, bytes, sealed, keyId };
    const plain = await openSealed(own.privateKey, sealedFor.answer, bytes);
    return { reply, bytes, sealed, keyId, answer: sealedAnswer.parse(JSON.parse(plain.toString())) };
  };
  return { ask, time, questions };
}

describe('sealed answers', () => {
  it('have one size, for nobody, one record and more than fit, which are cut with a word about it', async () => {
    const { ask } = await desk();
    const sizes = new Set<number>();
    for (const name of ['nobody', 'one', 'many', 'long']) sizes.add((await ask(name)).bytes.length);
    expect(sizes.size).toBe(1);
    expect([...sizes][0]).toBeLessThan(limits.chunkBytes);
    const { answer } = await ask('long');
    expect(answer).toMatchObject({ type: 'personal', more: true });
  });

  it('go out at multiples of half a second after the question came, however long looking up took', async () => {
    const { ask, time } = await desk();
    const takes = [0, 1, 7, 120, 499];
    const after = new Set<number>();
    for (const name of ['nobody', 'one', 'many', 'long'])
      for (const took of takes) {
        const came = time.now;
        time.took = took;
        await ask(name);
        after.add(time.now - came);
      }
    expect([...after]).toEqual([500]);
    expect([0, 499.9, 500, 1_234].map((taken) => slotEnd(taken, 500))).toEqual([500, 500, 1_000, 1_500]);
  });

  it('tries side by side are as slow as one after the other', async () => {
    const gate = Promise.withResolvers<void>();
    const { ask } = await desk({
      personal: async () => {
        await gate.promise;
        return { type: 'personal', records: [], more: false };
      },
    });
    const asked = Array.from({ length: 12 }, (_, place) => ask('same', `hall-${place}`));
    gate.resolve();
    const answers = (await Promise.all(asked)).map(({ answer }) => answer?.type);
    expect(answers.filter((type) => type === 'personal')).toHaveLength(perPerson.free + 1);
    expect(answers.filter((type) => type === 'later')).toHaveLength(12 - perPerson.free - 1);
  });

  it('one terminal cannot keep the desk busy for the others', async () => {
    const gate = Promise.withResolvers<void>();
    const { ask } = await desk({
      personal: async () => {
        await gate.promise;
        return { type: 'personal', records: [], more: false };
      },
    });
    const greedy = Array.from({ length: 40 }, (_, place) => ask(`name-${place}`, 'greedy'));
    const other = ask('somebody', 'other');
    const refused = await Promise.all(greedy.map((each) => Promise.race([each, gate.promise])).slice(8));
    gate.resolve();
    expect(refused.every((each) => each?.reply.status === 'busy')).toBe(true);
    expect((await other).answer).toMatchObject({ type: 'personal' });
  });

  it('the same question again gets the same answer, and counts once; a key that is not here is said at once', async () => {
    const { ask, questions } = await desk();
    const { bytes, sealed, keyId } = await ask('nobody');
    for (let again = 0; again < 50; again++) {
      const reply = await questions.answer('hall-1', 'question-1', keyId, sealed);
      expect(reply.bytes?.equals(bytes)).toBe(true);
    }
    expect((await ask('nobody')).answer).toMatchObject({ type: 'personal' });
    expect((await questions.answer('hall-1', 'x', 'f'.repeat(64), sealed)).status).toBe('unknown-key');
  });
});
