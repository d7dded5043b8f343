/** Pictures of what is read, at every size and in both modes: `node tests/renderer/shoot-reading.ts FOLDER [width] [standard|elder]`. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { buildPages } from './built-pages.ts';
import { startFakeCore } from './fake-core.ts';
import { axeFaults, layoutFaults, openItem, sizes, touch } from './terminal-page.ts';

const [folder = '/tmp/shots/reading', width, mode] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const pages = await buildPages();
const core = await startFakeCore(pages.folder);
const browser = await launchBrowser();
for (const size of sizes.filter((each) => width === undefined || String(each.width) === width)) {
  for (const elder of [false, true].filter((each) => mode === undefined || each === (mode === 'elder'))) {
    const { page, errors } = await openPage(browser, core.url, size);
    await page.getByText('云溪村').first().waitFor();
    if (elder) await touch(page, '长辈版');
    const shot = async (name: string) => {
      await page.waitForTimeout(400);
      for (const fault of [...(await layoutFaults(page)), ...(await axeFaults(page))])
        console.log(size.width, elder ? 'elder' : '', name, fault);
      await page.screenshot({ path: path.join(folder, `${size.width}${elder ? '-elder' : ''}-${name}.png`) });
    };
    let first = true;
    const visit = async (name: string, word: string) => {
      if (!first) await touch(page, '首页');
      first = false;
      await openItem(page, word);
      await page.getByText('凭什么这样公开').waitFor();
      await shot(name);
    };
    const scrollTo = (text: string) =>
      page
        .getByText(text)
        .first()
        .evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await visit('money', '收支总表');
    await scrollTo('支出由哪些组成');
    await shot('composition');
    await visit('disposal', '旧碾米房出租');
    await scrollTo('钱数前后对照');
    await shot('disposal-stages');
    await visit('power', '村级采购');
    await scrollTo('流程图');
    await shot('power-chart');
    await scrollTo('按这项权力办了哪些事');
    await shot('power-results');
    await visit('story', '竹山承包合同');
    await scrollTo('这件事的前前后后');
    await shot('story-steps');
    await visit('recordings', '村广播');
    await page.getByRole('button', { name: '播放' }).first().scrollIntoViewIfNeeded();
    await shot('players');
    await visit('rewritten', '路灯安装');
    await touch(page, '看改了什么');
    await page.getByText('删去').first().waitFor();
    await shot('compare');
    await touch(page, '关闭');
    await visit('register', '总台账');
    await touch(page, '看整张表');
    await page.getByText('共 10000 行').waitFor();
    await shot('long-table');
    await page.getByLabel('在这张表里找').tap();
    await page.getByLabel('在这张表里找').fill('茶园 2019');
    await page.getByText('找到').waitFor();
    await shot('long-table-found');
    await touch(page, '收起键盘');
    await touch(page, '选行打印');
    await page.locator('dialog tr[data-row]').first().tap();
    await shot('rows-chosen');
    await touch(page, '关闭');
    await visit('vouchers', '2026年第三季度村集体收支明细');
    await touch(page, '看凭证 1 张');
    await shot('kept-vouchers');
    await touch(page, '本人登录后看');
    await page.getByLabel('姓名').fill('林小满');
    await page.getByLabel('身份证号').fill('99000119600229101X');
    await shot('sign-in');
    await touch(page, '登录');
    await page.getByText('已登录').waitFor();
    await shot('signed-in');
    if (errors.length > 0) console.log(size.width, errors);
    await page.context().close();
  }
}
await browser.close();
await core.stop();
pages.remove();
