/** What a villager does with the county at the terminal: writes, follows a slip, sees own subsidies; typed on the screen alone. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { foundInHeap } from './heap.ts';
import { openItem, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

const key = (page: Page, name: string) =>
  page.getByRole('region', { name: '屏幕键盘' }).getByRole('button', { name, exact: true }).tap();

/** Types letters on the screen and takes the first candidate that is the word. */
async function write(page: Page, letters: string, word: string): Promise<void> {
  for (const letter of letters) await key(page, letter);
  await page.getByRole('region', { name: '屏幕键盘' }).getByRole('button', { name: word, exact: true }).tap();
}

async function digits(page: Page, text: string): Promise<void> {
  for (const digit of text) await key(page, digit);
}

/** Made up, with right check characters. */
const idNumber = '99000119600229101X';
const secret = '林小满';

describe.skipIf(!requirement('chromium').available)('at the desk', () => {
  const rig = terminalRig();

  it('a question about an item is written in pinyin and handed in; the slip number stays on screen', async () => {
    const page = await rig.open();
    await openItem(page, '中标结果');
    await touch(page, '提意见');
    await touch(page, '问一问');
    await write(page, 'ludeng', '路灯');
    expect(await page.getByLabel('想问什么？').inputValue()).toBe('路灯');
    await touch(page, '下一步');
    await touch(page, '公开答复');
    await touch(page, '下一步');
    await touch(page, '提交');
    await page.getByText('1200 0000 0006').waitFor();
    await page.getByRole('img', { name: '编号的二维码' }).waitFor();
    expect(rig.core.village.handedIn).toMatchObject([
      { kind: 'question', text: '路灯', answer: 'public', item: { version: 1 } },
    ]);
  });

  it('sentences and lines are written with the keys alone, and the line that is written stays in sight', async () => {
    const page = await rig.open();
    await touch(page, '提意见');
    await touch(page, '问一问');
    await write(page, 'ludeng', '路灯');
    for (const name of ['问号', '换行']) await key(page, name);
    await write(page, 'ludeng', '路灯');
    await key(page, '手写');
    await key(page, '句号');
    const words = page.getByLabel('想问什么？');
    expect(await words.inputValue()).toBe('路灯？\n路灯。');
    for (let line = 0; line < 6; line++) await key(page, '换行');
    await expect
      .poll(() => words.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop))
      .toBeLessThan(8);
    await touch(page, '下一步');
    await touch(page, '下一步');
    await key(page, '手写');
    expect(await page.getByRole('button', { name: '句号' }).count()).toBe(0);
    await touch(page, '提交');
    await page.getByText('1200 0000 0006').waitFor();
    expect(rig.core.village.handedIn).toMatchObject([{ text: '路灯？\n路灯。' }]);
  });

  it('who goes back with something written is asked first; with nothing written one is back at once', async () => {
    const page = await rig.open();
    const asked = page.getByRole('dialog', { name: '不写了吗？' });
    const words = page.getByLabel('想问什么？');
    for (const way of ['返回', '上一步']) {
      await touch(page, '提意见');
      await touch(page, '问一问');
      await words.waitFor();
      await touch(page, way);
      await words.waitFor({ state: 'detached' });
      if (way === '上一步') await touch(page, '返回');
      await page.getByText('全部公开').waitFor();
      await touch(page, '提意见');
      await touch(page, '问一问');
      await write(page, 'ludeng', '路灯');
      await touch(page, way);
      await asked.getByText('写的话会丢掉').waitFor();
      await touch(page, '接着写');
      await asked.waitFor({ state: 'detached' });
      await key(page, '句号');
      expect(await words.inputValue()).toBe('路灯。');
      expect(await words.evaluate((box) => box === document.activeElement)).toBe(true);
      await touch(page, way);
      await asked.getByRole('button', { name: '不写了' }).tap();
      await words.waitFor({ state: 'detached' });
      if (way === '上一步') await touch(page, '返回');
      await page.getByText('全部公开').waitFor();
    }
  });

  it('from a later step one is asked as well; what was handed in is not lost by going back', async () => {
    const page = await rig.open();
    await touch(page, '提意见');
    await touch(page, '投诉举报');
    await write(page, 'ludeng', '路灯');
    await touch(page, '下一步');
    await touch(page, '返回');
    await page.getByRole('dialog').waitFor();
    await touch(page, '接着写');
    await touch(page, '提交');
    await page.getByText('1200 0000 0006').waitFor();
    await touch(page, '返回');
    await page.getByText('全部公开').waitFor();
  });

  it('letters for which no word was chosen are kept as they are seen, and handed in', async () => {
    const page = await rig.open();
    await touch(page, '提意见');
    await touch(page, '问一问');
    const words = page.getByLabel('想问什么？');
    await write(page, 'ludeng', '路灯');
    for (const letter of 'huai') await key(page, letter);
    await touch(page, '下一步');
    await touch(page, '上一步');
    expect(await words.inputValue()).toBe('路灯huai');
    for (const letter of 'le') await key(page, letter);
    await key(page, '手写');
    await key(page, '句号');
    expect(await words.inputValue()).toBe('路灯huaile。');
    await touch(page, '下一步');
    await touch(page, '下一步');
    for (const letter of 'li') await key(page, letter);
    await page.getByLabel('电话').focus();
    expect(await page.getByLabel('姓名').inputValue()).toBe('li');
    await page.getByLabel('姓名').focus();
    await key(page, 'n');
    await touch(page, '提交');
    await page.getByText('1200 0000 0006').waitFor();
    expect(rig.core.village.handedIn).toMatchObject([{ text: '路灯huaile。', contact: { name: 'lin' } }]);
  });

  it('asks about letters alone before they are lost, and asks the county for no name that is letters in part', async () => {
    const page = await rig.open();
    await touch(page, '提意见');
    await touch(page, '问一问');
    await key(page, 'l');
    await touch(page, '返回');
    await page.getByRole('dialog', { name: '不写了吗？' }).waitFor();
    await touch(page, '不写了');
    await touch(page, '我的补贴');
    const name = page.getByLabel('姓名');
    const ask = page.getByRole('button', { name: '查一查' });
    await page.getByLabel('身份证号').fill(idNumber);
    await name.fill('林');
    for (const letter of 'xm') await key(page, letter);
    expect(await ask.isDisabled()).toBe(true);
    expect(await name.inputValue()).toBe('林');
    for (let count = 0; count < 2; count++) await key(page, '删除');
    expect(await ask.isDisabled()).toBe(false);
  });

  it('an answer that a dying core took with it is asked for again with the same form; the slip number stays until one leaves', async () => {
    const page = await rig.open();
    await touch(page, '提意见');
    await touch(page, '投诉举报');
    await write(page, 'ludeng', '路灯');
    await touch(page, '下一步');
    const asked = Promise.withResolvers<void>();
    rig.core.village.answering = () => {
      asked.resolve();
      return new Promise(() => {});
    };
    const before = rig.core.village.handedIn;
    await touch(page, '提交');
    await asked.promise;
    await rig.core.stop();
    const away = page.getByText('本机正在重新准备内容');
    await away.waitFor();
    await rig.restartCore();
    await away.waitFor({ state: 'hidden' });
    await page.getByText('1200 0000 0006').waitFor();
    expect(rig.core.village.handedIn).toEqual(before);
    await touch(page, '首页');
    await page.getByText('全部公开').waitFor();
  });

  it('what could not be kept is said plainly, and the words are still there', async () => {
    const page = await rig.open();
    rig.core.village.feedbackOutcome = { outcome: 'refused', reason: 'storage-full' };
    await touch(page, '提意见');
    await touch(page, '投诉举报');
    await write(page, 'ludeng', '路灯');
    await touch(page, '下一步');
    await touch(page, '提交');
    await page.getByText('存储已满，未能提交').waitFor();
    await touch(page, '上一步');
    await touch(page, '上一步');
    expect(await page.getByLabel('反映什么问题？').inputValue()).toBe('路灯');
  });

  it('a slip tells how far it is, and leads to the public answer', async () => {
    const page = await rig.open();
    rig.core.village.slipNow = {
      type: 'slip',
      status: { state: 'routed', kind: 'question', receivedAt: Date.now(), routedTo: '柳桥镇经管站' },
    };
    await touch(page, '提意见');
    await touch(page, '查编号');
    await digits(page, '120000000016');
    await page.getByText('编号不对').waitFor();
    expect(await page.getByRole('button', { name: '查一查' }).isDisabled()).toBe(true);
    for (let count = 0; count < 2; count++) await key(page, '删除');
    await digits(page, '06');
    await touch(page, '查一查');
    await page.getByText('已经转给承办单位').waitFor();
    await page.getByText('柳桥镇经管站').waitFor();
  });

  it('own subsidies are shown by year, and are gone from the page when the person has left', async () => {
    const page = await rig.open();
    rig.core.village.subsidiesNow = {
      type: 'personal',
      records: [
        { programme: '耕地地力保护补贴', period: '2026', fen: 38_400, basis: '3.2亩' },
        { programme: '高龄津贴', period: '2025-07', fen: 10_000 },
      ],
      more: false,
    };
    await touch(page, '我的补贴');
    await page.getByLabel('姓名').fill(secret);
    await page.getByLabel('身份证号').focus();
    await digits(page, idNumber.slice(0, 17));
    expect(await page.getByRole('button', { name: '查一查' }).isDisabled()).toBe(true);
    await key(page, 'X');
    await touch(page, '查一查');
    await page.getByText('2026年一共 384.00 元').waitFor();
    await page.getByText('耕地地力保护补贴').waitFor();
    await touch(page, '结束并清除');
    await page.getByText('全部公开').waitFor();
    const left = await page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage }),
    );
    for (const word of [secret, idNumber, '耕地地力', '384.00']) expect(left).not.toContain(word);
    await touch(page, '我的补贴');
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
  });

  it('who is not found puts one character right and asks again; name and number go with the person all the same', async () => {
    const page = await rig.open();
    rig.core.village.subsidiesNow = { type: 'personal', records: [], more: false };
    await touch(page, '我的补贴');
    const [name, number] = [page.getByLabel('姓名'), page.getByLabel('身份证号')];
    await name.fill('林小');
    await number.fill(idNumber);
    await touch(page, '查一查');
    await page.getByText('没有查到记录').waitFor();
    await touch(page, '改一改');
    expect([await name.inputValue(), await number.inputValue()]).toEqual(['林小', idNumber]);
    await name.fill(secret);
    await touch(page, '查一查');
    await touch(page, '改一改');
    expect([await name.inputValue(), await number.inputValue()]).toEqual([secret, idNumber]);
    await touch(page, '结束并清除');
    await page.getByText('全部公开').waitFor();
    const left = await page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage }),
    );
    for (const word of [secret, idNumber]) expect(left).not.toContain(word);
    // The browser itself holds on to a form's fields for a moment (measured: less than a second).
    await expect.poll(() => foundInHeap(page, [secret, idNumber]), { timeout: 5_000 }).toEqual([]);
    await touch(page, '我的补贴');
    expect([await name.inputValue(), await number.inputValue()]).toEqual(['', '']);
  });

  it('a card reader types the number wherever the focus is; a wrong one is noticed before anyone is asked', async () => {
    const page = await rig.open();
    await touch(page, '我的补贴');
    const [name, number] = [page.getByLabel('姓名'), page.getByLabel('身份证号')];
    await name.fill(secret);
    // As people leave it: letters stand there that no word was chosen for.
    await page.keyboard.type('lin');
    await page.keyboard.type(`${idNumber.slice(0, 17)}0\n`);
    await page.getByText('身份证号不对').waitFor();
    expect(await number.inputValue()).toBe(`${idNumber.slice(0, 17)}0`);
    expect(await page.getByRole('button', { name: '查一查' }).isDisabled()).toBe(true);
    await key(page, '删除');
    await page.keyboard.type(`${idNumber}\n`);
    await expect.poll(() => number.inputValue()).toBe(idNumber);
    await page.getByText('身份证号不对').waitFor({ state: 'hidden' });
    expect(await name.inputValue()).toBe(secret);
  });

  it('keeps nothing of a card that is laid on the reader where nobody asked for one', async () => {
    const page = await rig.open();
    await touch(page, '查找');
    const field = page.getByLabel('要找的字');
    await field.fill('低保');
    await page.keyboard.type(`${idNumber}\n`);
    await expect.poll(() => field.inputValue()).toBe('低保');
    await page.keyboard.type('2026');
    expect(await field.inputValue()).toBe('低保2026');
  });

  it('without a line it is said before anyone types; who has begun goes on, and hears it when asking', async () => {
    const page = await rig.open();
    await touch(page, '我的补贴');
    const comes = async (link: 'online' | 'offline') => {
      const freshness = { ...rig.core.village.freshnessNow, link };
      rig.core.village.freshnessNow = freshness;
      rig.core.events.send({ type: 'freshness', freshness });
    };
    await page.getByLabel('姓名').waitFor();
    await comes('offline');
    await page.getByText('现在连不上县里').waitFor();
    expect(await page.getByLabel('姓名').count()).toBe(0);
    await comes('online');
    await page.getByLabel('姓名').fill(secret);
    await comes('offline');
    await page.keyboard.type(`${idNumber}\n`);
    await touch(page, '查一查');
    await page.getByText('现在连不上县里').waitFor();
    await page.getByRole('button', { name: '结束并清除' }).waitFor();
  });
});
