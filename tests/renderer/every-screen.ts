/** The ways to every screen of the terminal, each from home, so that all of them are judged in the same manner. */
import type { Page } from 'playwright-core';
import type { FakeCore } from './fake-core.ts';
import { now } from './fake-items.ts';
import { backHome, openItem, touch } from './terminal-page.ts';

export interface Way {
  page: Page;
  core: FakeCore;
  /** Judges what is on screen. */
  look(screen: string): Promise<void>;
}

const basis = (page: Page) => page.getByText('凭什么这样公开').waitFor();

/** In elder mode alone, as a rule. @returns whether it was there */
async function touchWhereThere(page: Page, name: string): Promise<boolean> {
  const button = page.getByRole('button', { name }).first();
  const isThere = await button.isVisible();
  if (isThere) await button.tap();
  return isThere;
}

async function closeSheet(page: Page): Promise<void> {
  await touch(page, '关闭');
  await page.locator('dialog').waitFor({ state: 'detached' });
}

async function finding({ page, look }: Way): Promise<void> {
  await page.locator('main li').first().waitFor({ state: 'attached' });
  await look('home');
  await touch(page, '财务公开');
  await page.getByText('共 64 项').waitFor();
  await look('module');
  if (await touchWhereThere(page, '选年份')) await look('ways to narrow');
  await backHome(page);
  if (await touchWhereThere(page, '分类看')) {
    await look('shelves');
    await backHome(page);
  }
  for (const screen of ['正在公示', '最近公开', '找谁问']) {
    await touch(page, screen);
    await page.locator('h1', { hasText: screen.slice(0, 3) }).waitFor();
    await look(screen);
    await backHome(page);
  }
  await touch(page, '查找');
  await page.getByText('点一个词就能找').waitFor();
  await look('search');
  await page.getByLabel('要找的字').fill('低保');
  await page.locator('mark').first().waitFor();
  await look('found');
  await touch(page, '收起键盘');
  await look('found, keys away');
  await touchWhereThere(page, '只看某个栏目');
  await look('filters');
  await page.getByLabel('要找的字').fill('没有这样的事');
  await page.getByText('没有找到「没有这样的事」').waitFor();
  await look('nothing found');
  await page.getByLabel('要找的字').fill('ZC-0777');
  await page.locator('main li button').filter({ hasText: '村集体资产台账' }).first().tap();
  await page.getByText('只列出有「ZC-0777」的').waitFor();
  await look('row that was found');
}

async function reading({ page, look }: Way): Promise<void> {
  for (const [word, seen] of [
    ['低保新增', '更正原因'],
    ['鱼塘', '这项内容已撤回'],
    ['资产台账', '已列出 50 行'],
    ['中标结果', '第 12 页 / 共 12 页'],
    ['资金支出审批', ''],
    ['清明', ''],
    ['出租结果', ''],
    ['㙍', '龚䶮'],
    ['专项资金', ''],
    ['收支总表', '支出由哪些组成'],
    ['旧碾米房出租', '缺失：移交'],
    ['村级采购', '这几条的范围有重叠'],
    ['竹山承包合同', '还有 3 天'],
    ['村广播', '修路现场录像'],
  ] as const) {
    await openItem(page, word);
    await basis(page);
    await page.getByText(seen).first().waitFor({ state: 'attached' });
    await look(word);
    await backHome(page);
  }
}

async function sheets({ page, core, look }: Way): Promise<void> {
  await openItem(page, '2026年第三季度村集体收支明细');
  await page.locator('canvas').first().waitFor();
  await look('statement');
  await touch(page, '看凭证 3 张');
  await page.waitForFunction(() => document.querySelector('dialog img')?.matches('[src]') === true);
  await page.locator('dialog img').evaluate((image: HTMLImageElement) => image.decode());
  await look('voucher');
  await closeSheet(page);
  await touch(page, '手机带走');
  await page.getByText('签名证明内容由').waitFor();
  await look('take away');
  await closeSheet(page);
  for (const [outcome, words] of [
    ['printed', '已打印'],
    ['unknown', '不确定是否打印成功'],
    ['failed', '没有打印成功'],
  ] as const) {
    core.village.outcome = { outcome, state: outcome, message: outcome === 'failed' ? '打印机缺纸' : '' };
    await touch(page, '打印一张');
    await page.getByText(words).waitFor();
    await look(words);
    await closeSheet(page);
  }
  await touch(page, '朗读');
  await page.getByRole('button', { name: '不读了' }).last().waitFor();
  await look('reading aloud');
  await touch(page, '不读了');
  await backHome(page);
  await openItem(page, '中标结果');
  await touch(page, '现场照片 1');
  await page.locator('dialog img').waitFor();
  await look('photo');
  await closeSheet(page);
  await backHome(page);
  await openItem(page, '路灯安装');
  await touch(page, '看改了什么');
  await page.locator('dialog ins').first().waitFor();
  await look('versions side by side');
  await closeSheet(page);
  await backHome(page);
  await openItem(page, '总台账');
  await touch(page, '看整张表');
  await page.getByText('共 10000 行', { exact: true }).waitFor();
  await look('long table');
  await touch(page, '选行打印');
  await page.getByRole('button', { name: 'ZC-0001' }).tap();
  await page.getByText('选了 1 行').waitFor();
  await look('rows to be printed');
}

/** What is kept for villagers who sign in (R1.6). */
async function vouchers({ page, core, look }: Way): Promise<void> {
  const signIn = async () => {
    await page.getByLabel('姓名').fill('林小满');
    await page.getByLabel('身份证号').fill('99000119600229101X');
    await touch(page, '登录');
  };
  await openItem(page, '2026年第三季度村集体收支明细');
  await basis(page);
  await touch(page, '看凭证 1 张');
  await look('kept for villagers');
  await touch(page, '本人登录后看');
  await page.getByRole('region', { name: '屏幕键盘' }).waitFor();
  await look('sign in');
  for (const [type, words] of [
    ['no-register', '县里还没有开通登录'],
    ['unknown', '没有核对上'],
  ] as const) {
    core.village.visitorNow = { type };
    await signIn();
    await page.getByText(words).waitFor();
    await look(words);
    if (type === 'unknown') await touch(page, '重新输入');
    else {
      await touch(page, '返回');
      await touch(page, '看凭证 1 张');
      await touch(page, '本人登录后看');
    }
  }
  core.village.visitorNow = { type: 'known', right: 'right-of-a-villager-01', seconds: 600 };
  await signIn();
  await page.getByText('已登录').waitFor();
  await look('signed in');
}

async function writing({ page, core, look }: Way): Promise<void> {
  const keys = page.getByRole('region', { name: '屏幕键盘' });
  await touch(page, '提意见');
  await page.getByText('问一问').waitFor();
  await look('kinds');
  await touch(page, '问一问');
  await keys.waitFor();
  await look('words');
  await page.getByRole('textbox').fill('路灯坏了');
  await keys.getByRole('button', { name: '换行' }).waitFor();
  await look('words and punctuation');
  await touch(page, '返回');
  await page.getByRole('dialog').waitFor();
  await look('words would be lost');
  await touch(page, '接着写');
  await touch(page, '下一步');
  await page.getByText('公开答复').waitFor();
  await look('how answered');
  await touch(page, '下一步');
  await keys.waitFor();
  await look('contact');
  const submitted = core.village.feedbackOutcome;
  core.village.feedbackOutcome = { outcome: 'refused', reason: 'storage-full' };
  await touch(page, '提交');
  await page.getByText('存储已满，未能提交').waitFor();
  await look('not submitted');
  core.village.feedbackOutcome = submitted;
  await touch(page, '上一步');
  await touch(page, '提交');
  await page.getByText('1200 0000 0006').waitFor();
  await look('submitted');
  await backHome(page);
}

async function asking({ page, core, look }: Way): Promise<void> {
  const keys = page.getByRole('region', { name: '屏幕键盘' });
  const slip = page.getByLabel('输入 12 位编号');
  const follow = async (typed: string) => {
    await touch(page, '提意见');
    await touch(page, '查编号');
    await keys.waitFor();
    await slip.fill(typed);
  };
  await follow('120000000016');
  await page.getByText('编号不对').waitFor();
  await look('wrong slip number');
  await backHome(page);
  for (const [name, view] of [
    ['offline', { type: 'unavailable', reason: 'offline' }],
    ['unknown slip', { type: 'slip', status: { state: 'unknown' } }],
    ['joint request', { type: 'slip', status: { state: 'received', kind: 'joint', supporters: 3 } }],
    [
      'answered',
      {
        type: 'slip',
        status: { state: 'answered', answer: { at: now, text: '下周来修。\n请留意停电通知。' } },
      },
    ],
  ] as const) {
    core.village.slipNow = view;
    await follow('120000000006');
    await touch(page, '查一查');
    await slip.waitFor({ state: 'detached' });
    await look(name);
    await backHome(page);
  }
  const idNumber = page.getByLabel('身份证号');
  await touch(page, '我的补贴');
  await keys.waitFor();
  await look('who');
  await page.getByLabel('姓名').fill('林小满');
  await idNumber.fill('990001196002291010');
  await page.getByText('身份证号不对').waitFor();
  await look('wrong identity number');
  for (const [name, view] of [
    ['no line', { type: 'unavailable', reason: 'offline' }],
    ['later', { type: 'later', seconds: 120 }],
    ['nothing on record', { type: 'personal', records: [], more: false }],
    [
      'subsidies',
      {
        type: 'personal',
        records: [2026, 2025].flatMap((year) => [
          {
            programme: '耕地地力保护补贴',
            period: String(year),
            fen: 38_400,
            basis: '3.2亩',
            account: '尾号7741',
          },
          { programme: '城乡居民医保个人缴费补助', period: String(year), fen: 48_000, basis: '4人' },
        ]),
        more: true,
      },
    ],
  ] as const) {
    core.village.subsidiesNow = {
      ...view,
      ...('records' in view ? { records: [...view.records] } : {}),
    } as never;
    await backHome(page);
    await touch(page, '我的补贴');
    await page.getByLabel('姓名').fill('林小满');
    await idNumber.fill('99000119600229101X');
    await touch(page, '查一查');
    await page
      .locator('main')
      .getByText(/连不上县里|等 2 分钟|没有查到记录|一共/)
      .first()
      .waitFor();
    await look(name);
  }
  core.village.printerNow = {
    state: 'paper-out',
    trouble: true,
    message: '打印机没有纸了，请告诉工作人员换纸',
  };
  core.events.send({ type: 'printer', ...core.village.printerNow });
  await page.getByText('打印机没有纸了').first().waitFor();
  await look('no paper');
  await backHome(page);
}

/** What comes where nobody touches any more: the warning, then the notices (R2.8). */
async function leaving({ page, core, look }: Way): Promise<void> {
  const usual = { ...core.village.idle };
  const wait = async (idle: { afterSeconds: number; warningSeconds: number }, words: string) => {
    Object.assign(core.village.idle, idle);
    core.events.send({ type: 'settings' });
    await page.getByText(words).first().waitFor();
  };
  await touch(page, '正在公示');
  await page.locator('h1', { hasText: '正在公示' }).waitFor();
  await wait({ afterSeconds: 0, warningSeconds: 99 }, '还在看吗？');
  await look('warning');
  await wait({ afterSeconds: 0, warningSeconds: 0 }, '点一下屏幕开始');
  await wait(usual, '点一下屏幕开始');
  await page.locator('article').waitFor();
  await look('notices');
}

/** Ends with the core away. */
async function trouble({ page, core, look }: Way): Promise<void> {
  core.village.freshnessNow = { updatedAt: now, staleDays: 9, link: 'offline', clockInDoubt: true };
  core.events.send({ type: 'freshness', freshness: core.village.freshnessNow });
  core.village.healthNow = [{ kind: 'core-read-only', since: now }];
  core.events.send({ type: 'health', problems: core.village.healthNow });
  await page.getByText('已 9 天未更新').waitFor();
  await look('old content');
  await touch(page, '最近公开');
  await page.locator('main li').first().waitFor();
  core.village.items.clear();
  await page.locator('main li button').first().tap();
  await page.getByText('这项内容打不开').first().waitFor();
  await look('refused');
  core.events.send({ type: 'content', revision: core.events.nextRevision(), changes: [], all: true });
  await touch(page, '首页');
  await page.getByText('还没有公开的内容').first().waitFor();
  await look('nothing published');
  await touch(page, '找谁问');
  await core.stop();
  await page.getByText('本机正在重新准备内容').waitFor();
  await look('core away');
}

export const ways = { finding, reading, sheets, vouchers, writing, asking, leaving, trouble };
