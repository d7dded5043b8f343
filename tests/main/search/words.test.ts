import { expect, it } from 'vitest';
import { frequentWords } from '../../../main/search/words.ts';
import { openAll } from '../content/opened.ts';
import { activationOf, packOf, published, version } from '../content/sample.ts';

it('finds the words inside titles that are too long to be words', async () => {
  const kiosk = openAll();
  const titles = [
    '新田至䶮山脚机耕路工程立项公示',
    '新田修机耕路一共花了多少钱',
    '2023年办机耕路',
    '石埠机耕路完工',
    '石埠的会',
  ];
  await kiosk.writer.activate(
    activationOf([packOf(titles.map((title, index) => published(version(index + 1, { title }))))]),
  );
  const words = kiosk.search.words().map(({ text }) => text);
  expect(words).toContain('机耕路');
  // 机耕 is always followed by 路.
  expect(words.filter((word) => ['机耕', '耕路', '脚机耕路', '机耕路工程'].includes(word))).toEqual([]);
  await kiosk.close();
  kiosk.remove();
});

it('has no words where nothing is shown', () => {
  expect(frequentWords([])).toEqual([]);
});
