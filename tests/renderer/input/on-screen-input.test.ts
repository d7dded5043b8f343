/** The on-screen input in a real browser: fingers, a real keyboard, a pen, at every size. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../../build/requirements.ts';
import { launchBrowser, openPage, type Size } from '../../e2e/browser.ts';
import { axeFaults, layoutFaults, resize, sizes } from '../terminal-page.ts';
import { type InputPage, startInputPage } from './input-page.ts';
import { keyFaults } from './key-faults.ts';
import { penStrokes, writeWith, writeWithFinger } from './pen.ts';

describe.skipIf(!requirement('chromium').available)('the on-screen input', () => {
  let server: InputPage;
  let browser: Browser;
  let opened: Awaited<ReturnType<typeof openPage>> | undefined;

  beforeAll(async () => {
    server = await startInputPage();
    browser = await launchBrowser();
  });
  afterEach(async () => {
    const errors = opened?.errors;
    await opened?.context.close();
    opened = undefined;
    expect(errors ?? []).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const open = async (query = '', size: Size = { width: 1280, height: 800 }): Promise<Page> => {
    opened = await openPage(browser, `${server.url}?${query}`, size);
    await opened.page.getByRole('region', { name: '屏幕键盘' }).waitFor();
    return opened.page;
  };
  const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).tap();
  const tapAll = async (page: Page, keys: string) => {
    for (const key of keys) await tap(page, key);
  };
  const text = (page: Page) => page.getByLabel('要找的字').inputValue();
  const candidates = (page: Page) =>
    page.getByRole('group', { name: '选字' }).getByRole('button').allInnerTexts();
  const waitForText = (page: Page, wanted: string) => expect.poll(() => text(page)).toBe(wanted);

  it('types a word of the village by its initials', async () => {
    const page = await open();
    await tapAll(page, 'dbjz');
    await tap(page, '低保救助');
    await waitForText(page, '低保救助');
    expect(await candidates(page)).toEqual([]);
  });

  it('offers words of the village that come only after the letters', async () => {
    const page = await open();
    await tapAll(page, 'qsb');
    await expect.poll(() => candidates(page)).not.toEqual([]);
    expect(await candidates(page)).not.toContain('漆树坝');
    await page.evaluate(() => window.inputClient.setLocalWords([{ text: '漆树坝', weight: 9 }]));
    await tap(page, '漆树坝');
    await waitForText(page, '漆树坝');
  });

  it('chooses part by part, takes a choice back, and erases', async () => {
    const page = await open();
    await tapAll(page, 'dibaojz');
    await tap(page, '低保');
    await expect.poll(() => candidates(page)).not.toContain('低保');
    expect(await text(page)).toBe('');
    await tap(page, '删除');
    await tap(page, '低保救助');
    await waitForText(page, '低保救助');
    await tap(page, '删除');
    await waitForText(page, '低保救');
  });

  it('a word that is seen while the letters go on takes all letters that are its own', async () => {
    const page = await open();
    await tapAll(page, 'weishenm');
    const word = await page.getByRole('button', { name: '为什么', exact: true }).elementHandle();
    await page.getByRole('button', { name: 'e', exact: true }).evaluate(async (letter: HTMLElement, word) => {
      letter.click();
      await Promise.resolve(); // drawn, before the engine's next answer
      // Twice, as impatient fingers do: it is there once.
      (word as HTMLElement).click();
      (word as HTMLElement).click();
    }, word);
    await waitForText(page, '为什么');
    expect(await candidates(page)).toEqual([]);
  });

  it('turns pages of candidates and takes letters as they are', async () => {
    const page = await open();
    await tapAll(page, 'shi');
    await page.getByRole('button', { name: '下一页' }).waitFor();
    const first = await candidates(page);
    await tap(page, '下一页');
    await expect.poll(() => candidates(page)).not.toEqual(first);
    const second = await candidates(page);
    expect(second.filter((each) => first.includes(each))).toEqual([]);
    await tap(page, '上一页');
    await expect.poll(() => candidates(page)).toEqual(first);
    await tap(page, '用字母');
    await waitForText(page, 'shi');
  });

  it('keeps letters as they are for who goes on to another way of entry', async () => {
    const page = await open();
    await tapAll(page, 'dibaojz');
    await tap(page, '低保');
    await tap(page, '手写');
    await waitForText(page, '低保jz');
    await tap(page, '拼音');
    await tap(page, 'l');
    await tap(page, '数字');
    await tapAll(page, '1');
    await waitForText(page, '低保jzl1');
  });

  it('takes sounds that are alike when that is wanted', async () => {
    const page = await open();
    await tapAll(page, 'zongguo');
    await expect.poll(() => candidates(page)).not.toEqual([]);
    expect(await candidates(page)).not.toContain('中国');
    await page.getByRole('button', { name: '平舌翘舌' }).tap();
    await tap(page, '中国');
    await waitForText(page, '中国');
  });

  it('a real keyboard types into the same composition, where the caret is', async () => {
    const page = await open();
    await page.getByLabel('要找的字').focus();
    await page.keyboard.type('yxc');
    await page.getByRole('button', { name: '云溪村', exact: true }).waitFor();
    await page.keyboard.press('Space');
    await waitForText(page, '云溪村');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('2');
    await page.keyboard.type('lu');
    await page.getByRole('button', { name: '路', exact: true }).waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await waitForText(page, '云溪2l村');
    await page.keyboard.press('Backspace');
    await waitForText(page, '云溪2村');
  });

  it('can be used with keys alone, and leaves the caret in the field when touched', async () => {
    const page = await open();
    await page.getByLabel('要找的字').focus();
    await tap(page, '数字');
    await tapAll(page, '20');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('要找的字');
    await page.getByRole('button', { name: '万' }).focus();
    await page.keyboard.press('Enter');
    await waitForText(page, '20万');
    await page.getByRole('button', { name: '查找' }).focus();
    await page.keyboard.press('Space');
    expect(await page.locator('[data-ended="1"]').count()).toBe(1);
  });

  it('an identity number has X and nothing else, from any keyboard', async () => {
    const page = await open('modes=identity');
    await tapAll(page, '33');
    await page.getByLabel('要找的字').focus();
    await page.keyboard.type('01ab 2x-中');
    await waitForText(page, '33012X');
    await tapAll(page, '012345678901234');
    expect(await text(page)).toHaveLength(18);
  });

  it('knows what is written, joined and in any order, and takes strokes back', async () => {
    const page = await open();
    await tap(page, '手写');
    for (const character of ['低', '田']) {
      await writeWith(page, penStrokes[character] ?? []);
      await tap(page, character);
    }
    await waitForText(page, '低田');
    await writeWith(page, [[50, 10, 50, 90]]);
    await writeWith(page, penStrokes.村 ?? []);
    await expect.poll(() => page.getByRole('img', { name: '写了 8 笔' }).count()).toBe(1);
    await tap(page, '撤一笔');
    await page.getByRole('img', { name: '写了 7 笔' }).waitFor();
    await tap(page, '重写');
    await page.getByRole('img', { name: /手写框/ }).waitFor();
    expect(await candidates(page)).toEqual([]);
    await writeWithFinger(page, penStrokes.村 ?? []);
    await tap(page, '村');
    await waitForText(page, '低田村');
  });

  it('draws the ink under the finger before the finger lifts', async () => {
    const page = await open();
    await tap(page, '手写');
    const inked = () =>
      page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return data.filter((_, index) => index % 4 === 3).some((alpha) => alpha > 0);
      });
    expect(await inked()).toBe(false);
    const box = await page.locator('canvas').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 50, (box?.y ?? 0) + 50);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 150, (box?.y ?? 0) + 120, { steps: 4 });
    expect(await inked()).toBe(true);
    await page.mouse.up();
  });

  it('offers marks of sentences and a new line where sentences are written and nothing is being composed', async () => {
    const page = await open('sentences');
    const marks = page.getByRole('group', { name: '标点' });
    const bar = () =>
      marks.getByRole('button').evaluateAll((keys) => keys.map((key) => key.ariaLabel ?? key.textContent));
    expect(await marks.count()).toBe(0);
    await page.getByText('按拼音，也可以').waitFor();
    await page.getByLabel('要找的字').focus();
    await tapAll(page, 'yxc');
    await tap(page, '云溪村');
    expect(await bar()).toEqual(['逗号', '句号', '问号', '感叹号', '顿号', '冒号', '换行']);
    await page.keyboard.press('ArrowLeft');
    await tap(page, '逗号');
    await waitForText(page, '云溪，村');
    await tap(page, '问号');
    await waitForText(page, '云溪，？村');
    const letters = page.getByRole('button', { name: 'q', exact: true });
    const before = await letters.boundingBox();
    await tap(page, 'd');
    await page.getByRole('group', { name: '选字' }).waitFor();
    expect(await marks.count()).toBe(0);
    expect(await letters.boundingBox()).toEqual(before);
    await tap(page, '删除');
    await tap(page, '手写');
    await tap(page, '句号');
    await waitForText(page, '云溪，？。村');
    await writeWith(page, penStrokes.村 ?? []);
    await page.getByRole('button', { name: '村', exact: true }).waitFor();
    expect(await marks.count()).toBe(0);
    await tap(page, '重写');
    await marks.waitFor();
    await tap(page, '数字');
    expect(await marks.count()).toBe(0);
  });

  it.each(['', 'modes=identity'])('offers none of them elsewhere (%s)', async (query) => {
    const page = await open(query);
    await page.getByLabel('要找的字').fill('12');
    expect(await page.getByRole('button', { name: /逗号|换行/ }).count()).toBe(0);
  });

  it('says so when the engines cannot be loaded; digits go on', async () => {
    const page = await open();
    await opened?.context.route('**/*.gz', (route) => route.abort());
    await page.reload();
    await tapAll(page, 'di');
    await page.getByText('现在不能输入汉字').waitFor();
    await tap(page, '数字');
    await tapAll(page, '12');
    await waitForText(page, 'di12');
    if (opened !== undefined) opened.errors.length = 0;
  });

  it.each(['gz', 'js'])(
    'asks again for what did not come (%s) once it can, with the words of the village',
    async (kind) => {
      const page = await open();
      const program = kind === 'js' ? '**/*input-worker*' : '**/*.gz';
      await opened?.context.route(program, (route) => route.abort());
      await page.reload();
      await tap(page, 'd');
      await page.getByText('现在不能输入汉字').waitFor();
      await opened?.context.unroute(program);
      await tapAll(page, 'bjz');
      await tap(page, '低保救助');
      await waitForText(page, '低保救助');
      if (opened !== undefined) opened.errors.length = 0;
    },
  );

  it.each([false, true])(
    'on every size, for elders %s: large keys, nothing cut off, contrast',
    async (elder) => {
      const page = await open(elder ? 'elder&sentences' : 'sentences');
      const faults: string[] = [];
      const judge = async (state: string) => {
        for (const size of sizes) {
          await resize(page, size);
          const found = [
            ...(await layoutFaults(page)),
            ...(await keyFaults(page, elder)),
            ...(await axeFaults(page)),
          ];
          faults.push(...found.map((fault) => `${state}, ${size.width}×${size.height}: ${fault}`));
        }
      };
      await judge('start');
      await tapAll(page, 'chongqing');
      await page.getByRole('button', { name: '重庆', exact: true }).waitFor();
      await judge('pinyin');
      await tap(page, '重庆');
      await page.getByRole('button', { name: '换行' }).waitFor();
      await judge('punctuation');
      await tap(page, '手写');
      await judge('empty pad');
      await writeWith(page, penStrokes.村 ?? []);
      await page.getByRole('button', { name: '村', exact: true }).waitFor();
      await judge('handwriting');
      await tap(page, '数字');
      await judge('digits');
      await tap(page, '证件号');
      await judge('identity');
      expect(faults).toEqual([]);
    },
  );
});
