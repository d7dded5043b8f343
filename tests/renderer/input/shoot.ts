/** Pictures of the on-screen input at every size, to be looked at: `node tests/renderer/input/shoot.ts FOLDER`. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser, openPage } from '../../e2e/browser.ts';
import { sizes } from '../terminal-page.ts';
import { startInputPage } from './input-page.ts';
import { penStrokes, writeWith } from './pen.ts';

const folder = process.argv[2] ?? '/tmp/shots/input';
mkdirSync(folder, { recursive: true });
const server = await startInputPage();
const browser = await launchBrowser();
for (const size of sizes) {
  for (const elder of [false, true]) {
    const { page, errors } = await openPage(browser, `${server.url}?${elder ? 'elder' : ''}`, size);
    const shot = async (name: string) => {
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(250);
      await page.screenshot({ path: path.join(folder, `${size.width}-${elder ? 'elder-' : ''}${name}.png`) });
    };
    const tap = (name: string) => page.getByRole('button', { name, exact: true }).tap();
    await shot('start');
    for (const letter of 'dib') await tap(letter);
    await page.getByRole('button', { name: '低保救助' }).waitFor();
    await shot('pinyin');
    await tap('手写');
    await writeWith(page, penStrokes.村 ?? []);
    await page.getByRole('button', { name: '村', exact: true }).waitFor();
    await shot('handwriting');
    await tap('数字');
    await shot('digits');
    await tap('证件号');
    await shot('identity');
    if (errors.length > 0) console.error(size.width, errors);
    await page.context().close();
  }
}
await browser.close();
await server.stop();
