/** What goes between one villager and the county, over a real Mosquitto and a real origin. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { rotateKey } from '../../../county/divisions/rotate-key.ts';
import { caseIds, readCase } from '../../../county/inbox/cases.ts';
import { openInboxKeys, readRecordsSecret } from '../../../county/keys/sealing-keys.ts';
import { PersonalStore } from '../../../county/personal/store.ts';
import { Origin } from '../../../county/serve/origin.ts';
import { type FeedbackDraft, feedbackContent, sealedFor } from '../../../main/contract/feedback.ts';
import { topics } from '../../../main/contract/mqtt.ts';
import { openSealed } from '../../../main/trust/sealed.ts';
import { codes, terminals } from '../../fakes/sync-county.ts';
import { converged, until } from '../../fakes/sync-kiosk.ts';
import { joinBroker, makeSyncLine, type SyncLine } from '../../fakes/sync-line.ts';
import { newSubmission, villagerAt } from '../../fakes/villager.ts';

const draft = (text: string): FeedbackDraft => ({
  submission: newSubmission(),
  kind: 'question',
  text,
  answer: 'public',
});

async function connected(setting: SyncLine) {
  await setting.publish(['甲']);
  setting.kiosk.start();
  await until(() => setting.kiosk.sync.status().link === 'online', 'link');
  await until(() => setting.kiosk.active()?.settings !== undefined, 'settings');
  return villagerAt(setting.kiosk);
}

const delivered = ({ kiosk }: SyncLine) => kiosk.records.outbox(10, 'feedback').length === 0;

async function wordsAt({ county }: SyncLine): Promise<string[]> {
  const { folder } = county.county;
  const keys = await openInboxKeys(folder, async () => 'test');
  const found = caseIds(folder).map((id) => readCase(folder, id).message);
  const opened = found.map(async ({ content, inboxKey }) => {
    const secret = keys.get(inboxKey)?.privateKey ?? Buffer.alloc(0);
    const plain = await openSealed(secret, sealedFor.feedback, Buffer.from(content, 'base64url'));
    return feedbackContent.parse(JSON.parse(plain.toString())).text;
  });
  return (await Promise.all(opened)).sort();
}

describe('feedback', () => {
  it('arrives once, and its slip tells how far it is; unknown slips tell nothing', async () => {
    await using setting = await makeSyncLine();
    const { feedback, asking } = await connected(setting);
    const outcome = await feedback.submit(draft('路灯什么时候修'));
    if (outcome.outcome !== 'submitted') throw new Error(outcome.reason);
    await until(() => delivered(setting), 'receipt');
    expect(await wordsAt(setting)).toEqual(['路灯什么时候修']);
    const status = await asking.slip(outcome.slip);
    expect(status).toMatchObject({ type: 'slip', status: { state: 'received', kind: 'question' } });
    expect(await asking.slip('120000000006')).toMatchObject({ type: 'slip', status: { state: 'unknown' } });
  });

  it('what was written offline goes with the next line, and the same message again changes nothing', async () => {
    await using setting = await makeSyncLine();
    const { county, line, kiosk } = setting;
    const { feedback } = await connected(setting);
    line.cut();
    await until(() => kiosk.sync.status().link === 'offline', 'loss');
    await feedback.submit(draft('一'));
    await feedback.submit(draft('二'));
    const [first] = kiosk.records.outbox(10, 'feedback');
    line.mend();
    await converged(() => delivered(setting), 'receipts');
    expect(await wordsAt(setting)).toEqual(['一', '二']);
    const again = await joinBroker(setting);
    const topic = topics.feedback(codes.county, terminals.main);
    await again.publishAsync(topic, Buffer.from(first?.payload ?? []), { qos: 1 });
    await feedback.submit(draft('三'));
    await until(() => delivered(setting), 'receipt');
    expect(caseIds(county.county.folder)).toHaveLength(3);
  });

  it('a message that speaks for another terminal, or is none, is not taken', async () => {
    await using setting = await makeSyncLine();
    const { county, kiosk } = setting;
    const { feedback } = await connected(setting);
    await setting.stopOrigin();
    await feedback.submit(draft('一'));
    const [message] = kiosk.records.outbox(10, 'feedback');
    const origin = new Origin({ dir: county.dir, broker: { url: setting.broker.url } });
    setting.atEnd(() => origin.stop());
    await kiosk.stop();
    await origin.start();
    const other = await joinBroker(setting);
    const topic = topics.feedback(codes.county, terminals.other);
    await other.publishAsync(topic, Buffer.from(message?.payload ?? []), { qos: 1 });
    await other.publishAsync(topic, 'no message', { qos: 1 });
    await pause(500);
    expect(caseIds(county.county.folder)).toEqual([]);
  });

  it('messages that the county never takes do not hold up the others', async () => {
    await using setting = await makeSyncLine();
    const { feedback } = await connected(setting);
    const refused = Array.from({ length: 60 }, (_, index) => `refused-${index}`);
    for (const id of refused) {
      const message = { id, kind: 'feedback', payload: Buffer.from('no message'), createdAt: 1 };
      setting.kiosk.records.putOutbox(message);
    }
    await feedback.submit(draft('路灯什么时候修'));
    const left = () => setting.kiosk.records.outbox(100, 'feedback').map(({ id }) => id);
    await converged(() => left().length === refused.length, 'receipt');
    expect(left()).toEqual(refused);
    expect(await wordsAt(setting)).toEqual(['路灯什么时候修']);
  });

  it('survives a broker that acknowledges and dies, and a terminal that restarts before the county is back', async () => {
    await using setting = await makeSyncLine();
    const { county, broker, kiosk } = setting;
    const { feedback } = await connected(setting);
    await setting.stopOrigin();
    // The broker acknowledges, and nobody is there to hear it.
    await feedback.submit(draft('三'));
    await pause(500);
    expect(delivered(setting)).toBe(false);
    await broker.kill();
    await kiosk.stop();
    await broker.start();
    kiosk.start();
    await until(() => kiosk.sync.status().link === 'online', 'link');
    const origin = new Origin({ dir: county.dir, broker: { url: broker.url } });
    setting.atEnd(() => origin.stop());
    await origin.start();
    await until(() => delivered(setting), 'receipt');
    expect(await wordsAt(setting)).toEqual(['三']);
  });

  it('arrives once, under its slip number, though every acknowledgement is lost, the link drops and the same form comes again', async () => {
    await using setting = await makeSyncLine();
    const { county, line, kiosk } = setting;
    const { feedback, asking } = await connected(setting);
    Object.assign(line.faults, { losesAcks: true, loss: 1 });
    const form = draft('路灯什么时候修');
    const outcome = await feedback.submit(form);
    if (outcome.outcome !== 'submitted') throw new Error(outcome.reason);
    await until(() => caseIds(county.county.folder).length === 1, 'arrival');
    expect(await feedback.submit(form)).toEqual(outcome);
    line.cut();
    await until(() => kiosk.sync.status().link === 'offline', 'loss');
    expect(delivered(setting)).toBe(false);
    Object.assign(line.faults, { losesAcks: false, loss: 0 });
    line.mend();
    await converged(() => delivered(setting), 'receipt');
    expect(await feedback.submit(form)).toEqual(outcome);
    expect(await wordsAt(setting)).toEqual([form.text]);
    expect(await asking.slip(outcome.slip)).toMatchObject({ type: 'slip', status: { state: 'received' } });
  });

  it('what waits while the county changes both its keys arrives and opens; what is written then is sealed to the new ones', async () => {
    await using setting = await makeSyncLine();
    const { county, line, kiosk } = setting;
    const { feedback, asking } = await connected(setting);
    line.cut();
    await until(() => kiosk.sync.status().link === 'offline', 'loss');
    const slips: string[] = [];
    const handIn = async (text: string) => {
      const outcome = await feedback.submit(draft(text));
      if (outcome.outcome !== 'submitted') throw new Error(outcome.reason);
      slips.push(outcome.slip);
    };
    await handIn('旧');
    const before = kiosk.active()?.settings?.sealing;
    for (const role of ['personal', 'inbox']) await rotateKey(county.county, { role });
    await setting.publish(['乙']);
    line.mend();
    await converged(() => delivered(setting), 'receipt');
    await converged(() => kiosk.active()?.settings?.sealing?.inbox !== before?.inbox, 'new keys');
    await handIn('新');
    await converged(() => delivered(setting), 'receipt');
    expect(await wordsAt(setting)).toEqual(['新', '旧'].sort());
    const messages = caseIds(county.county.folder).map((id) => readCase(county.county.folder, id).message);
    expect(new Set(messages.map(({ inboxKey }) => inboxKey)).size).toBe(2);
    expect(new Set(messages.map(({ personalKey }) => personalKey)).size).toBe(2);
    for (const slip of slips)
      expect(await asking.slip(slip)).toMatchObject({ type: 'slip', status: { state: 'received' } });
  });
});

const person = { name: '林小满', idNumber: '990001198001010018' };
const record = { programme: '耕地地力保护补贴', period: '2026', fen: 38_400, basis: '3.2亩' };

describe('my subsidies', () => {
  it('finds the right person’s records; a wrong name, a wrong number and nobody look alike, on the line too', async () => {
    await using setting = await makeSyncLine();
    const { folder } = setting.county.county;
    const store = PersonalStore.open(folder, readRecordsSecret(folder));
    store.take({ programme: record.programme, period: '2026', takenAt: 5 }, [{ ...person, record }], false);
    store.close();
    const { asking } = await connected(setting);
    // The county's clock and the first content come by the same way.
    await asking.subsidies('何二', '990001197001010010');
    const sizes: number[] = [];
    const measured = async (name: string, idNumber: string) => {
      const before = setting.line.delivered;
      const answer = await asking.subsidies(name, idNumber);
      sizes.push(setting.line.delivered - before);
      return answer;
    };
    expect(await measured(person.name, person.idNumber)).toEqual({
      type: 'personal',
      records: [record],
      more: false,
      asOf: 5,
    });
    const nothing = { type: 'personal', records: [], more: false };
    expect(await measured('林大满', person.idNumber)).toEqual(nothing);
    expect(await measured(person.name, '990001198001010026')).toEqual(nothing);
    expect(await measured('何一', '990001197001010010')).toEqual(nothing);
    expect(sizes, 'bytes of the four answers').toEqual(sizes.map(() => sizes[0]));
    // Signing in for vouchers: known or not, and no record goes over the line.
    const before = setting.line.delivered;
    expect(await asking.visitor(person.name, person.idNumber)).toBe('known');
    const known = setting.line.delivered - before;
    expect(await asking.visitor(person.name, '990001198001010026')).toBe('unknown');
    expect(setting.line.delivered - before - known).toBe(known);
  });

  it('many wrong numbers for one name wait longer and longer; another name does not', async () => {
    await using setting = await makeSyncLine();
    const { asking } = await connected(setting);
    expect(await asking.visitor('何一', '990001197001010010')).toBe('no-register');
    for (let tries = 0; tries < 4; tries++)
      expect(await asking.subsidies('何一', `99000119700101${1000 + tries}`)).toMatchObject({
        type: 'personal',
      });
    expect(await asking.subsidies('何一', '990001197001019999')).toMatchObject({ type: 'later' });
    expect(await asking.visitor('何一', '990001197001019999')).toMatchObject({ type: 'later' });
    expect(await asking.subsidies('何二', '990001197001019999')).toMatchObject({ type: 'personal' });
  });

  it('without a line it says so at once', async () => {
    await using setting = await makeSyncLine();
    const { asking } = await connected(setting);
    setting.line.cut();
    await until(() => setting.kiosk.sync.status().link === 'offline', 'loss');
    expect(await asking.subsidies(person.name, person.idNumber)).toEqual({
      type: 'unavailable',
      reason: 'offline',
    });
  });

  it('leaves no name and no number in any file of the terminal or the county', async () => {
    await using setting = await makeSyncLine();
    const { folder } = setting.county.county;
    const store = PersonalStore.open(folder, readRecordsSecret(folder));
    store.take({ programme: record.programme, period: '2026', takenAt: 5 }, [{ ...person, record }], false);
    store.close();
    const { asking } = await connected(setting);
    await asking.subsidies(person.name, person.idNumber);
    await setting.kiosk.stop();
    const files = [setting.kiosk.dir, setting.county.dir].flatMap((dir) =>
      readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name)),
    );
    expect(files.some((file) => file.endsWith('personal.db'))).toBe(true);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const secret of [person.name, person.idNumber, '3.2亩'])
        expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false);
    }
    expect(setting.kiosk.logged.join('\n')).not.toContain(person.name);
  });
});
