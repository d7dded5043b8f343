/** What the terminal shows, and that it stays current. */
import { describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { idOf, itemOf } from './fake-items.ts';
import { numbers } from './fake-numbers.ts';
import { openItem, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

describe.skipIf(!requirement('chromium').available)('the terminal', () => {
  const rig = terminalRig();

  it('shows what is published while it runs, without a reload', async () => {
    const page = await rig.open();
    const loaded = await page.evaluate(() => performance.timeOrigin);
    const item = itemOf({
      number: 900,
      module: 'party',
      title: '刚刚公布的决议',
      catalogue: 'sx.party.3',
      plainTitle: '决议',
      daysAgo: -1,
    });
    rig.core.village.items.set(item.card.id, item);
    rig.core.events.send({
      type: 'content',
      revision: rig.core.events.nextRevision(),
      changes: [{ id: item.card.id, change: 'published' }],
      all: false,
    });
    await page.getByText('刚刚公布的决议').waitFor();
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
  });

  it('draws the next screen while the finger lies on its button, and throws it away when the finger goes elsewhere', async () => {
    const page = await rig.open();
    const session = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints });
    const button = await page.getByRole('button', { name: '村务公开' }).first().boundingBox();
    if (button === null) throw new Error('no module to touch');
    const at = { x: button.x + button.width / 2, y: button.y + button.height / 2 };
    const behind = page.locator('[aria-hidden="true"] main');
    await finger('touchStart', [at]);
    await behind.locator('li button').first().waitFor();
    expect(await page.getByRole('button', { name: '返回' }).count()).toBe(0);
    await finger('touchMove', [{ x: at.x, y: at.y - 200 }]);
    await finger('touchEnd', []);
    await expect.poll(() => page.locator('main').count()).toBe(1);
    await finger('touchStart', [at]);
    await behind.locator('li button').first().waitFor();
    await behind.evaluate((main) => main.setAttribute('data-drawn', 'before'));
    await finger('touchEnd', []);
    await page.getByRole('button', { name: '返回' }).waitFor();
    expect(await page.locator('main').getAttribute('data-drawn')).toBe('before');
  });

  it('turns an open item into its tombstone when it is erased', async () => {
    const page = await rig.open();
    await openItem(page, '㙍');
    await page.getByText('龚䶮、孙㙍、𠮷家兴').waitFor();
    const id = idOf(numbers.rare);
    const erased = rig.core.village.items.get(idOf(numbers.erased));
    const before = rig.core.village.items.get(id);
    if (erased === undefined || before === undefined) throw new Error('the fake village lacks an item');
    rig.core.village.items.set(id, { ...erased, card: { ...erased.card, id } });
    rig.core.events.send({
      type: 'content',
      revision: rig.core.events.nextRevision(),
      changes: [{ id, change: 'erased' }],
      all: false,
    });
    await page.getByText('这项内容已依法删除').waitFor();
    await page.getByText('原件含有村民身份证号码').waitFor();
    expect(await page.getByText('龚䶮').count()).toBe(0);
    // Without a catalogue entry there is nothing behind the module's name.
    expect(await page.locator('h1').innerText()).toBe('村务公开');
    await page.getByText(erased.versions[0]?.digest.slice(0, 8) ?? 'no digest').waitFor();
    await page.getByText('0579-0000 0001').waitFor();
    await touch(page, '首页');
    await touch(page, '村务公开');
    const row = page.locator('main li').filter({ hasText: '依法删除' }).first();
    expect((await row.innerText()).match(/依法删除/g)).toHaveLength(1);
    expect(await page.getByRole('button', { name: '打印一张' }).count()).toBe(0);
  });

  it('names whom to ask: phones first, an address as a code for a phone', async () => {
    const page = await rig.open();
    await touch(page, '找谁问');
    const rows = page.locator('main li');
    await expect.poll(() => rows.count()).toBe(4);
    expect(await rows.first().innerText()).toMatch(/村委会值班电话\s+0579-0000 0001/);
    expect(await rows.last().getByRole('img', { name: '监督一点通 用手机扫一扫打开' }).count()).toBe(1);
    expect(await page.getByText('jiandu.example').count()).toBe(0);
    expect(await page.getByText('本机软件版本 1.2.3').count()).toBe(1);
  });

  it('shows withdrawn and corrected items as such, with their reasons and older versions', async () => {
    const page = await rig.open();
    await openItem(page, '鱼塘');
    await page.getByText('这项内容已撤回').waitFor();
    await page.getByText('方案与镇里水利规划不一致').waitFor();
    await touch(page, '首页');
    await openItem(page, '低保新增');
    await page.getByText('更正原因：第3户人数由2人改为3人').first().waitFor();
    await touch(page, '看这一版');
    await page.getByText('这是旧版').waitFor();
    await page.getByText('原第1版的文字').waitFor();
    // When that version was published, not the newest.
    expect(await page.getByText('公开时间').locator('..').innerText()).toContain('11月17日');
    await touch(page, '看最新版');
    await page.getByText('这是更正后的内容').waitFor();
  });

  it('tells a missing stage from an explained one', async () => {
    const page = await rig.open();
    await openItem(page, '中标结果');
    await page.getByText('没有材料，说明：工程量少于五万元').waitFor();
    expect(await page.getByText('缺失', { exact: true }).count()).toBe(3);
  });

  it('draws a PDF in the page, page by page as it is reached', async () => {
    const page = await rig.open();
    await openItem(page, '中标结果');
    await page.getByText('第 12 页 / 共 12 页').waitFor({ state: 'attached' });
    const drawn = () =>
      page
        .locator('figure canvas')
        .evaluateAll((list) => list.map((canvas) => (canvas as HTMLCanvasElement).width > 0));
    await page.getByText('第 1 页 / 共 12 页').scrollIntoViewIfNeeded();
    await expect.poll(async () => (await drawn())[0]).toBe(true);
    expect((await drawn()).filter(Boolean).length).toBeLessThan(6);
    await page.getByText('第 12 页 / 共 12 页').scrollIntoViewIfNeeded();
    await expect.poll(async () => (await drawn())[11]).toBe(true);
    expect((await drawn())[0]).toBe(false);
    const inked = await page
      .locator('figure canvas')
      .last()
      .evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const data =
          (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        return data.some((value, index) => index % 4 === 0 && value < 80);
      });
    expect(inked).toBe(true);
  });

  it('says what became of a slip, and never prints twice by itself', async () => {
    const page = await rig.open();
    await openItem(page, '党员大会决议：文化礼堂改造');
    let asked = 0;
    const print = rig.core.village.print.bind(rig.core.village);
    rig.core.village.print = (id) => {
      asked += 1;
      return print(id);
    };
    for (const [outcome, words] of [
      ['printed', '已打印'],
      ['unknown', '不确定是否打印成功'],
      ['failed', '没有打印成功'],
    ] as const) {
      rig.core.village.outcome = {
        outcome,
        state: outcome,
        message: outcome === 'failed' ? '打印机缺纸' : '',
      };
      rig.core.village.printDelay = 300;
      await touch(page, '打印一张');
      await page.getByText('打印中…').waitFor();
      await page.getByText(words).waitFor();
      if (outcome === 'failed') await page.getByText('打印机缺纸').waitFor();
      await touch(page, '好');
    }
    expect(asked).toBe(3);
  });

  it('explains vouchers that do not open here', async () => {
    const page = await rig.open();
    await openItem(page, '2026年第三季度村集体收支明细');
    await page.getByRole('button', { name: '看凭证 1 张' }).first().tap();
    await page.getByText('本人登录后才能看').waitFor();
    await touch(page, '关闭');
    await page.getByRole('button', { name: '看凭证 1 张' }).last().tap();
    await page.getByText('在村委会窗口查阅').waitFor();
  });

  it('marks a total that adds up, and one that is off by rounding, without changing it', async () => {
    const page = await rig.open();
    await openItem(page, '2026年第三季度村集体收支明细');
    await page.getByText('本季：已核对，相加无误').waitFor();
    await page.getByText('本年累计：与合计相差 0.01 元（四舍五入）').waitFor();
    await page.getByText('512,346.71').first().waitFor();
    await page.getByText('各行相加是 512,346.70 元，表上写的是 512,346.71 元').waitFor();
  });

  it('opens a long register with fifty rows, and the rest on request', async () => {
    const page = await rig.open();
    await openItem(page, '资产台账');
    await page.getByText('已列出 50 行，共 1200 行').waitFor();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(50);
    expect(await page.getByText('与合计相差 0.01 万元（四舍五入）').count()).toBe(1);
    await touch(page, '看整张表');
    await page.getByText('共 1200 行', { exact: true }).waitFor();
    await touch(page, '到末尾');
    await page.getByText('ZC-1200').waitFor();
  });

  it('pages and filters a module, and remembers both on the way back', async () => {
    const page = await rig.open();
    await touch(page, '村务公开');
    await page.getByText('共 65 项').waitFor();
    await expect.poll(() => page.locator('main li').count()).toBe(50);
    await touch(page, '再看 15 项');
    await expect.poll(() => page.locator('main li').count()).toBe(65);
    await touch(page, '2024年');
    await touch(page, '第二季度');
    const found = page.locator('main li');
    await expect
      .poll(() => found.allInnerTexts())
      .toSatisfy((all: string[]) => all.length > 0 && all.every((text) => text.includes('2024年第二季度')));
    const count = await found.count();
    await found.last().getByRole('button').tap();
    await page.getByText('凭什么这样公开').waitFor();
    await touch(page, '返回');
    await expect.poll(() => found.count()).toBe(count);
  });

  it('finds as one types, by words offered, and says what to try when nothing is found', async () => {
    const page = await rig.open();
    await touch(page, '查找');
    const words = page.locator('main button');
    await page.getByText('点一个词就能找').waitFor();
    await expect.poll(() => words.filter({ hasText: /^水利$/ }).count()).toBe(1);
    // Nothing is published with this one.
    expect(await words.filter({ hasText: /^公厕$/ }).count()).toBe(0);
    await words.filter({ hasText: /^水利$/ }).tap();
    await expect.poll(() => page.locator('mark').first().innerText()).toBe('水利');
    await page.getByRole('button', { name: '键盘', exact: true }).tap();
    await page.getByRole('button', { name: '数字', exact: true }).tap();
    for (const digit of '12') await page.getByRole('button', { name: digit, exact: true }).tap();
    expect(await page.getByLabel('要找的字').inputValue()).toBe('水利12');
    await page.getByText('没有找到「水利12」').waitFor();
    await page.getByText('看看字有没有写错').waitFor();
    await touch(page, '删除');
    expect(await page.getByLabel('要找的字').inputValue()).toBe('水利1');
  });
});
