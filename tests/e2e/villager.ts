/** A villager in front of the terminal, with one finger or with keys only, and what they see on the way. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import {
  axeFaults,
  contrastFaults,
  coveredFaults,
  layoutFaults,
  type Mode,
} from '../renderer/terminal-page.ts';
import type { Size } from './browser.ts';

export type Hand = 'finger' | 'keys';

/** Where pictures of every screen stay, to be looked at. */
const pictures = path.resolve(import.meta.dirname, '../../test-results/villager');
/** Steps of the Tab key that lead round any screen. */
const mostSteps = 250;

export class Villager {
  readonly page: Page;
  readonly hand: Hand;
  readonly #pictureName: string;
  #screens = 0;
  /** What was wrong with any screen on the way, in words. */
  readonly faults: string[] = [];

  constructor(page: Page, hand: Hand, size: Size, mode: Mode) {
    this.page = page;
    this.hand = hand;
    this.#pictureName = `${size.width}x${size.height}-${mode}-${hand}`;
  }

  /** Touches a button, or goes to it by the Tab key and presses Enter. */
  async press(name: string | RegExp, exact = false): Promise<void> {
    await this.pressThat(this.page.getByRole('button', { name, exact }).first());
  }

  async pressThat(button: Locator): Promise<void> {
    await button.waitFor();
    if (this.hand === 'finger') return button.tap();
    await this.reach(button);
    await this.page.keyboard.press('Enter');
  }

  /** By the Tab key alone. @throws Error where it leads nowhere near */
  async reach(wanted: Locator): Promise<void> {
    for (let step = 0; step < mostSteps; step += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`no way by keys to ${wanted}`);
  }

  /** Writes words by their pinyin, each chosen among the candidates. @param words letters and word, in turn; no word where the letters are enough */
  async write(field: string, words: readonly (readonly [letters: string, word: string])[]): Promise<void> {
    for (const [letters, word] of words) {
      await this.#letters(field, letters);
      if (word !== '') await this.#choose(word);
    }
  }

  get #keys(): Locator {
    return this.page.getByRole('region', { name: '屏幕键盘' });
  }

  async #letters(field: string, letters: string): Promise<void> {
    if (this.hand === 'keys') {
      await this.reach(this.page.getByLabel(field));
      return this.page.keyboard.type(letters);
    }
    for (const letter of letters) await this.#keys.getByRole('button', { name: letter, exact: true }).tap();
  }

  /** By its number where there is a keyboard: the Tab key would leave the field. */
  async #choose(word: string): Promise<void> {
    const candidate = this.#keys.getByRole('button', { name: word, exact: true });
    await candidate.waitFor();
    if (this.hand === 'finger') return candidate.tap();
    const offered = await this.#keys.getByRole('group', { name: '选字' }).getByRole('button').allInnerTexts();
    await this.page.keyboard.press(String(offered.indexOf(word) + 1));
  }

  async digits(field: string, text: string): Promise<void> {
    if (this.hand === 'keys') {
      await this.reach(this.page.getByLabel(field));
      return this.page.keyboard.type(text);
    }
    await this.page.getByLabel(field).tap();
    for (const digit of text) await this.#keys.getByRole('button', { name: digit, exact: true }).tap();
  }

  /** Judges what is on screen and keeps a picture of it. */
  async look(screen: string): Promise<void> {
    this.#screens += 1;
    mkdirSync(pictures, { recursive: true });
    const name = `${this.#pictureName}-${String(this.#screens).padStart(2, '0')}-${screen}.png`;
    await this.page.screenshot({ path: path.join(pictures, name) });
    const found = [
      ...(await layoutFaults(this.page)),
      ...(await contrastFaults(this.page)),
      ...(await coveredFaults(this.page)),
      ...(await axeFaults(this.page)),
    ];
    this.faults.push(...found.map((fault) => `${screen}: ${fault}`));
  }
}
