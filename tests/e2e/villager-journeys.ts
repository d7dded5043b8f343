/** What a villager of seventy who does not type comes for, each journey from home and on the screen alone. */
import type { Page } from 'playwright-core';
import type { Villager } from './villager.ts';

/** Somebody whom the demo's county has on record (README.md). */
export const person = {
  name: [['tanggensong', '唐根松']],
  idNumber: '990001195103020011',
} as const;

/** What the road cost in the end, among what was found. */
const road = (page: Page) =>
  page.locator('main li button').filter({ hasText: '支付结算', hasNotText: '答复' }).first();

export async function findsWhatTheRoadCost(villager: Villager): Promise<void> {
  const { page } = villager;
  await villager.look('home');
  await villager.press('查找');
  await page.locator('main').getByRole('button', { name: '低保' }).first().waitFor();
  await villager.look('search');
  await villager.write('要找的字', [['jgl', '机耕路']]);
  await road(page).waitFor();
  await villager.look('found');
  await villager.pressThat(road(page));
  await page.getByText('凭什么这样公开').waitFor();
  await villager.look('item');
  await page.getByText('一共花了 34.9 万元').first().waitFor();
}

/** The sentence that is heard is marked. */
export async function hearsIt(villager: Villager): Promise<void> {
  const { page } = villager;
  await villager.press('朗读');
  await page.waitForFunction(() => (CSS.highlights.get('aloud')?.size ?? 0) > 0);
  await villager.look('heard');
  await villager.press('不读了');
  await page.getByRole('navigation', { name: '朗读' }).waitFor({ state: 'hidden' });
}

export async function takesItHome(villager: Villager): Promise<void> {
  const { page } = villager;
  await villager.press('打印');
  await page.getByText('已打印').first().waitFor();
  await villager.look('printed');
  await villager.press('好', true);
  await villager.press('手机带走');
  await page.getByRole('img', { name: '二维码' }).waitFor();
  await villager.look('take-away');
  await villager.press('关闭');
}

/** @returns the slip number, as it is typed */
export async function asksWhy(villager: Villager): Promise<string> {
  const { page } = villager;
  await villager.press('提意见');
  await page.getByText('问一问').first().waitFor();
  await villager.look('what-kind');
  await villager.press('问一问');
  await villager.write('想问什么？', [
    ['weishenme', '为什么'],
    ['gui', '贵'],
  ]);
  await villager.look('writing');
  await villager.press('下一步');
  await page.getByText('公开答复').waitFor();
  await villager.look('how-answered');
  await villager.press('下一步');
  await page.getByLabel('姓名').waitFor();
  await villager.look('contact');
  await villager.press('提交');
  const slip = page.getByText(/^\d{4} \d{4} \d{4}$/);
  await slip.waitFor();
  await villager.look('submitted');
  const number = (await slip.innerText()).replaceAll(' ', '');
  await villager.press('首页');
  return number;
}

/** @param slip of a question that the county has answered in public */
export async function followsAnswer(villager: Villager, slip: string, answer: string): Promise<void> {
  const { page } = villager;
  await villager.press('提意见');
  await villager.press('查编号');
  await villager.digits('输入 12 位编号', slip);
  await villager.look('slip-typed');
  await villager.press('查一查');
  await page.getByText('已经答复').waitFor();
  await villager.look('followed');
  await villager.press('看公开的答复');
  await page.getByText(answer).waitFor();
  await villager.look('answer');
  await villager.press('首页');
}

/** @returns what is on screen of them, to be looked for later */
export async function seesOwnSubsidies(villager: Villager): Promise<void> {
  const { page } = villager;
  await villager.press('我的补贴');
  await page.getByLabel('姓名').waitFor();
  await villager.look('who');
  await villager.write('姓名', person.name);
  await villager.digits('身份证号', person.idNumber);
  await villager.look('who-typed');
  await villager.press('查一查');
  await page.getByText('耕地地力保护补贴').first().waitFor();
  await villager.look('subsidies');
}
