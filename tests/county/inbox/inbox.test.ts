import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCase, writeCase } from '../../../county/inbox/cases.ts';
import { usualAnswerDays } from '../../../county/inbox/deadlines.ts';
import { slipStatusOf } from '../../../county/inbox/slip-status.ts';
import { PersonalKeys, readRecordsSecret } from '../../../county/keys/sealing-keys.ts';
import { addTerminal, Origin, publishItems, setSettings } from '../../../county/open-county.ts';
import { readRegistry } from '../../../county/repository/registry.ts';
import { FeedbackDesk } from '../../../county/serve/feedback-desk.ts';
import { minuteOf } from '../../../main/calendar/days.ts';
import type { FeedbackWords } from '../../../main/contract/feedback.ts';
import { Feedback } from '../../../main/feedback/feedback.ts';
import { draftOf } from '../../fakes/sync-county.ts';
import { newSubmission } from '../../fakes/villager.ts';
import { lines, runCounty } from '../cli/run-county.ts';
import { codes, passphrase, temporaryCounty } from '../fixture/temporary-county.ts';

const dayMs = 24 * 3_600_000;
const summary = z.looseObject({
  id: z.string(),
  kind: z.string(),
  due: z.number().nullable(),
  receivedAt: z.number(),
});
const publishedLine = z.looseObject({ id: z.string() });
const words = '水渠修了半截没人管，电话里说不清';

async function prepared() {
  const { county, dir, folder } = await temporaryCounty();
  await addTerminal(county, { id: 'hall-1', village: codes.village });
  const passphraseFile = path.join(folder, 'passphrase');
  writeFileSync(passphraseFile, `${passphrase}\n`, { mode: 0o600 });
  const run = (...args: string[]) =>
    runCounty(args, { SANWU_COUNTY_DIR: dir, SANWU_PASSPHRASE_FILE: passphraseFile });
  const keys = new PersonalKeys(county.folder);
  const desk = new FeedbackDesk({
    folder: county.folder,
    keyOf: (keyId) => keys.find(keyId),
    recordsSecret: readRecordsSecret(county.folder),
    clock: Date.now,
    broken: () => {},
  });
  desk.start();
  const { sealing } = readRegistry(county.folder);
  const taken: Promise<string | undefined>[] = [];
  const feedback = new Feedback({
    terminal: 'hall-1',
    village: codes.village,
    keys: () => ({
      personal: Buffer.from(sealing.personal, 'base64url'),
      inbox: Buffer.from(sealing.inbox, 'base64url'),
    }),
    outbox: {
      put: ({ payload }) => taken.push(desk.take('hall-1', payload)),
      keptAt: () => undefined,
      waiting: () => 0,
    },
    waiting: () => {},
    titleOf: () => '水渠修缮公告',
    now: Date.now,
  });
  /** Hands in as a villager does; answers with the case's id and the slip. */
  const handIn = async (draft: Partial<FeedbackWords>) => {
    const outcome = await feedback.submit({
      kind: 'question',
      text: words,
      answer: 'public',
      ...draft,
      submission: newSubmission(),
    });
    if (outcome.outcome !== 'submitted') throw new Error(outcome.reason);
    return { id: (await taken.at(-1)) ?? '', slip: outcome.slip };
  };
  const list = async (...options: string[]) =>
    z.array(summary).parse(lines(await run('inbox', 'list', '--json', ...options)));
  return { county, dir, run, desk, handIn, list };
}

describe('inbox', () => {
  it('lists what is due first, with deadlines by kind, and without anybody’s words', async () => {
    const { county, handIn, list, run } = await prepared();
    const question = await handIn({});
    const error = await handIn({ kind: 'error', item: { id: `${codes.village}.county.000001`, version: 1 } });
    const found = await list();
    expect(found.map(({ id }) => id)).toEqual([error.id, question.id]);
    for (const { kind, due, receivedAt } of found)
      expect((due ?? 0) - receivedAt).toBe(usualAnswerDays[kind as 'error' | 'question'] * dayMs);
    expect(JSON.stringify(found)).not.toContain('水渠');
    expect((await run('inbox', 'deadline', 'question', '2')).exitCode).toBe(0);
    expect((await list()).map(({ id }) => id)).toEqual([question.id, error.id]);
    const late = readCase(county.folder, error.id);
    await writeCase(county.folder, { ...late, receivedAt: late.receivedAt - 4 * dayMs });
    expect(await list()).toMatchObject([
      { id: error.id, overdue: true },
      { id: question.id, overdue: false },
    ]);
    expect((await run('inbox', 'list')).stdout).toMatch(/报错 · 子村 · .*已逾期/);
  });

  it('a public answer stands beside the item, with the question as plain text and without the person', async () => {
    const { county, handIn, run, list, dir } = await prepared();
    const [item] = await publishItems(county, {
      division: codes.village,
      signer: 'county',
      items: [{ draft: { ...draftOf('水渠修缮公告'), division: codes.village } }],
    });
    const { id } = await handIn({
      text: '<b>为什么</b> | 只修半截？',
      contact: { name: '林小满', phone: '0990-5550123' },
      item: { id: item?.id ?? '', version: 1 },
    });
    const ran = await run(
      'inbox',
      'answer',
      id,
      '--public',
      '--text',
      '下半截在二期，明年三月开工。',
      '--json',
    );
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const published = publishedLine.parse(lines(ran)[0]);
    await new Origin({ dir }).once();
    const pack = readdirSync(county.folder.targets)
      .map((name) => readFileSync(path.join(county.folder.targets, name), 'utf8'))
      .find((text) => text.includes(published.id) && text.includes('sanwu.pack'));
    const record = JSON.parse(pack ?? '').items.find((each: { id: string }) => each.id === published.id);
    expect(record.versions[0].content).toMatchObject({
      kind: 'question',
      follows: item?.id,
      module: 'village',
    });
    expect(record.versions[0].content.body).toContain('\\<b\\>为什么\\</b\\> \\| 只修半截？');
    expect(record.versions[0].content.body).toContain('明年三月开工');
    for (const secret of ['林小满', '0990-5550123']) expect(pack).not.toContain(secret);
    expect(await list()).toMatchObject([{ id, state: 'answered', due: null }]);
    const naming = await handIn({ text: '林小满家的低保凭什么？' });
    const answer = ['inbox', 'answer', naming.id, '--text', '按收入核定。', '--question', '低保怎么核定？'];
    expect((await run(...answer)).exitCode).toBe(2);
    expect((await run(...answer, '--public')).exitCode).toBe(0);
    const targets = readdirSync(county.folder.targets).map((name) =>
      readFileSync(path.join(county.folder.targets, name), 'utf8'),
    );
    expect(targets.some((text) => text.includes('低保怎么核定'))).toBe(true);
    expect(targets.filter((text) => text.includes('林小满'))).toEqual([]);
  });

  it('an answer for the slip alone is sealed on disk; a public one against the asker’s wish is refused', async () => {
    const { county, handIn, run } = await prepared();
    const { id, slip } = await handIn({ kind: 'complaint' });
    const [refused, shown] = await Promise.all([
      run('inbox', 'answer', id, '--public', '--text', '已核实', '--json'),
      run('inbox', 'show', slip, '--json'),
    ]);
    expect(refused.exitCode).toBe(1);
    expect(lines(shown)).toMatchObject([{ id, content: { text: words } }]);
    expect((await run('inbox', 'answer', id, '--text', '已核实，三日内处理')).exitCode).toBe(0);
    const files = readdirSync(path.join(county.folder.dir, 'inbox'));
    for (const name of files)
      expect(readFileSync(path.join(county.folder.dir, 'inbox', name), 'utf8')).not.toMatch(/核实|水渠/);
    const bySlip = slip.replace(/(.{4})/g, '$1 ');
    expect((await run('inbox', 'route', bySlip, '--to', '柳桥镇经管站')).exitCode).toBe(0);
    expect((await run('inbox', 'close', id)).exitCode).toBe(0);
    const lists = await Promise.all([
      run('inbox', 'list', '--json'),
      run('inbox', 'list', '--all', '--json'),
    ]);
    expect(lists.map(lines)).toMatchObject([[], [{ id, state: 'closed', routedTo: '柳桥镇经管站' }]]);
  });

  it('a second answer to the slip alone takes the place of the first only where that is asked for', async () => {
    const { handIn, run } = await prepared();
    const { id } = await handIn({});
    const answer = (text: string, ...more: string[]) => run('inbox', 'answer', id, '--text', text, ...more);
    expect((await answer('第一个答复')).exitCode).toBe(0);
    const [second, inPublic] = await Promise.all([answer('第二个答复'), answer('第二个答复', '--public')]);
    for (const refused of [second, inPublic]) {
      expect(refused.exitCode).toBe(1);
      expect(refused.stderr).toMatch(/已经答复过本人.*--replace/);
    }
    const shown = await run('inbox', 'show', id);
    expect(shown.stdout).toContain('第一个答复');
    expect(shown.stdout).not.toContain('第二个答复');
    const replaced = await answer('第二个答复', '--replace');
    expect(replaced).toMatchObject({ exitCode: 0, stderr: '' });
    expect(replaced.stdout).toMatch(/代替了 \d{4}-\d\d-\d\d 给本人的答复/);
    expect(lines(await run('inbox', 'show', id, '--json'))).toMatchObject([
      { answer: { text: '第二个答复' } },
    ]);
    const published = await answer('公开的答复', '--public', '--replace');
    expect(published.exitCode).toBe(0);
    expect(published.stdout).toMatch(/已发布.*\n.*代替了/);
    expect((await answer('再一个', '--replace')).stderr).toContain('已经公开答复过');
  });

  it('the list names the item and the time received; a case says whether its answer may be public, and what it was', async () => {
    const { county, handIn, run } = await prepared();
    const item = { id: `${codes.village}.county.000001`, version: 1 };
    const open = await handIn({ item });
    const own = await handIn({ kind: 'complaint', answer: 'private' });
    const time = minuteOf(readCase(county.folder, open.id).receivedAt).replace('T', ' ');
    const listed = (await run('inbox', 'list')).stdout;
    expect(listed).toContain(
      `${open.id} · 提问 · 子村 · ${time} 收到 · 关于 ${item.id} 水渠修缮公告 · 已收到 · `,
    );
    expect(listed).not.toContain('没人管');
    expect((await run('inbox', 'answer', own.id, '--text', '三日内处理')).exitCode).toBe(0);
    expect((await run('inbox', 'answer', open.id, '--public', '--text', '明年开工')).exitCode).toBe(0);
    const [shown, shownOwn] = await Promise.all([
      run('inbox', 'show', open.id),
      run('inbox', 'show', own.id),
    ]);
    expect(shown.stdout).toContain(`${time} 收到`);
    expect(shown.stdout).toMatch(/^公开答复：.*\n.*没人管.*\n.* 已公开答复：\S+\.county\.\d{6}$/m);
    expect(shownOwn.stdout).toMatch(/^只答复本人：.*\n.*没人管.*\n.* 已答复本人：\n三日内处理$/m);
  });

  it('a joint request is due at once when a tenth of the villagers have joined, one person counted once', async () => {
    const { county, handIn, list } = await prepared();
    await setSettings(county, codes.village, { headCounts: { villagers: 30, representatives: 5 } });
    const joint = await handIn({
      kind: 'joint',
      text: '请公开修路的账',
      as: 'villager',
      contact: { name: '甲甲' },
    });
    const join = (name: string, as: 'villager' | 'representative' = 'villager') =>
      handIn({ kind: 'support', text: '', as, supports: joint.slip, contact: { name } });
    await join('乙乙');
    await join('乙 乙');
    await join('丁丁', 'representative');
    expect(await list()).toMatchObject([{ id: joint.id, due: null, joined: { people: 2, needed: 3 } }]);
    await join('丙丙');
    const [found] = await list();
    expect(found).toMatchObject({ joined: { people: 3, needed: 3 } });
    expect((found?.due ?? 0) - Date.now()).toBeLessThanOrEqual(dayMs);
  });

  it('without the passphrase nothing is opened; an id that is none is told', async () => {
    const { dir, handIn, run } = await prepared();
    const { id } = await handIn({});
    const wrong = path.join(dir, 'wrong');
    mkdirSync(path.dirname(wrong), { recursive: true });
    writeFileSync(wrong, 'wrong\n');
    const environment = { SANWU_COUNTY_DIR: dir, SANWU_PASSPHRASE_FILE: wrong };
    const ran = await runCounty(['inbox', 'show', id], environment);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout + ran.stderr).not.toContain('水渠');
    expect((await run('inbox', 'show', '../../county')).exitCode).toBe(1);
  });

  it('a broken file is named, and the others are there; two answers at the same moment publish once', async () => {
    const { dir, handIn, run, list } = await prepared();
    const { id } = await handIn({});
    const broken = 'A'.repeat(22);
    writeFileSync(path.join(dir, 'inbox', `${broken}.json`), '{"type":"sanwu.case"');
    const listed = await run('inbox', 'list', '--json');
    expect(listed.stderr).toContain(broken);
    expect(lines(listed)).toMatchObject([{ id }]);
    const answered = await Promise.all(
      ['一', '二'].map((text) => run('inbox', 'answer', id, '--public', '--text', text)),
    );
    expect(answered.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1]);
    expect(await list()).toMatchObject([{ id, state: 'answered' }]);
  });

  it('after both keys were rotated old letters are read, old slips answered, and private answers told', async () => {
    const { county, handIn, run, desk } = await prepared();
    const { id, slip } = await handIn({ kind: 'complaint' });
    expect((await run('inbox', 'answer', id, '--text', '正在核实')).exitCode).toBe(0);
    const before = readRegistry(county.folder).sealing;
    for (const role of ['personal', 'inbox']) expect((await run('key', 'rotate', role)).exitCode).toBe(0);
    const after = readRegistry(county.folder).sealing;
    expect([after.personal === before.personal, after.inbox === before.inbox]).toEqual([false, false]);
    expect(lines(await run('inbox', 'show', id, '--json'))).toMatchObject([{ content: { text: words } }]);
    const keys = new PersonalKeys(county.folder);
    const found = readCase(county.folder, desk.slips.find(desk.slipDigest(slip)) ?? '');
    const status = await slipStatusOf(found, (keyId) => keys.find(keyId), undefined, 0);
    expect(status.answer?.text).toBe('正在核实');
  });
});
